#include "store/record/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr size_t kMaxCorpus = 63;
constexpr size_t kMaxSegment = 128;

bool IsCorpus(absl::string_view s) {
  return !s.empty() && s.size() <= kMaxCorpus && absl::ascii_islower(s[0]) &&
         std::all_of(s.begin(), s.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

bool IsSegment(absl::string_view s) {
  return !s.empty() && s.size() <= kMaxSegment && std::all_of(s.begin(), s.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
  });
}

// Takes `prefix` and the segment behind it from the front of `rest`.
bool Take(absl::string_view prefix, absl::string_view* rest, absl::string_view* segment) {
  if (!absl::ConsumePrefix(rest, prefix)) {
    return false;
  }
  *segment = rest->substr(0, rest->find('/'));
  rest->remove_prefix(segment->size());
  return true;
}

bool ParseDocument(absl::string_view* rest, ResourceName* name) {
  return Take("corpora/", rest, &name->corpus) && IsCorpus(name->corpus) &&
         Take("/documents/", rest, &name->document) && IsSegment(name->document);
}

}  // namespace

absl::StatusOr<ResourceName> ParseCorpusName(absl::string_view field, absl::string_view name) {
  ResourceName parsed;
  absl::string_view rest = name;
  if (!Take("corpora/", &rest, &parsed.corpus) || !IsCorpus(parsed.corpus) || !rest.empty()) {
    return InvalidField(field, "must be `corpora/{corpus}`");
  }
  return parsed;
}

absl::StatusOr<ResourceName> ParseDocumentName(absl::string_view field, absl::string_view name) {
  ResourceName parsed;
  absl::string_view rest = name;
  if (!ParseDocument(&rest, &parsed) || !rest.empty()) {
    return InvalidField(field, "must be `corpora/{corpus}/documents/{document}`");
  }
  return parsed;
}

absl::StatusOr<ResourceName> ParseItemName(absl::string_view field, absl::string_view collection,
                                           absl::string_view name) {
  ResourceName parsed;
  absl::string_view rest = name;
  if (!ParseDocument(&rest, &parsed) || !absl::ConsumePrefix(&rest, "/") ||
      !Take(collection, &rest, &parsed.item) || !parsed.item.empty() ||
      !Take("/", &rest, &parsed.item) || !IsSegment(parsed.item) || !rest.empty()) {
    return InvalidField(field, absl::StrCat("must be `corpora/{corpus}/documents/{document}/",
                                            collection, "/{id}`"));
  }
  return parsed;
}

absl::StatusOr<ResourceName> ParseParentName(absl::string_view field, absl::string_view name) {
  auto corpus = ParseCorpusName(field, name);
  if (corpus.ok()) {
    return corpus;
  }
  auto document = ParseDocumentName(field, name);
  if (document.ok()) {
    return document;
  }
  return InvalidField(field,
                      "must be `corpora/{corpus}` or `corpora/{corpus}/documents/{document}`");
}

std::string CorpusName(absl::string_view corpus) { return absl::StrCat("corpora/", corpus); }

std::string DocumentName(absl::string_view corpus, absl::string_view document) {
  return absl::StrCat("corpora/", corpus, "/documents/", document);
}

std::string ItemName(absl::string_view corpus, absl::string_view document,
                     absl::string_view collection, absl::string_view item) {
  return absl::StrCat("corpora/", corpus, "/documents/", document, "/",
                      absl::StrCat(collection, "/", item));
}

}  // namespace standpoint
