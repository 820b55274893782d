#include "store/record/envelope.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr uint64_t kValueVersion = 1;

}  // namespace

std::string NewValue() { return std::string(1, static_cast<char>(kValueVersion)); }

absl::Status ReadVersion(absl::string_view what, ByteReader* reader) {
  uint64_t version = 0;
  if (!reader->ReadBigEndian(1, &version) || version == 0) {
    return CorruptRecord(what);
  }
  return version > kValueVersion ? TooNewFormat(what, version, kValueVersion) : absl::OkStatus();
}

absl::Status CorruptRecord(absl::string_view what) {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                   absl::StrCat("the stored ", what, " cannot be read"));
}

absl::Status TooNewFormat(absl::string_view what, uint64_t version, uint64_t known) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "FORMAT_TOO_NEW",
                   absl::StrCat("the stored ", what, " has format version ", version,
                                ", written by a newer program; this one knows ", known),
                   {{"version", absl::StrCat(version)}, {"known", absl::StrCat(known)}});
}

}  // namespace standpoint
