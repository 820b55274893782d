// Keys and values of the register; docs/formats/register.md has them byte by byte.

#ifndef STANDPOINT_INGEST_REGISTER_REGISTER_VALUES_H_
#define STANDPOINT_INGEST_REGISTER_REGISTER_VALUES_H_

#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message_lite.h"

namespace standpoint {

inline constexpr char kFormatKey[] = "!format";        // sorts before every name
inline constexpr char kRemovedPrefix[] = "!removed/";  // likewise

// What the names of a corpus' documents lie between.
struct NameRange {
  // "corpora/news", or "corpora" for all.
  explicit NameRange(absl::string_view corpus);

  std::string begin;
  std::string end;
};

// `corpora/{corpus}` of a document's name.
absl::string_view CorpusOf(absl::string_view name);

std::string ToRegisterValue(const google::protobuf::MessageLite& entry);
// False when `value` is no entry.
bool FromRegisterValue(const rocksdb::Slice& value, google::protobuf::MessageLite* entry);

// INTERNAL, reason REGISTER_BROKEN.
absl::Status RegisterBroken(absl::string_view what, const rocksdb::Status& status);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_REGISTER_REGISTER_VALUES_H_
