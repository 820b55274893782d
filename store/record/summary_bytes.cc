#include "store/record/summary_bytes.h"

#include "common/text/utf8.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/record/wire.h"

namespace standpoint {
namespace {

using internal::v1::DocumentRecord;
using v1::Document;
using v1::DocumentSummary;

// What of the record the summary is made of.
bool ReadRecord(absl::string_view record, absl::string_view* id, absl::string_view* document) {
  WireReader fields(record);
  while (fields.Next()) {
    if (fields.number() == DocumentRecord::kIdFieldNumber && fields.is_bytes()) {
      *id = fields.bytes();
    } else if (fields.number() == DocumentRecord::kDocumentFieldNumber) {
      if (!fields.is_bytes() || fields.is_repeated()) {
        return false;
      }
      *document = fields.bytes();
    }
  }
  return fields.ok();
}

}  // namespace

bool AppendSummary(absl::string_view record, absl::string_view id, absl::string_view name,
                   std::string* out) {
  absl::string_view found_id;
  absl::string_view document;
  if (!ReadRecord(record, &found_id, &document) || found_id != id) {
    return false;
  }
  absl::string_view text_digest;
  absl::string_view language;
  PutBytes(DocumentSummary::kNameFieldNumber, name, out);
  WireReader fields(document);
  while (fields.Next()) {
    switch (fields.number()) {
      case Document::kSourceFieldNumber:
      case Document::kPublisherFieldNumber:
      case Document::kUrlFieldNumber:
      case Document::kTitleFieldNumber:
        if (!fields.is_bytes() || fields.is_repeated() || !IsUtf8(fields.bytes())) {
          return false;
        }
        PutBytes(fields.number(), fields.bytes(), out);  // the summary's numbers, too
        break;
      case Document::kPublishTimeFieldNumber:
        if (!fields.is_bytes() || fields.is_repeated()) {
          return false;
        }
        PutMessage(DocumentSummary::kPublishTimeFieldNumber, fields.bytes(), out);
        break;
      case Document::kLanguageFieldNumber:
        language = fields.bytes();
        break;
      case Document::kTextDigestFieldNumber:
        text_digest = fields.bytes();
        break;
      default:
        break;
    }
  }
  PutBytes(DocumentSummary::kTextDigestFieldNumber, text_digest, out);
  PutBytes(DocumentSummary::kLanguageFieldNumber, language, out);
  return fields.ok() && IsUtf8(language) && IsUtf8(text_digest);
}

}  // namespace standpoint
