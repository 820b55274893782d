#include "store/write/validate.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/text/utf8.h"

namespace standpoint {
namespace {

bool IsWithin(absl::string_view text, const v1::Span& span) {
  return span.begin() >= 0 && span.begin() <= span.end() &&
         span.end() <= static_cast<int>(text.size()) && IsUtf8Boundary(text, span.begin()) &&
         IsUtf8Boundary(text, span.end());
}

// From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
bool IsTimestamp(const google::protobuf::Timestamp& time) {
  return time.seconds() >= -62135596800 && time.seconds() <= 253402300799 && time.nanos() >= 0 &&
         time.nanos() < 1'000'000'000;
}

bool IsRatio(float value) { return value >= 0 && value <= 1; }  // not so for NaN

// Whether an enumeration has a value that this program knows.
template <typename Enum>
bool IsSet(Enum value, bool (*is_valid)(int)) {
  return value != 0 && is_valid(value);
}

// Checks parts of one document; `path` names the part.
class Validator {
 public:
  explicit Validator(const internal::v1::AnalyzedDocument& document)
      : document_(document.document()), analysis_(document.analysis()), text_(document_.text()) {}

  absl::Status Run() {
    RETURN_IF_ERROR(Document());
    RETURN_IF_ERROR(Analysis());
    for (int i = 0; i < analysis_.claims_size(); ++i) {
      RETURN_IF_ERROR(Claim(absl::StrCat("analysis.claims[", i, "]"), analysis_.claims(i)));
    }
    ids_.clear();
    for (int i = 0; i < analysis_.stances_size(); ++i) {
      RETURN_IF_ERROR(Stance(absl::StrCat("analysis.stances[", i, "]"), analysis_.stances(i)));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Document() {
    RETURN_IF_ERROR(DocumentName::Parse("document.name", document_.name()).status());
    if (document_.text().size() > kMaxTextBytes) {
      return InvalidField("document.text", "is too long");
    }
    if (!IsUtf8(text_)) {
      return InvalidField("document.text", "must be UTF-8");
    }
    for (const auto& [field, value] :
         {std::make_pair("source", &document_.source()),
          std::make_pair("publisher", &document_.publisher()),
          std::make_pair("url", &document_.url()), std::make_pair("title", &document_.title())}) {
      if (value->size() > kMaxMetadataBytes || !IsUtf8(*value)) {
        return InvalidField(absl::StrCat("document.", field),
                            "must be UTF-8 of at most 4,096 bytes");
      }
    }
    for (const char c : document_.text_digest()) {
      if (!absl::ascii_isxdigit(c) || absl::ascii_isupper(c) ||
          document_.text_digest().size() != 64) {
        return InvalidField("document.text_digest", "must be 64 lower-case hexadecimal digits");
      }
    }
    if (document_.has_publish_time() && !IsTimestamp(document_.publish_time())) {
      return InvalidField("document.publish_time", "must be from 0001-01-01 to 9999-12-31");
    }
    return absl::OkStatus();
  }

  absl::Status Analysis() {
    if (document_.revision() <= 0) {
      return InvalidField("document.revision", "must be positive");
    }
    if (analysis_.document() != document_.name()) {
      return InvalidField("analysis.document", "must equal document.name");
    }
    if (analysis_.revision() != document_.revision()) {
      return InvalidField("analysis.revision", "must equal document.revision");
    }
    if (analysis_.claims_size() > kMaxClaims) {
      return InvalidField("analysis.claims", "are too many");
    }
    if (analysis_.stances_size() > kMaxClaims) {
      return InvalidField("analysis.stances", "are too many");
    }
    return absl::OkStatus();
  }

  // `id`: the last segment of `name`, which belongs to `parent`.
  absl::Status Name(const std::string& field, const std::string& id, const DocumentName& parent) {
    if (parent.ToString() != document_.name()) {
      return InvalidField(field, "must belong to document.name");
    }
    return ids_.insert(id).second ? absl::OkStatus() : InvalidField(field, "stands twice");
  }

  absl::Status Verbatim(const std::string& path, absl::string_view field, const std::string& text,
                        const v1::Span& span) {
    if (!IsWithin(text_, span)) {
      return InvalidField(path, "must lie within the text, on code-point boundaries");
    }
    if (text_.substr(span.begin(), span.end() - span.begin()) != absl::string_view(text)) {
      return InvalidField(path, absl::StrCat("must be the place of ", field));
    }
    return absl::OkStatus();
  }

  absl::Status Holder(const std::string& path, const v1::Holder& holder) {
    if (!IsSet(holder.kind(), v1::HolderKind_IsValid)) {
      return InvalidField(absl::StrCat(path, ".kind"), "must be set");
    }
    if (!IsUtf8(holder.full_name())) {
      return InvalidField(absl::StrCat(path, ".full_name"), "must be UTF-8");
    }
    if (holder.kind() == v1::HOLDER_KIND_AUTHOR) {
      return holder.text().empty()
                 ? absl::OkStatus()
                 : InvalidField(absl::StrCat(path, ".text"), "must be empty for the author");
    }
    return Verbatim(absl::StrCat(path, ".span"), "text", holder.text(), holder.span());
  }

  absl::Status Claim(const std::string& path, const v1::Claim& claim) {
    const std::string field = absl::StrCat(path, ".name");
    ASSIGN_OR_RETURN(const ClaimName name, ClaimName::Parse(field, claim.name()));
    RETURN_IF_ERROR(Name(field, name.claim, name.parent()));
    RETURN_IF_ERROR(Verbatim(absl::StrCat(path, ".span"), "text", claim.text(), claim.span()));
    if (claim.holders().empty() || claim.holders(0).kind() != v1::HOLDER_KIND_AUTHOR) {
      return InvalidField(absl::StrCat(path, ".holders"), "must begin with the author");
    }
    for (int i = 0; i < claim.holders_size(); ++i) {
      RETURN_IF_ERROR(Holder(absl::StrCat(path, ".holders[", i, "]"), claim.holders(i)));
    }
    if (!IsSet(claim.act(), v1::Act_IsValid) || !IsSet(claim.polarity(), v1::Polarity_IsValid) ||
        !IsSet(claim.modality(), v1::Modality_IsValid) ||
        !IsSet(claim.commitment(), v1::Commitment_IsValid)) {
      return InvalidField(path, "must have act, polarity, modality and commitment set");
    }
    if (!IsWithin(text_, claim.sentence())) {
      return InvalidField(absl::StrCat(path, ".sentence"),
                          "must lie within the text, on code-point boundaries");
    }
    for (const v1::Span& cue : claim.cues()) {
      if (!IsWithin(text_, cue)) {
        return InvalidField(absl::StrCat(path, ".cues"),
                            "must lie within the text, on code-point boundaries");
      }
    }
    if (!IsRatio(claim.confidence())) {
      return InvalidField(absl::StrCat(path, ".confidence"), "must be from 0 to 1");
    }
    RETURN_IF_ERROR(Entities(path, claim));
    return Terms(path, claim);
  }

  absl::Status Entities(const std::string& path, const v1::Claim& claim) {
    if (claim.entities_size() > kMaxEntities) {
      return InvalidField(absl::StrCat(path, ".entities"), "are too many");
    }
    for (const v1::ClaimEntity& entity : claim.entities()) {
      if (entity.name().empty() || entity.name().size() > kMaxEntityBytes ||
          !IsUtf8(entity.name()) || !IsSet(entity.kind(), v1::EntityKind_IsValid)) {
        return InvalidField(absl::StrCat(path, ".entities"),
                            "must have a kind and a name in UTF-8 of 1 to 256 bytes");
      }
      if (entity.mentions().empty() || entity.mentions_size() > kMaxMentions) {
        return InvalidField(absl::StrCat(path, ".entities.mentions"), "must be 1 to 16");
      }
      for (const v1::Span& mention : entity.mentions()) {
        if (!IsWithin(text_, mention)) {
          return InvalidField(absl::StrCat(path, ".entities.mentions"),
                              "must lie within the text, on code-point boundaries");
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status Terms(const std::string& path, const v1::Claim& claim) {
    if (claim.terms_size() > kMaxTerms) {
      return InvalidField(absl::StrCat(path, ".terms"), "are too many");
    }
    for (const std::string& term : claim.terms()) {
      if (term.empty() || term.size() > kMaxTermBytes || !IsUtf8(term)) {
        return InvalidField(absl::StrCat(path, ".terms"), "must be UTF-8 of 1 to 256 bytes");
      }
    }
    return absl::OkStatus();
  }

  absl::Status Stance(const std::string& path, const v1::Stance& stance) {
    const std::string field = absl::StrCat(path, ".name");
    ASSIGN_OR_RETURN(const StanceName name, StanceName::Parse(field, stance.name()));
    RETURN_IF_ERROR(Name(field, name.stance, name.parent()));
    RETURN_IF_ERROR(Holder(absl::StrCat(path, ".holder"), stance.holder()));
    RETURN_IF_ERROR(Verbatim(absl::StrCat(path, ".target.span"), "text", stance.target().text(),
                             stance.target().span()));
    RETURN_IF_ERROR(Verbatim(absl::StrCat(path, ".evidence_span"), "evidence", stance.evidence(),
                             stance.evidence_span()));
    if (!IsSet(stance.direction(), v1::Direction_IsValid)) {
      return InvalidField(absl::StrCat(path, ".direction"), "must be set");
    }
    return IsRatio(stance.confidence())
               ? absl::OkStatus()
               : InvalidField(absl::StrCat(path, ".confidence"), "must be from 0 to 1");
  }

  const v1::Document& document_;
  const v1::Analysis& analysis_;
  const absl::string_view text_;
  absl::flat_hash_set<std::string> ids_;
};

}  // namespace

absl::Status ValidateDocument(const internal::v1::AnalyzedDocument& document) {
  return Validator(document).Run();
}

}  // namespace standpoint
