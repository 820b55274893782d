#include "analyze/segment/word_segmenter.h"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "analyze/segment/boundary_features.h"
#include "analyze/segment/split_features.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kWordSize = BoundaryParameters::kWordSize;
constexpr size_t kHidden = BoundaryParameters::kHidden;
constexpr size_t kInputs = 2 * BoundaryParameters::kSide * kWordSize;

absl::Status FindTable(const ModelFile& model, absl::string_view name, size_t rows, size_t columns,
                       QuantisedTable& table) {
  ASSIGN_OR_RETURN(const Tensor<int8_t> numbers,
                   model.Find<int8_t>(absl::StrCat(name, "/q"), {rows, columns}));
  ASSIGN_OR_RETURN(const Tensor<float> scale, model.Find<float>(absl::StrCat(name, "/scale"), {1}));
  table = {numbers.span(), scale.data[0]};
  if (!std::isfinite(table.scale))
    return model.Mismatch(absl::StrCat(name, "/scale"), "not a number");
  return absl::OkStatus();
}

absl::Status FindVector(const ModelFile& model, absl::string_view name,
                        std::initializer_list<size_t> shape, absl::Span<const float>& vector) {
  ASSIGN_OR_RETURN(const Tensor<float> numbers, model.Find<float>(name, shape));
  vector = numbers.span();
  return absl::OkStatus();
}

absl::StatusOr<BoundaryParameters> FindBoundaryParameters(const ModelFile& model) {
  BoundaryParameters p;
  RETURN_IF_ERROR(FindTable(model, "segment/form", kFormRows, kWordSize, p.form));
  RETURN_IF_ERROR(FindTable(model, "segment/suffix", kSuffixRows, kWordSize, p.suffix));
  RETURN_IF_ERROR(FindTable(model, "segment/shape", kShapeRows, kWordSize, p.shape));
  RETURN_IF_ERROR(FindTable(model, "segment/place", kPlaceRows, kHidden, p.place));
  RETURN_IF_ERROR(FindVector(model, "segment/window", {kInputs, kHidden}, p.window));
  RETURN_IF_ERROR(FindVector(model, "segment/window/bias", {kHidden}, p.hidden_bias));
  RETURN_IF_ERROR(FindVector(model, "segment/out", {kHidden}, p.out));
  absl::Span<const float> bias;
  RETURN_IF_ERROR(FindVector(model, "segment/out/bias", {1}, bias));
  p.out_bias = bias[0];
  return p;
}

void AddWords(absl::Span<const Word> paragraph, Segments& segments) {
  for (const Word& word : paragraph) {
    segments.words.push_back({word.begin, word.end, word.gap != Gap::kNone, word.joined});
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<WordSegmenter>> WordSegmenter::Create(const ModelFile& model) {
  ASSIGN_OR_RETURN(const absl::string_view contractions, model.Bytes("segment/contractions"));
  ASSIGN_OR_RETURN(const Tensor<int8_t> weights,
                   model.Find<int8_t>("segment/split/q", {kSplitBuckets, kSplitCount}));
  absl::StatusOr<WordSplitter> splitter = WordSplitter::Create(contractions, weights.span());
  if (!splitter.ok()) return model.Mismatch("segment/contractions", splitter.status().message());
  ASSIGN_OR_RETURN(const BoundaryParameters parameters, FindBoundaryParameters(model));
  return absl::WrapUnique(new WordSegmenter(*std::move(splitter), BoundaryNetwork(parameters)));
}

void WordSegmenter::Segment(absl::string_view text, SegmentWorkspace& workspace,
                            Segments& segments) const {
  assert(text.size() < std::numeric_limits<uint32_t>::max());
  segments.words.clear();
  segments.sentences.clear();
  FindAtoms(text, workspace.atoms);
  splitter_.SplitWords(text, workspace.atoms, workspace.words);
  const absl::Span<const Word> words = workspace.words;
  for (size_t first = 0, last = 0; first < words.size(); first = last) {
    for (last = first + 1; last < words.size() && words[last].gap != Gap::kParagraph;) ++last;
    const absl::Span<const Word> paragraph = words.subspan(first, last - first);
    AddWords(paragraph, segments);
    const absl::Span<const uint32_t> starts = network_.FindStarts(paragraph, workspace.boundaries);
    for (size_t i = 0; i < starts.size(); ++i) {
      const size_t end = i + 1 < starts.size() ? starts[i + 1] : paragraph.size();
      segments.sentences.push_back(
          {static_cast<uint32_t>(first + starts[i]), static_cast<uint32_t>(first + end), i == 0});
    }
  }
}

Segments WordSegmenter::Segment(absl::string_view text) const {
  SegmentWorkspace workspace;
  Segments segments;
  Segment(text, workspace, segments);
  return segments;
}

}  // namespace standpoint
