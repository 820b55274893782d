#include "analyze/embed/sentence_vectors.h"

#include <algorithm>
#include <cmath>

#include "absl/memory/memory.h"
#include "analyze/embed/dense.h"
#include "analyze/embed/vector_words.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr float kLargest = 127;

// Leaves zeros as they are.
void Normalise(std::vector<float>& vector) {
  const float length = std::sqrt(Dot(vector.data(), vector.data(), vector.size()));
  for (float& component : vector) {
    component = length > 0 ? component / length : 0;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<const SentenceVectors>> SentenceVectors::Create(
    const ModelFile& file, const WordTable& table) {
  auto vectors = absl::WrapUnique(new SentenceVectors(table));
  ASSIGN_OR_RETURN(vectors->common_,
                   file.Find<float>("embed/common", {ModelFile::kAny, table.width()}));
  return vectors;
}

std::vector<float> SentenceVectors::FromWords(absl::Span<const uint32_t> rows,
                                              const float* vectors) const {
  std::vector<float> sum(width());
  for (size_t i = 0; i < rows.size(); ++i) {
    AddScaled(vectors + i * width(), table_.weight(rows[i]), width(), sum.data());
  }
  Normalise(sum);
  for (size_t i = 0; i < common_.rows(); ++i) {
    const float* const common = common_.data + i * width();
    AddScaled(common, -Dot(common, sum.data(), width()), width(), sum.data());
  }
  Normalise(sum);
  return sum;
}

std::string SentenceVectors::Embed(absl::string_view text) const {
  std::vector<uint32_t> rows;
  for (const std::string& word : VectorWords(text)) {
    if (const uint32_t row = table_.Find(word); row != WordTable::kUnknown) {
      rows.push_back(row);
    }
  }
  if (rows.empty()) {
    return "";
  }
  std::vector<float> vectors(rows.size() * width());
  for (size_t i = 0; i < rows.size(); ++i) {
    table_.Copy(rows[i], &vectors[i * width()]);
  }
  const std::vector<float> sum = FromWords(rows, vectors.data());
  float largest = 0;
  for (const float component : sum) {
    largest = std::max(largest, std::abs(component));
  }
  std::string bytes;
  for (const float component : sum) {
    const float scaled = largest > 0 ? component / largest * kLargest : 0;
    bytes.push_back(static_cast<char>(static_cast<int8_t>(std::lround(scaled))));
  }
  return bytes;
}

}  // namespace standpoint
