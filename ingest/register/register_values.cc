#include "ingest/register/register_values.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr char kEntryVersion = 1;
constexpr size_t kCorpusBegin = sizeof("corpora/") - 1;

}  // namespace

NameRange::NameRange(absl::string_view corpus)
    : begin(absl::StrCat(corpus, "/")), end(absl::StrCat(corpus, "0")) {}  // '0' follows '/'

absl::string_view CorpusOf(absl::string_view name) {
  return name.substr(0, name.find('/', kCorpusBegin));
}

std::string ToRegisterValue(const google::protobuf::MessageLite& entry) {
  std::string value(1, kEntryVersion);
  entry.AppendToString(&value);
  return value;
}

bool FromRegisterValue(const rocksdb::Slice& value, google::protobuf::MessageLite* entry) {
  return !value.empty() && value[0] == kEntryVersion &&
         entry->ParseFromArray(value.data() + 1, static_cast<int>(value.size()) - 1);
}

absl::Status RegisterBroken(absl::string_view what, const rocksdb::Status& status) {
  return MakeError(absl::StatusCode::kInternal, "REGISTER_BROKEN",
                   absl::StrCat("register: ", what, ": ", status.ToString()));
}

}  // namespace standpoint
