#include "common/token/consistency_token.h"

#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "standpoint/internal/v1/token.pb.h"

namespace standpoint {
namespace {

constexpr char kVersion = '1';  // first character
constexpr size_t kMaxTokenBytes = 256 << 10;

// "corpora/{corpus}/documents/{document}", cut at its slashes.
struct NameParts {
  absl::string_view corpus;
  absl::string_view document;
};

NameParts Cut(absl::string_view name) {
  absl::ConsumePrefix(&name, "corpora/");
  const size_t corpus = name.find('/');
  return {name.substr(0, corpus), name.substr(name.rfind('/') + 1)};
}

absl::Status Unknown(absl::string_view field) {
  return InvalidField(field, "is none that a server gave");
}

absl::Status DecodeOne(absl::string_view field, absl::string_view token,
                       std::vector<WrittenDocument>* documents) {
  std::string bytes;
  internal::v1::ConsistencyToken parsed;
  if (!absl::ConsumePrefix(&token, std::string(1, kVersion)) ||
      !absl::WebSafeBase64Unescape(token, &bytes) || !parsed.ParseFromString(bytes)) {
    return Unknown(field);
  }
  for (const auto& corpus : parsed.corpora()) {
    for (const auto& document : corpus.documents()) {
      const std::string name = DocumentName{corpus.id(), document.id()}.ToString();
      if (!DocumentName::Parse(field, name).ok() || document.revision() <= 0) {
        return Unknown(field);
      }
      documents->push_back({name, document.revision()});
    }
  }
  return documents->size() <= kMaxTokenDocuments
             ? absl::OkStatus()
             : InvalidField(
                   field, absl::StrCat("stands for more than ", kMaxTokenDocuments, " documents"));
}

}  // namespace

std::string EncodeConsistencyToken(absl::Span<const WrittenDocument> documents) {
  if (documents.empty()) {
    return "";
  }
  internal::v1::ConsistencyToken token;
  std::map<absl::string_view, internal::v1::ConsistencyToken::Corpus*> corpora;
  for (const WrittenDocument& document : documents) {
    const NameParts parts = Cut(document.name);
    auto*& corpus = corpora[parts.corpus];
    if (corpus == nullptr) {
      corpus = token.add_corpora();
      corpus->set_id(std::string(parts.corpus));
    }
    auto& written = *corpus->add_documents();
    written.set_id(std::string(parts.document));
    written.set_revision(document.revision);
  }
  return absl::StrCat(std::string(1, kVersion),
                      absl::WebSafeBase64Escape(token.SerializeAsString()));
}

absl::StatusOr<std::vector<WrittenDocument>> DecodeConsistencyToken(absl::string_view field,
                                                                    absl::string_view tokens) {
  std::vector<WrittenDocument> documents;
  if (tokens.size() > kMaxTokenBytes) {
    return InvalidField(field, "is too long");
  }
  for (const absl::string_view token : absl::StrSplit(tokens, ',', absl::SkipEmpty())) {
    RETURN_IF_ERROR(DecodeOne(field, token, &documents));
  }
  return documents;
}

}  // namespace standpoint
