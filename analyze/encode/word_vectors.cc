#include "analyze/encode/word_vectors.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "analyze/encode/parameters.h"
#include "analyze/encode/word_features.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kCacheLine = 64;

void Prefetch(const QuantizedTable& table, size_t row, size_t width) {
  const int8_t* const begin = table.rows + row * width;
  for (size_t i = 0; i < width; i += kCacheLine) {
    __builtin_prefetch(begin + i);
  }
  __builtin_prefetch(table.scales + row);
}

}  // namespace

absl::StatusOr<std::unique_ptr<const WordVectors>> WordVectors::Create(
    const ModelFile& file, absl::Span<const WeightRows> first_layers) {
  ASSIGN_OR_RETURN(std::vector<absl::string_view> words, file.Lines("vocabulary"));
  auto vectors = absl::WrapUnique(new WordVectors(std::move(words)));
  WordVectors& v = *vectors;
  ASSIGN_OR_RETURN(v.width_, FindColumns(file, "embed.form.weight"));
  ASSIGN_OR_RETURN(const WeightRows forms,
                   FindWeights(file, "embed.form.weight", v.vocabulary_.size(), v.width_));
  ASSIGN_OR_RETURN(const WeightRows hashed,
                   FindWeights(file, "embed.hashed.weight", ModelFile::kAny, v.width_));
  if (!std::has_single_bit(hashed.count)) {
    return file.Mismatch("embed.hashed.weight/q", "a number of rows that is no power of two");
  }
  v.hash_mask_ = static_cast<uint32_t>(hashed.count - 1);
  v.forms_ = {forms.weights, forms.scales};
  v.hashed_ = {hashed.weights, hashed.scales};
  const char* const norms[] = {"embed.before.weight", "embed.before.bias", "embed.after.weight",
                               "embed.after.bias"};
  for (size_t i = 0; i < 4; ++i) {
    ASSIGN_OR_RETURN(const Tensor<float> norm, file.Find<float>(norms[i], {v.width_}));
    v.norms_[i] = norm.data;
  }
  ASSIGN_OR_RETURN(v.hidden_, FindRows(file, "embed.up.weight"));
  ASSIGN_OR_RETURN(WeightRows up, FindLayer(file, "embed.up", v.hidden_, v.width_));
  up.rectified = true;
  v.up_ = QuantizedMatrix({up}, v.width_);
  ASSIGN_OR_RETURN(const WeightRows down, FindLayer(file, "embed.down", v.width_, v.hidden_));
  v.down_ = QuantizedMatrix({down}, v.hidden_);
  v.first_ = QuantizedMatrix(first_layers, v.width_);
  return vectors;
}

void WordVectors::AddNew(uint32_t row, absl::string_view form, Workspace& workspace) const {
  const WordFeatures features(form);
  NewWord word;
  word.cache_row = row;
  word.vocabulary_row = vocabulary_.Find(features.normalised());
  Prefetch(forms_, word.vocabulary_row, width_);
  for (size_t i = 0; i < kWordFeatures; ++i) {
    word.hashed_rows[i] = features.hashes()[i] & hash_mask_;
    Prefetch(hashed_, word.hashed_rows[i], width_);
  }
  workspace.new_words.push_back(word);
}

void WordVectors::Compute(Workspace& workspace) const {
  const size_t count = workspace.new_words.size();
  if (count == 0) {
    return;
  }
  float* const x = workspace.layers.Reserve(count * width_);
  float* const products =
      workspace.products.Reserve(count * std::max({hidden_, width_, product_width()}));
  std::fill(x, x + count * width_, 0.0F);
  for (size_t i = 0; i < count; ++i) {
    const NewWord& word = workspace.new_words[i];
    AddRow(forms_, word.vocabulary_row, width_, x + i * width_);
    for (const uint32_t row : word.hashed_rows) {
      AddRow(hashed_, row, width_, x + i * width_);
    }
    AddAndNormalise(nullptr, norms_[0], norms_[1], width_, x + i * width_);
  }
  Activations& activations = workspace.activations;
  activations.Quantize(x, count, width_, width_);
  up_.Multiply(activations, products, hidden_);
  activations.Quantize(products, count, hidden_, hidden_);
  down_.Multiply(activations, products, width_);
  for (size_t i = 0; i < count; ++i) {
    AddAndNormalise(products + i * width_, norms_[2], norms_[3], width_, x + i * width_);
  }
  activations.Quantize(x, count, width_, width_);
  first_.Multiply(activations, products, product_width());
  for (size_t i = 0; i < count; ++i) {
    hwy::float16_t* const row = workspace.cache.Row(workspace.new_words[i].cache_row);
    ToHalf(products + i * product_width(), product_width(), row);
    ToHalf(x + i * width_, width_, row + product_width());
  }
}

}  // namespace standpoint
