// The reader of model files on any bytes, as they are and with the right header before them: what is read lies inside the file.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "xxhash.h"

namespace {

uint64_t Sum(absl::string_view bytes) {
  uint64_t sum = 0;
  for (const char c : bytes) {
    sum += static_cast<unsigned char>(c);
  }
  return sum;
}

void Read(absl::string_view bytes) {
  const auto model = standpoint::ModelFile::Parse(bytes, "fuzz");
  if (!model.ok()) {
    return;
  }
  uint64_t sum = 0;
  for (const absl::string_view name : (*model)->SectionNames()) {
    if (const auto text = (*model)->Bytes(name); text.ok()) {
      sum += Sum(*text);
    }
    const size_t any = standpoint::ModelFile::kAny;
    if (const auto matrix = (*model)->Find<int8_t>(name, {any, any}); matrix.ok()) {
      sum += Sum({reinterpret_cast<const char*>(matrix->data), matrix->size()});
    }
  }
  if (sum == ~uint64_t{0}) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  Read(bytes);
  std::string sealed(bytes);
  if (sealed.size() < 512) {
    sealed.resize(512);
  }
  const uint32_t version = 1;
  const uint64_t whole = sealed.size();
  const uint64_t checksum = XXH3_64bits(sealed.data() + 64, sealed.size() - 64);
  std::memcpy(sealed.data(), "STPLMODL", 8);
  std::memcpy(sealed.data() + 8, &version, 4);
  std::memcpy(sealed.data() + 16, &whole, 8);
  std::memcpy(sealed.data() + 24, &checksum, 8);
  Read(sealed);
  return 0;
}
