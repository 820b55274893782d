#include "analyze/tag/morph_tagger.h"

#include <cstdint>

#include "absl/memory/memory.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/encode/parameters.h"
#include "analyze/encode/vector_math.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kMaxXpos = 256;    // WordMorphology::xpos is a byte
constexpr size_t kMaxFeats = 8192;  // ... and feats two

absl::StatusOr<Upos> ReadUpos(const ModelFile& file, absl::string_view name) {
  for (int i = 0; i < kUposCount; ++i) {
    if (UposName(static_cast<Upos>(i)) == name) {
      return static_cast<Upos>(i);
    }
  }
  return file.Mismatch("labels/upos", absl::StrCat("no part of speech: ", absl::CHexEscape(name)));
}

absl::StatusOr<std::vector<std::string>> ReadLabels(const ModelFile& file,
                                                    const std::string& section, size_t most) {
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> lines, file.Lines(section));
  if (lines.empty() || lines.size() > most) {
    return file.Mismatch(section, absl::StrCat("not 1 to ", most, " labels"));
  }
  return std::vector<std::string>(lines.begin(), lines.end());
}

}  // namespace

absl::StatusOr<std::unique_ptr<const MorphTagger>> MorphTagger::Create(const ModelFile& file,
                                                                       const Encoder& encoder) {
  auto tagger = absl::WrapUnique(new MorphTagger);
  MorphTagger& t = *tagger;
  t.input_width_ = encoder.input_width();
  t.columns_ = encoder.columns(Head::kTag);
  ASSIGN_OR_RETURN(const std::vector<std::string> upos,
                   ReadLabels(file, "labels/upos", kUposCount));
  for (const std::string& name : upos) {
    ASSIGN_OR_RETURN(const Upos value, ReadUpos(file, name));
    t.upos_.push_back(value);
  }
  ASSIGN_OR_RETURN(t.xpos_, ReadLabels(file, "labels/xpos", kMaxXpos));
  ASSIGN_OR_RETURN(t.feats_, ReadLabels(file, "labels/feats", kMaxFeats));
  const size_t width = t.columns_.width;
  ASSIGN_OR_RETURN(const WeightRows first, FindLayer(file, "heads.upos", t.upos_.size(), width));
  ASSIGN_OR_RETURN(const WeightRows second, FindLayer(file, "heads.xpos", t.xpos_.size(), width));
  ASSIGN_OR_RETURN(const WeightRows third, FindLayer(file, "heads.feats", t.feats_.size(), width));
  t.out_ = QuantizedMatrix({first, second, third}, width);
  return tagger;
}

void MorphTagger::Tag(Workspace& workspace, Morphology& morphology) const {
  const Chunk& chunk = workspace.chunk;
  if (morphology.words.size() < chunk.last_word()) {
    morphology.words.resize(chunk.last_word());
  }
  const size_t stride = out_.padded_rows();
  float* const scores = workspace.scores.Reserve(chunk.size() * stride);
  workspace.activations.Quantize(workspace.inputs.data() + columns_.begin, chunk.size(),
                                 columns_.width, input_width_);
  out_.Multiply(workspace.activations, scores, stride);
  for (size_t i = 0; i < chunk.size(); ++i) {
    const float* const row = scores + i * stride;
    WordMorphology& word = morphology.words[chunk.first_word() + i];
    word.upos = upos_[Largest(row, upos_.size())];
    word.xpos = static_cast<uint8_t>(Largest(row + upos_.size(), xpos_.size()));
    word.feats = static_cast<uint16_t>(Largest(row + upos_.size() + xpos_.size(), feats_.size()));
  }
}

}  // namespace standpoint
