#include "analyze/model/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/memory/memory.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "xxhash.h"

namespace standpoint {
namespace {

static_assert(std::endian::native == std::endian::little, "sections are read in place");

constexpr absl::string_view kMagic = "STPLMODL";
constexpr uint32_t kVersion = 1;
constexpr size_t kHeaderBytes = 64;
constexpr size_t kEntryBytes = 96;
constexpr size_t kNameBytes = 56;
constexpr size_t kAlignment = 64;
constexpr size_t kMinFileBytes = 512;
constexpr uint32_t kMaxSections = 4096;

template <typename T>
T Number(absl::string_view bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof(T));
  return value;
}

// 0 for a kind that there is not.
size_t SizeOf(uint32_t kind) {
  constexpr std::array<size_t, 10> kSizes = {0, 1, 1, 2, 2, 4, 4, 4, 8, 8};
  return kind < kSizes.size() ? kSizes[kind] : 0;
}

absl::string_view KindName(NumberKind kind) {
  constexpr std::array<const char*, 10> kNames = {"",       "uint8", "int8",    "uint16", "int16",
                                                  "uint32", "int32", "float32", "uint64", "int64"};
  return kNames[static_cast<size_t>(kind)];
}

std::string ShapeText(absl::Span<const size_t> shape) {
  return absl::StrCat("[",
                      absl::StrJoin(shape, ", ",
                                    [](std::string* out, size_t n) {
                                      absl::StrAppend(
                                          out, n == ModelFile::kAny ? "any" : absl::StrCat(n));
                                    }),
                      "]");
}

absl::Status Unreadable(const std::string& path, absl::string_view what) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "MODEL_FILE_UNREADABLE",
                   absl::StrCat(path, ": ", what));
}

}  // namespace

absl::StatusOr<std::unique_ptr<const ModelFile>> ModelFile::Open(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return Unreadable(path, std::strerror(errno));
  }
  const auto close_file = absl::MakeCleanup([file] { close(file); });
  struct stat status;
  if (fstat(file, &status) != 0) {
    return Unreadable(path, std::strerror(errno));
  }
  auto model = absl::WrapUnique(new ModelFile);
  model->name_ = path;
  if (!S_ISREG(status.st_mode) || status.st_size < static_cast<off_t>(kMinFileBytes)) {
    return model->Damaged("too short to be a language model");
  }
  const size_t size = static_cast<size_t>(status.st_size);
  void* const mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (mapped == MAP_FAILED) {
    return Unreadable(path, std::strerror(errno));
  }
  model->mapped_ = mapped;
  model->bytes_ = absl::string_view(static_cast<const char*>(mapped), size);
  RETURN_IF_ERROR(model->Read());
  return model;
}

absl::StatusOr<std::unique_ptr<const ModelFile>> ModelFile::Parse(absl::string_view bytes,
                                                                  absl::string_view name) {
  auto model = absl::WrapUnique(new ModelFile);
  model->name_ = std::string(name);
  if (bytes.size() < kMinFileBytes) {
    return model->Damaged("too short to be a language model");
  }
  const size_t room = (bytes.size() + kAlignment - 1) / kAlignment * kAlignment;
  model->copied_ = std::aligned_alloc(kAlignment, room);
  std::memcpy(model->copied_, bytes.data(), bytes.size());
  model->bytes_ = absl::string_view(static_cast<const char*>(model->copied_), bytes.size());
  RETURN_IF_ERROR(model->Read());
  return model;
}

absl::StatusOr<std::unique_ptr<const ModelFile>> ModelFile::View(absl::string_view bytes,
                                                                 absl::string_view name) {
  auto model = absl::WrapUnique(new ModelFile);
  model->name_ = std::string(name);
  if (bytes.size() < kMinFileBytes || reinterpret_cast<uintptr_t>(bytes.data()) % kAlignment != 0) {
    return model->Damaged("too short to be a language model, or not aligned");
  }
  model->bytes_ = bytes;
  RETURN_IF_ERROR(model->Read());
  return model;
}

ModelFile::~ModelFile() {
  if (mapped_ != nullptr) {
    munmap(mapped_, bytes_.size());
  }
  std::free(copied_);
}

absl::Status ModelFile::Damaged(absl::string_view what) const {
  return MakeError(absl::StatusCode::kDataLoss, "MODEL_FILE_DAMAGED",
                   absl::StrCat(name_, ": ", what));
}

absl::Status ModelFile::Mismatch(absl::string_view section, absl::string_view what) const {
  return MakeError(absl::StatusCode::kFailedPrecondition, "MODEL_FILE_MISMATCH",
                   absl::StrCat(name_, ": section ", absl::CHexEscape(section), ": ", what));
}

absl::Status ModelFile::ReadHeader() {
  if (bytes_.substr(0, kMagic.size()) != kMagic) {
    return Damaged("not a language model");
  }
  if (const uint32_t version = Number<uint32_t>(bytes_, 8); version != kVersion) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition, "MODEL_FILE_VERSION",
        absl::StrCat(name_, ": format version ", version, ", this program reads ", kVersion));
  }
  if (const uint64_t size = Number<uint64_t>(bytes_, 16); size != bytes_.size()) {
    return Damaged(absl::StrCat("has ", bytes_.size(), " bytes, should have ", size));
  }
  checksum_ = Number<uint64_t>(bytes_, 24);
  const absl::string_view body = bytes_.substr(kHeaderBytes);
  if (XXH3_64bits(body.data(), body.size()) != checksum_) {
    return Damaged("wrong checksum");
  }
  return absl::OkStatus();
}

absl::Status ModelFile::Read() {
  RETURN_IF_ERROR(ReadHeader());
  const uint32_t count = Number<uint32_t>(bytes_, 12);
  uint64_t end = kHeaderBytes + uint64_t{count} * kEntryBytes;
  if (count > kMaxSections || end > bytes_.size()) {
    return Damaged("a table of sections that is too long");
  }
  sections_.reserve(count);
  absl::string_view previous;
  for (uint32_t i = 0; i < count; ++i) {
    RETURN_IF_ERROR(
        ReadSection(bytes_.substr(kHeaderBytes + i * kEntryBytes, kEntryBytes), end, previous));
  }
  return absl::OkStatus();
}

// `end`: where the section before ended; `previous`: its name.
absl::Status ModelFile::ReadSection(absl::string_view entry, uint64_t& end,
                                    absl::string_view& previous) {
  const absl::string_view padded = entry.substr(0, kNameBytes);
  const size_t length = padded.find('\0');
  const absl::string_view name = padded.substr(0, length);
  if (length == absl::string_view::npos || length == 0 || name <= previous ||
      padded.find_first_not_of('\0', length) != absl::string_view::npos) {
    return Damaged(absl::StrCat("section after ", absl::CHexEscape(previous), ": bad name"));
  }
  previous = name;
  const auto damaged = [&](absl::string_view what) {
    return Damaged(absl::StrCat("section ", absl::CHexEscape(name), ": ", what));
  };
  const uint32_t kind = Number<uint32_t>(entry, 56);
  const uint32_t rank = Number<uint32_t>(entry, 60);
  if (SizeOf(kind) == 0 || rank < 1 || rank > 4) {
    return damaged("unknown kind or number of dimensions");
  }
  Section section{static_cast<NumberKind>(kind), rank, {1, 1, 1, 1}, nullptr};
  const uint64_t begin = Number<uint64_t>(entry, 80);
  const uint64_t size = Number<uint64_t>(entry, 88);
  uint64_t bytes = SizeOf(kind);
  for (size_t i = 0; i < 4; ++i) {
    const uint32_t n = Number<uint32_t>(entry, 64 + 4 * i);
    if (i >= rank) {
      if (n != 0) {
        return damaged("more dimensions than it says");
      }
      continue;
    }
    section.shape[i] = n;
    if (__builtin_mul_overflow(bytes, uint64_t{n}, &bytes)) {
      return damaged("too large");
    }
  }
  const uint64_t next = (end + kAlignment - 1) / kAlignment * kAlignment;
  if (size != bytes || begin != next || begin > bytes_.size() || size > bytes_.size() - begin) {
    return damaged("does not follow the one before it, or ends outside of the file");
  }
  end = begin + size;
  section.data = bytes_.data() + begin;
  sections_.emplace(name, section);
  return absl::OkStatus();
}

absl::StatusOr<const ModelFile::Section*> ModelFile::FindSection(
    absl::string_view section, NumberKind kind, absl::Span<const size_t> shape) const {
  const auto found = sections_.find(section);
  if (found == sections_.end()) {
    return Mismatch(section, "missing");
  }
  const Section& s = found->second;
  if (s.kind != kind) {
    return Mismatch(section, absl::StrCat("holds ", KindName(s.kind), ", not ", KindName(kind)));
  }
  bool fits = s.rank == shape.size();
  for (size_t i = 0; fits && i < shape.size(); ++i) {
    fits = shape[i] == kAny || shape[i] == s.shape[i];
  }
  if (!fits) {
    return Mismatch(section, absl::StrCat("has the shape ",
                                          ShapeText(absl::MakeConstSpan(s.shape.data(), s.rank)),
                                          ", not ", ShapeText(shape)));
  }
  return &s;
}

absl::StatusOr<absl::string_view> ModelFile::Bytes(absl::string_view section) const {
  const size_t any[] = {kAny};
  ASSIGN_OR_RETURN(const Section* const found, FindSection(section, NumberKind::kUint8, any));
  return absl::string_view(found->data, found->shape[0]);
}

absl::StatusOr<std::vector<absl::string_view>> ModelFile::Lines(absl::string_view section) const {
  ASSIGN_OR_RETURN(const absl::string_view bytes, Bytes(section));
  if (bytes.empty()) {
    return std::vector<absl::string_view>();
  }
  return std::vector<absl::string_view>(absl::StrSplit(bytes, '\n'));
}

std::vector<absl::string_view> ModelFile::SectionNames() const {
  std::vector<absl::string_view> names;
  for (const auto& [name, section] : sections_) {
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace standpoint
