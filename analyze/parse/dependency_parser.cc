#include "analyze/parse/dependency_parser.h"

#include <algorithm>
#include <cmath>

#include "absl/memory/memory.h"
#include "absl/strings/string_view.h"
#include "analyze/encode/chunk.h"
#include "analyze/encode/parameters.h"
#include "analyze/encode/vector_math.h"
#include "analyze/parse/arc_scores.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kMaxRelations = 256;  // Dependency::relation is a byte
constexpr absl::string_view kWindowRelation = "parataxis";

}  // namespace

absl::StatusOr<std::unique_ptr<const DependencyParser>> DependencyParser::Create(
    const ModelFile& file, const Encoder& encoder) {
  auto parser = absl::WrapUnique(new DependencyParser);
  DependencyParser& p = *parser;
  p.input_width_ = encoder.input_width();
  p.arc_dependent_ = encoder.columns(Head::kArcDependent);
  p.arc_head_ = encoder.columns(Head::kArcHead);
  p.relation_dependent_ = encoder.columns(Head::kRelationDependent);
  p.relation_head_ = encoder.columns(Head::kRelationHead);
  const size_t relation_width = p.relation_dependent_.width;
  if (p.relation_head_.width != relation_width) {
    return file.Mismatch("heads.relation_head.weight/q", "another width than of the dependent");
  }
  ASSIGN_OR_RETURN(const WeightRows bilinear, FindLayer(file, "heads.arc_bilinear",
                                                        p.arc_head_.width, p.arc_dependent_.width));
  p.bilinear_ = QuantizedMatrix({bilinear}, p.arc_dependent_.width);
  ASSIGN_OR_RETURN(const Tensor<float> arc_root,
                   file.Find<float>("heads.arc_root", {p.arc_head_.width}));
  p.arc_root_ = arc_root.data;
  ASSIGN_OR_RETURN(const Tensor<float> relation_root,
                   file.Find<float>("heads.relation_root", {relation_width}));
  p.relation_root_ = relation_root.data;
  ASSIGN_OR_RETURN(const Tensor<float> root_score, file.Find<float>("heads.root_distance", {1}));
  p.root_score_ = root_score.data[0];
  ASSIGN_OR_RETURN(const Tensor<float> distance,
                   file.Find<float>("heads.distance", {ModelFile::kAny}));
  if (distance.size() % 2 == 0) {
    return file.Mismatch("heads.distance", "an even number of distances");
  }
  const ptrdiff_t far = static_cast<ptrdiff_t>(distance.size() / 2);
  for (ptrdiff_t d = -static_cast<ptrdiff_t>(kWindowWords) - 1;
       d < static_cast<ptrdiff_t>(kWindowWords) + 32; ++d) {
    p.near_.push_back(distance.data[std::clamp(d, -far, far) + far]);
  }
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> names, file.Lines("labels/relations"));
  if (names.empty() || names.size() > kMaxRelations) {
    return file.Mismatch("labels/relations", "not 1 to 256 relations");
  }
  p.relations_ = std::vector<std::string>(names.begin(), names.end());
  const auto found = std::find(names.begin(), names.end(), kWindowRelation);
  p.window_relation_ = found == names.end() ? 0 : static_cast<uint8_t>(found - names.begin());
  ASSIGN_OR_RETURN(const WeightRows out,
                   FindLayer(file, "heads.relation_out", names.size(), relation_width));
  p.relation_out_ = QuantizedMatrix({out}, relation_width);
  return parser;
}

void DependencyParser::Parse(Workspace& workspace, Dependencies& dependencies) const {
  const Chunk& chunk = workspace.chunk;
  if (dependencies.words.size() < chunk.last_word()) {
    dependencies.words.resize(chunk.last_word());
  }
  ProjectQueries(workspace);
  workspace.heads.resize(chunk.size());
  for (size_t window = 0; window < chunk.windows.size(); ++window) {
    FindHeads(window, workspace);
  }
  FindRelations(workspace, dependencies);
  for (const Window& window : chunk.windows) {
    if (!window.begins_sentence()) {
      HangOnSentence(window, dependencies);
    }
  }
}

// To workspace.products [words, arc width].
void DependencyParser::ProjectQueries(Workspace& workspace) const {
  const size_t count = workspace.chunk.size();
  workspace.activations.Quantize(workspace.inputs.data() + arc_dependent_.begin, count,
                                 arc_dependent_.width, input_width_);
  bilinear_.Multiply(workspace.activations,
                     workspace.products.Reserve(count * bilinear_.padded_rows()),
                     bilinear_.padded_rows());
}

void DependencyParser::ScoreWindow(size_t index, Workspace& workspace) const {
  const Window& window = workspace.chunk.windows[index];
  const size_t row = window.first_word - workspace.chunk.first_word();
  const size_t size = window.size();
  const size_t width = bilinear_.padded_rows();
  const VectorRows queries = {workspace.products.data() + row * width, width};
  const VectorRows heads = {workspace.inputs.data() + row * input_width_ + arc_head_.begin,
                            input_width_};
  ScoreArcs(queries, heads, arc_root_, root_score_, near_.data() + kWindowWords + 1, size, width,
            workspace.more_scores, workspace.scores.Reserve(size * ArcStride(size)));
}

// To workspace.heads, counted from the window's first word, 0 for the root.
void DependencyParser::FindHeads(size_t index, Workspace& workspace) const {
  ScoreWindow(index, workspace);
  const Window& window = workspace.chunk.windows[index];
  const size_t size = window.size();
  uint32_t* const heads =
      workspace.heads.data() + (window.first_word - workspace.chunk.first_word());
  const ArcScores arcs = {workspace.scores.data(), size, ArcStride(size)};
  for (size_t i = 0; i < size; ++i) {
    heads[i] = static_cast<uint32_t>(Largest(arcs.scores + i * arcs.stride, size + 1));
  }
  if (!IsTree(heads, size, workspace.marks)) {
    BestTree(arcs, heads);
  }
}

void DependencyParser::FindRelations(Workspace& workspace, Dependencies& dependencies) const {
  const Chunk& chunk = workspace.chunk;
  const size_t count = chunk.size();
  const size_t width = relation_dependent_.width;
  float* const pairs = workspace.layers.Reserve(count * width);
  for (const Window& window : chunk.windows) {
    const size_t begin = window.first_word - chunk.first_word();
    for (size_t i = begin; i < begin + window.size(); ++i) {
      const float* const dependent =
          workspace.inputs.data() + i * input_width_ + relation_dependent_.begin;
      const uint32_t head = workspace.heads[i];
      const float* const governor =
          head == 0
              ? relation_root_
              : workspace.inputs.data() + (begin + head - 1) * input_width_ + relation_head_.begin;
      AddAndRectify(dependent, governor, width, pairs + i * width);
      dependencies.words[chunk.first_word() + i].head =
          head == 0 ? Dependency::kRoot : window.first_word + head - 1;
    }
  }
  const size_t stride = relation_out_.padded_rows();
  float* const scores = workspace.scores.Reserve(count * stride);
  workspace.activations.Quantize(pairs, count, width, width);
  relation_out_.Multiply(workspace.activations, scores, stride);
  for (size_t i = 0; i < count; ++i) {
    dependencies.words[chunk.first_word() + i].relation =
        static_cast<uint8_t>(Largest(scores + i * stride, relations_.size()));
  }
}

// A window that is not the first of its sentence: its root becomes a dependent of the sentence's.
void DependencyParser::HangOnSentence(const Window& window, Dependencies& dependencies) const {
  uint32_t root = window.sentence_word;
  while (dependencies.words[root].head != Dependency::kRoot) {
    root = dependencies.words[root].head;
  }
  for (uint32_t word = window.first_word; word < window.last_word; ++word) {
    if (dependencies.words[word].head == Dependency::kRoot) {
      dependencies.words[word] = {root, window_relation_};
    }
  }
}

}  // namespace standpoint
