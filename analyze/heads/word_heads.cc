#include "analyze/heads/word_heads.h"

#include <algorithm>

#include "absl/memory/memory.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "analyze/encode/parameters.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr uint32_t kOtherLemma = 0;
constexpr size_t kWeight =
    kCheckPools;  // weights stand before values in the layer of check-worthiness

// The table NAME with rows of so many numbers.
absl::StatusOr<QuantizedTable> FindTable(const ModelFile& file, const std::string& name,
                                         size_t rows, size_t columns) {
  ASSIGN_OR_RETURN(const Tensor<int8_t> q, file.Find<int8_t>(name + "/q", {rows, columns}));
  ASSIGN_OR_RETURN(const Tensor<float> scales, file.Find<float>(name + "/scale", {q.rows()}));
  return QuantizedTable{q.data, scales.data};
}

// The width of a head: how many inputs its last layer has.
absl::StatusOr<size_t> FindWidth(const ModelFile& file, const std::string& layer, size_t outputs) {
  ASSIGN_OR_RETURN(const Tensor<float> weights,
                   file.Find<float>(layer + ".weight", {outputs, ModelFile::kAny}));
  if (weights.columns() == 0 || weights.columns() % 16 != 0 || weights.columns() > 1024) {
    return file.Mismatch(layer + ".weight", "its width is no multiple of 16 up to 1024");
  }
  return weights.columns();
}

void Rectify(float* x, size_t size) {
  for (size_t i = 0; i < size; ++i) x[i] = std::max(x[i], 0.0F);
}

}  // namespace

absl::StatusOr<std::unique_ptr<const WordHeads>> WordHeads::Create(const ModelFile& file,
                                                                   const SyntaxLabels& labels,
                                                                   size_t state_width) {
  auto heads = absl::WrapUnique(new WordHeads);
  WordHeads& h = *heads;
  ASSIGN_OR_RETURN(h.check_width_, FindWidth(file, "check.out", 2 * kCheckPools));
  ASSIGN_OR_RETURN(h.evaluation_width_, FindWidth(file, "evaluation.out", 1 + kEvaluationNumbers));
  ASSIGN_OR_RETURN(h.factuality_width_, FindWidth(file, "factuality.out", 1));
  ASSIGN_OR_RETURN(h.check_, FindSmallLayer(file, "check.out", 2 * kCheckPools, h.check_width_));
  ASSIGN_OR_RETURN(h.evaluation_, FindSmallLayer(file, "evaluation.out", 1 + kEvaluationNumbers,
                                                 h.evaluation_width_));
  ASSIGN_OR_RETURN(h.factuality_, FindSmallLayer(file, "factuality.out", 1, h.factuality_width_));
  RETURN_IF_ERROR(h.FindHidden(file, state_width));
  RETURN_IF_ERROR(h.FindLexical(file, labels.xpos.size()));
  ASSIGN_OR_RETURN(
      const Tensor<int8_t> features,
      file.Find<int8_t>("factuality.features/q", {ModelFile::kAny, h.factuality_width_}));
  if (features.rows() == 0) return file.Mismatch("factuality.features/q", "no rows");
  ASSIGN_OR_RETURN(h.feature_rows_,
                   FindTable(file, "factuality.features", features.rows(), h.factuality_width_));
  h.features_ = FactualityFeatures(labels, static_cast<uint32_t>(features.rows()));
  return heads;
}

absl::Status WordHeads::FindHidden(const ModelFile& file, size_t state_width) {
  const size_t rows = check_width_ + evaluation_width_ + 2 * factuality_width_;
  ASSIGN_OR_RETURN(const WeightRows hidden, FindLayer(file, "hidden", rows, state_width));
  hidden_ = QuantizedMatrix({hidden}, state_width);
  return absl::OkStatus();
}

absl::Status WordHeads::FindLexical(const ModelFile& file, size_t tags) {
  const size_t width = check_width_ + evaluation_width_;
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> lemmas, file.Lines("lemmas"));
  lemmas_.reserve(lemmas.size());
  for (size_t i = 0; i < lemmas.size(); ++i) {
    if (!lemmas_.emplace(lemmas[i], static_cast<uint32_t>(i + 1)).second) {
      return file.Mismatch("lemmas", absl::StrCat("twice: ", absl::CHexEscape(lemmas[i])));
    }
  }
  ASSIGN_OR_RETURN(lemma_rows_, FindTable(file, "lemma", lemmas.size() + 1, width));
  ASSIGN_OR_RETURN(tag_rows_, FindTable(file, "tag", tags, width));
  return absl::OkStatus();
}

void WordHeads::AddWords(const Morphology& morphology, const Chunk& chunk, float* hidden) const {
  const size_t width = check_width_ + evaluation_width_;
  std::string lemma;
  for (size_t i = 0; i < chunk.size(); ++i) {
    const size_t word = chunk.first_word() + i;
    lemma.assign(morphology.Lemma(word).data(), morphology.Lemma(word).size());
    absl::AsciiStrToLower(&lemma);
    const auto known = lemmas_.find(lemma);
    float* const row = hidden + i * hidden_.padded_rows();
    AddRow(lemma_rows_, known == lemmas_.end() ? kOtherLemma : known->second, width, row);
    AddRow(tag_rows_, morphology.words[word].xpos, width, row);
  }
}

void WordHeads::ReadWord(float* hidden, WordScores& scores) const {
  Rectify(hidden, check_width_ + evaluation_width_);
  std::array<float, 2 * kCheckPools> check;
  check_.Multiply(hidden, check.data());
  for (size_t i = 0; i < kCheckPools; ++i) {
    scores.check_weights[i] = Score(check[i]);
    scores.check_values[i] = Score(check[kWeight + i]);
  }
  std::array<float, 1 + kEvaluationNumbers> evaluation;
  evaluation_.Multiply(hidden + check_width_, evaluation.data());
  scores.evaluation_weight = Score(evaluation[0]);
  for (size_t i = 0; i < kEvaluationNumbers; ++i) {
    scores.evaluation[i] = Score(evaluation[1 + i]);
  }
}

void WordHeads::Read(Workspace& workspace, const Morphology& morphology,
                     const Dependencies& dependencies, HeadScores& scores) const {
  const Chunk& chunk = workspace.chunk;
  if (scores.words.size() < chunk.last_word()) scores.words.resize(chunk.last_word());
  const size_t stride = hidden_.padded_rows();
  float* const hidden = workspace.scores.Reserve(chunk.size() * stride);
  workspace.activations.Quantize(workspace.states.data(), chunk.size(), hidden_.columns(),
                                 hidden_.columns());
  hidden_.Multiply(workspace.activations, hidden, stride);
  AddWords(morphology, chunk, hidden);
  for (size_t i = 0; i < chunk.size(); ++i) {
    ReadWord(hidden + i * stride, scores.words[chunk.first_word() + i]);
  }
  ReadFactuality(morphology, dependencies, workspace, scores);
}

// The hidden layer of a predicate sums its own state and features, the state of its head, and what all that hangs on that head shows.
void WordHeads::ReadFactuality(const Morphology& morphology, const Dependencies& dependencies,
                               Workspace& workspace, HeadScores& scores) const {
  const Chunk& chunk = workspace.chunk;
  const uint32_t first = chunk.first_word(), last = chunk.last_word();
  const size_t stride = hidden_.padded_rows(), width = factuality_width_;
  const size_t own_column = check_width_ + evaluation_width_;
  float* const hidden = workspace.scores.data();
  float* const shown = workspace.more_scores.Reserve(chunk.size() * width);  // to all children
  std::fill(shown, shown + chunk.size() * width, 0.0F);
  const auto own = [&](uint32_t word) { return hidden + (word - first) * stride + own_column; };
  for (uint32_t word = first; word < last; ++word) {
    scores.words[word].is_predicate = morphology.words[word].upos == Upos::kVerb ||
                                      features_.IsClause(dependencies.words[word].relation);
  }
  for (uint32_t word = first; word < last; ++word) {
    const uint32_t head = dependencies.words[word].head;
    if (head >= first && head < last &&
        features_.MarksPredicate(dependencies.words[word].relation)) {
      scores.words[head].is_predicate = true;
    }
  }
  std::vector<bool> above(chunk.size());  // a predicate hangs on it
  for (uint32_t word = first; word < last; ++word) {
    const uint32_t head = dependencies.words[word].head;
    if (scores.words[word].is_predicate && head >= first && head < last) above[head - first] = true;
  }
  features_.ForEach(
      morphology, dependencies, first, last,
      [&](uint32_t word) { return scores.words[word].is_predicate; },
      [&](uint32_t word, uint32_t row) { AddRow(feature_rows_, row, width, own(word)); },
      [&](uint32_t head, uint32_t row) {
        if (above[head - first]) AddRow(feature_rows_, row, width, shown + (head - first) * width);
      });
  std::vector<float> sum(width);
  for (uint32_t word = first; word < last; ++word) {
    if (!scores.words[word].is_predicate) continue;
    std::copy(own(word), own(word) + width, sum.begin());
    const uint32_t head = dependencies.words[word].head;
    if (head >= first && head < last) {
      const float* const of_head = own(head) + width;
      const float* const of_siblings = shown + (head - first) * width;
      for (size_t i = 0; i < width; ++i) sum[i] += of_head[i] + of_siblings[i];
    }
    Rectify(sum.data(), width);
    float factuality = 0;
    factuality_.Multiply(sum.data(), &factuality);
    scores.words[word].factuality = Score(std::clamp(factuality, -3.0F, 3.0F));
  }
}

}  // namespace standpoint
