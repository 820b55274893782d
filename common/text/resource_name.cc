#include "common/text/resource_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::string_view kCorpora = "corpora";
constexpr absl::string_view kDocuments = "documents";
constexpr absl::string_view kClaims = "claims";
constexpr absl::string_view kStances = "stances";
constexpr absl::string_view kDeadLetters = "deadLetters";

bool IsLowerAlnum(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_islower(byte) || absl::ascii_isdigit(byte);
}

// "corpora/c/documents/d" with {"corpora", "documents"} gives {"c", "d"}; nullopt for another form.
template <size_t N>
std::optional<std::array<absl::string_view, N>> Match(
    absl::string_view name, const std::array<absl::string_view, N>& collections) {
  std::array<absl::string_view, N> ids;
  for (size_t i = 0; i < N; ++i) {
    const absl::string_view collection = collections[i];
    if (name.size() <= collection.size() || name.substr(0, collection.size()) != collection ||
        name[collection.size()] != '/') {
      return std::nullopt;
    }
    name.remove_prefix(collection.size() + 1);
    const size_t end = i + 1 < N ? name.find('/') : name.size();
    if (end == absl::string_view::npos) {
      return std::nullopt;
    }
    ids[i] = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    const bool good = collection == kCorpora ? IsCorpusId(ids[i]) : IsResourceId(ids[i]);
    if (!good) {
      return std::nullopt;
    }
  }
  return ids;
}

absl::Status Malformed(absl::string_view field, absl::string_view form) {
  return InvalidField(
      field, absl::StrCat("must be ", form,
                          "; a corpus is a lower-case letter and up to 62 of a-z, 0-9 and -, "
                          "other ids are 1 to 64 of a-z and 0-9"));
}

// One of the two kinds below a document.
absl::StatusOr<std::array<absl::string_view, 3>> ParsePart(absl::string_view field,
                                                           absl::string_view name,
                                                           absl::string_view collection,
                                                           absl::string_view id) {
  const auto ids = Match<3>(name, {kCorpora, kDocuments, collection});
  if (!ids) {
    return Malformed(
        field, absl::StrCat("corpora/{corpus}/documents/{document}/", collection, "/{", id, "}"));
  }
  return *ids;
}

}  // namespace

bool IsCorpusId(absl::string_view id) {
  return !id.empty() && id.size() <= 63 && absl::ascii_islower(static_cast<unsigned char>(id[0])) &&
         std::all_of(id.begin(), id.end(), [](char c) { return IsLowerAlnum(c) || c == '-'; });
}

bool IsResourceId(absl::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), IsLowerAlnum);
}

absl::StatusOr<CorpusName> CorpusName::Parse(absl::string_view field, absl::string_view name) {
  const auto ids = Match<1>(name, {kCorpora});
  if (!ids) {
    return Malformed(field, "corpora/{corpus}");
  }
  return CorpusName{std::string((*ids)[0])};
}

std::string CorpusName::ToString() const { return absl::StrCat("corpora/", corpus); }

absl::StatusOr<DocumentName> DocumentName::Parse(absl::string_view field, absl::string_view name) {
  const auto ids = Match<2>(name, {kCorpora, kDocuments});
  if (!ids) {
    return Malformed(field, "corpora/{corpus}/documents/{document}");
  }
  return DocumentName{std::string((*ids)[0]), std::string((*ids)[1])};
}

std::string DocumentName::ToString() const {
  return absl::StrCat("corpora/", corpus, "/documents/", document);
}

absl::StatusOr<ClaimName> ClaimName::Parse(absl::string_view field, absl::string_view name) {
  ASSIGN_OR_RETURN(const auto ids, ParsePart(field, name, kClaims, "claim"));
  return ClaimName{std::string(ids[0]), std::string(ids[1]), std::string(ids[2])};
}

std::string ClaimName::ToString() const {
  return absl::StrCat("corpora/", corpus, "/documents/", document, "/claims/", claim);
}

absl::StatusOr<StanceName> StanceName::Parse(absl::string_view field, absl::string_view name) {
  ASSIGN_OR_RETURN(const auto ids, ParsePart(field, name, kStances, "stance"));
  return StanceName{std::string(ids[0]), std::string(ids[1]), std::string(ids[2])};
}

std::string StanceName::ToString() const {
  return absl::StrCat("corpora/", corpus, "/documents/", document, "/stances/", stance);
}

absl::StatusOr<CorpusOrDocumentName> CorpusOrDocumentName::Parse(absl::string_view field,
                                                                 absl::string_view name) {
  if (const auto corpus = Match<1>(name, {kCorpora})) {
    return CorpusOrDocumentName{std::string((*corpus)[0]), ""};
  }
  if (const auto ids = Match<2>(name, {kCorpora, kDocuments})) {
    return CorpusOrDocumentName{std::string((*ids)[0]), std::string((*ids)[1])};
  }
  return Malformed(field, "corpora/{corpus} or corpora/{corpus}/documents/{document}");
}

std::string CorpusOrDocumentName::ToString() const {
  return document.empty() ? CorpusName{corpus}.ToString()
                          : DocumentName{corpus, document}.ToString();
}

absl::StatusOr<DeadLetterName> DeadLetterName::Parse(absl::string_view field,
                                                     absl::string_view name) {
  const auto ids = Match<1>(name, {kDeadLetters});
  DeadLetterName result;
  // The round trip refuses leading zeros.
  if (!ids || !absl::SimpleAtoi((*ids)[0], &result.id) || result.ToString() != name) {
    return InvalidField(field, "must be deadLetters/{id}, with a number without leading zeros");
  }
  return result;
}

std::string DeadLetterName::ToString() const { return absl::StrCat("deadLetters/", id); }

}  // namespace standpoint
