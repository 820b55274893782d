// Resource names, as the API writes them:
//   corpora/{corpus}
//   corpora/{corpus}/documents/{document}
//   corpora/{corpus}/documents/{document}/claims/{claim}
//   corpora/{corpus}/documents/{document}/stances/{stance}
//   deadLetters/{id}
// A corpus is [a-z][a-z0-9-]{0,62}, chosen by its users; document, claim and stance are [a-z0-9]{1,64}, made by us.
//
// Parsing takes exactly these forms; ToString() of what was parsed gives the same name.
// Errors: INVALID_FIELD that names `field`, the field of the request that held the name.

#ifndef STANDPOINT_COMMON_TEXT_RESOURCE_NAME_H_
#define STANDPOINT_COMMON_TEXT_RESOURCE_NAME_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Whether `id` may stand for {corpus}.
bool IsCorpusId(absl::string_view id);

// Whether `id` may stand for {document}, {claim} or {stance}.
bool IsResourceId(absl::string_view id);

struct CorpusName {
  std::string corpus;

  static absl::StatusOr<CorpusName> Parse(absl::string_view field, absl::string_view name);
  std::string ToString() const;
};

struct DocumentName {
  std::string corpus;
  std::string document;

  static absl::StatusOr<DocumentName> Parse(absl::string_view field, absl::string_view name);
  std::string ToString() const;
};

struct ClaimName {
  std::string corpus;
  std::string document;
  std::string claim;

  static absl::StatusOr<ClaimName> Parse(absl::string_view field, absl::string_view name);
  std::string ToString() const;
  DocumentName parent() const { return {corpus, document}; }
};

struct StanceName {
  std::string corpus;
  std::string document;
  std::string stance;

  static absl::StatusOr<StanceName> Parse(absl::string_view field, absl::string_view name);
  std::string ToString() const;
  DocumentName parent() const { return {corpus, document}; }
};

// The parent of a list: a corpus, or a document of it.
struct CorpusOrDocumentName {
  std::string corpus;
  std::string document;  // empty: the whole corpus

  static absl::StatusOr<CorpusOrDocumentName> Parse(absl::string_view field,
                                                    absl::string_view name);
  std::string ToString() const;
};

struct DeadLetterName {
  uint64_t id = 0;

  static absl::StatusOr<DeadLetterName> Parse(absl::string_view field, absl::string_view name);
  std::string ToString() const;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_RESOURCE_NAME_H_
