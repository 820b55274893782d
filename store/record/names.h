// Resource names: what callers write and what is stored.

#ifndef STANDPOINT_STORE_RECORD_NAMES_H_
#define STANDPOINT_STORE_RECORD_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// The segments of a resource name; those that its kind lacks are empty.
// Lifetime: views into the name that was parsed.
struct ResourceName {
  absl::string_view corpus;
  absl::string_view document;
  absl::string_view item;  // a claim or a stance
};

// `{corpus}`: 1 to 63 lower-case letters, digits and '-', beginning with a letter. Other segments:
// 1 to 128 letters, digits, '-', '_', '.' and '~'. Errors: INVALID_ARGUMENT that names `field`.
absl::StatusOr<ResourceName> ParseCorpusName(absl::string_view field, absl::string_view name);
absl::StatusOr<ResourceName> ParseDocumentName(absl::string_view field, absl::string_view name);
// `collection`: "claims" or "stances".
absl::StatusOr<ResourceName> ParseItemName(absl::string_view field, absl::string_view collection,
                                           absl::string_view name);
// A corpus or a document.
absl::StatusOr<ResourceName> ParseParentName(absl::string_view field, absl::string_view name);

std::string CorpusName(absl::string_view corpus);
std::string DocumentName(absl::string_view corpus, absl::string_view document);
std::string ItemName(absl::string_view corpus, absl::string_view document,
                     absl::string_view collection, absl::string_view item);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_NAMES_H_
