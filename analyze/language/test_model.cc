#include "analyze/language/test_model.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "analyze/model/model_writer.h"
#include "analyze/segment/segments_check.h"

namespace standpoint {
namespace {

// Of the format: docs/formats/language-model.md.
constexpr size_t kHeaderBytes = 64, kEntryBytes = 96, kNameBytes = 56;

template <typename T>
T NumberAt(absl::string_view bytes, size_t at) {
  T number;
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}

template <typename T>
void Copy(const std::string& name, const std::vector<uint32_t>& shape, absl::string_view bytes,
          ModelWriter& writer) {
  std::vector<T> numbers(bytes.size() / sizeof(T));
  std::memcpy(numbers.data(), bytes.data(), bytes.size());
  writer.Add<T>(name, shape, numbers);
}

void CopySection(absl::string_view file, size_t entry, ModelWriter& writer) {
  const std::string name = file.data() + entry;
  const auto kind = static_cast<NumberKind>(NumberAt<uint32_t>(file, entry + kNameBytes));
  std::vector<uint32_t> shape(NumberAt<uint32_t>(file, entry + kNameBytes + 4));
  for (size_t i = 0; i < shape.size(); ++i) {
    shape[i] = NumberAt<uint32_t>(file, entry + kNameBytes + 8 + 4 * i);
  }
  const absl::string_view bytes = file.substr(NumberAt<uint64_t>(file, entry + kEntryBytes - 16),
                                              NumberAt<uint64_t>(file, entry + kEntryBytes - 8));
  switch (kind) {
    case NumberKind::kUint8:
      return Copy<uint8_t>(name, shape, bytes, writer);
    case NumberKind::kInt8:
      return Copy<int8_t>(name, shape, bytes, writer);
    case NumberKind::kUint16:
      return Copy<uint16_t>(name, shape, bytes, writer);
    case NumberKind::kInt16:
      return Copy<int16_t>(name, shape, bytes, writer);
    case NumberKind::kUint32:
      return Copy<uint32_t>(name, shape, bytes, writer);
    case NumberKind::kInt32:
      return Copy<int32_t>(name, shape, bytes, writer);
    case NumberKind::kFloat32:
      return Copy<float>(name, shape, bytes, writer);
    default:
      std::abort();
  }
}

// All sections whose names begin so.
void CopySections(absl::string_view file, absl::string_view prefix, ModelWriter& writer) {
  const auto count = NumberAt<uint32_t>(file, 12);
  for (uint32_t i = 0; i < count; ++i) {
    const size_t entry = kHeaderBytes + i * kEntryBytes;
    if (file.substr(entry, prefix.size()) == prefix) CopySection(file, entry, writer);
  }
}

std::string ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << path << " is not in the runfiles\n";
    std::abort();
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

std::string TestLanguageModel() {
  ModelWriter writer;
  CopySections(ReadFile("analyze/encode/testdata/tiny.lm"), "", writer);
  CopySections(RandomSegmentModel(1), "segment/", writer);
  CopySections(ReadFile("analyze/tag/testdata/lemmatizer.lm"), "lemma/", writer);
  writer.AddText("card", "{\"name\": \"test\"}");
  return writer.Bytes();
}

}  // namespace standpoint
