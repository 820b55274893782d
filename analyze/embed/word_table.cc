#include "analyze/embed/word_table.h"

#include <vector>

#include "absl/memory/memory.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kLanes = 16;  // see dense.h

}  // namespace

absl::StatusOr<std::unique_ptr<const WordTable>> WordTable::Create(const ModelFile& file) {
  auto table = absl::WrapUnique(new WordTable);
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> words, file.Lines("words"));
  ASSIGN_OR_RETURN(table->vectors_,
                   file.Find<int8_t>("vectors/q", {words.size(), ModelFile::kAny}));
  if (table->width() == 0 || table->width() % kLanes != 0) {
    return file.Mismatch("vectors/q", "the width is no multiple of 16");
  }
  ASSIGN_OR_RETURN(table->scales_, file.Find<float>("vectors/scale", {words.size()}));
  ASSIGN_OR_RETURN(table->importance_, file.Find<float>("importance", {words.size()}));
  ASSIGN_OR_RETURN(table->weights_, file.Find<float>("embed/weight", {words.size()}));
  table->rows_.reserve(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    table->rows_.insert({words[i], static_cast<uint32_t>(i)});
  }
  return table;
}

uint32_t WordTable::Find(absl::string_view word) const {
  const auto it = rows_.find(word);
  return it == rows_.end() ? kUnknown : it->second;
}

void WordTable::Copy(uint32_t row, float* out) const {
  const int8_t* const from = vectors_.data + row * width();
  const float scale = scales_.data[row];
  for (size_t i = 0; i < width(); ++i) {
    out[i] = static_cast<float>(from[i]) * scale;
  }
}

}  // namespace standpoint
