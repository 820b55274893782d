// The language model's file, mapped into memory: named sections of numbers. Format: docs/formats/language-model.md.

#ifndef STANDPOINT_ANALYZE_MODEL_MODEL_FILE_H_
#define STANDPOINT_ANALYZE_MODEL_MODEL_FILE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// The kinds of numbers, as the format counts them.
enum class NumberKind : uint32_t {
  kUint8 = 1,
  kInt8 = 2,
  kUint16 = 3,
  kInt16 = 4,
  kUint32 = 5,
  kInt32 = 6,
  kFloat32 = 7,
  kUint64 = 8,
  kInt64 = 9,
};

// A section. Lifetime: the data are those of the ModelFile. They are aligned to 64 bytes.
template <typename T>
struct Tensor {
  const T* data = nullptr;
  std::array<size_t, 4> shape = {1, 1, 1, 1};  // past `rank`: 1
  size_t rank = 1;

  size_t size() const { return shape[0] * shape[1] * shape[2] * shape[3]; }
  size_t rows() const { return shape[0]; }
  size_t columns() const { return shape[1]; }
  absl::Span<const T> span() const { return {data, size()}; }
};

// Threads: safe. Errors: MODEL_FILE_UNREADABLE, MODEL_FILE_DAMAGED, MODEL_FILE_VERSION from Open and Parse,
// MODEL_FILE_MISMATCH from the rest; each names the file and the section.
class ModelFile {
 public:
  static constexpr size_t kAny = ~size_t{0};  // as a wanted dimension: whatever it is

  // Maps the file and checks all of it, the checksum included: a few milliseconds.
  static absl::StatusOr<std::unique_ptr<const ModelFile>> Open(const std::string& path);

  // The same of a file's bytes, which are copied; `name` stands in messages for the path.
  static absl::StatusOr<std::unique_ptr<const ModelFile>> Parse(absl::string_view bytes,
                                                                absl::string_view name);

  // The same of bytes that stay where they are, aligned to 64 bytes, for as long as the result is in use.
  static absl::StatusOr<std::unique_ptr<const ModelFile>> View(absl::string_view bytes,
                                                               absl::string_view name);

  ~ModelFile();
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;

  bool Has(absl::string_view section) const { return sections_.contains(section); }

  // The section as numbers of type T, with as many dimensions as `shape`, which must fit.
  template <typename T>
  absl::StatusOr<Tensor<T>> Find(absl::string_view section, absl::Span<const size_t> shape) const;
  template <typename T>
  absl::StatusOr<Tensor<T>> Find(absl::string_view section,
                                 std::initializer_list<size_t> shape) const {
    return Find<T>(section, absl::MakeConstSpan(shape.begin(), shape.size()));
  }

  // A section of bytes (uint8, one dimension).
  absl::StatusOr<absl::string_view> Bytes(absl::string_view section) const;

  // A section of bytes cut at line breaks; an empty section has no lines.
  absl::StatusOr<std::vector<absl::string_view>> Lines(absl::string_view section) const;

  // What a step says when the sections do not fit it or each other.
  absl::Status Mismatch(absl::string_view section, absl::string_view what) const;

  const std::string& name() const { return name_; }
  uint64_t checksum() const { return checksum_; }  // of all sections: names this model
  std::vector<absl::string_view> SectionNames() const;

 private:
  struct Section {
    NumberKind kind;
    size_t rank;
    std::array<size_t, 4> shape;
    const char* data;
  };

  ModelFile() = default;
  absl::Status Read();
  absl::Status ReadHeader();
  absl::Status ReadSection(absl::string_view entry, uint64_t& end, absl::string_view& previous);
  absl::Status Damaged(absl::string_view what) const;
  absl::StatusOr<const Section*> FindSection(absl::string_view section, NumberKind kind,
                                             absl::Span<const size_t> shape) const;

  std::string name_;
  absl::string_view bytes_;
  void* mapped_ = nullptr;  // what bytes_ is, if it was mapped
  void* copied_ = nullptr;  // or copied
  uint64_t checksum_ = 0;
  absl::flat_hash_map<absl::string_view, Section> sections_;
};

template <typename T>
constexpr NumberKind KindOf();
template <>
constexpr NumberKind KindOf<uint8_t>() {
  return NumberKind::kUint8;
}
template <>
constexpr NumberKind KindOf<int8_t>() {
  return NumberKind::kInt8;
}
template <>
constexpr NumberKind KindOf<uint16_t>() {
  return NumberKind::kUint16;
}
template <>
constexpr NumberKind KindOf<int16_t>() {
  return NumberKind::kInt16;
}
template <>
constexpr NumberKind KindOf<uint32_t>() {
  return NumberKind::kUint32;
}
template <>
constexpr NumberKind KindOf<int32_t>() {
  return NumberKind::kInt32;
}
template <>
constexpr NumberKind KindOf<float>() {
  return NumberKind::kFloat32;
}
template <>
constexpr NumberKind KindOf<uint64_t>() {
  return NumberKind::kUint64;
}
template <>
constexpr NumberKind KindOf<int64_t>() {
  return NumberKind::kInt64;
}

template <typename T>
absl::StatusOr<Tensor<T>> ModelFile::Find(absl::string_view section,
                                          absl::Span<const size_t> shape) const {
  const absl::StatusOr<const Section*> found = FindSection(section, KindOf<T>(), shape);
  if (!found.ok()) {
    return found.status();
  }
  const Section& s = **found;
  return Tensor<T>{reinterpret_cast<const T*>(s.data), s.shape, s.rank};
}

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_MODEL_MODEL_FILE_H_
