#include "store/query/filter_fields.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

using Fields = std::map<std::string, FieldSpec>;

Fields DocumentFields() {
  return {
      {"source", {FilterField::kSource, FieldType::kExact, nullptr}},
      {"publisher", {FilterField::kPublisher, FieldType::kFolded, nullptr}},
      {"url", {FilterField::kUrl, FieldType::kExact, nullptr}},
      {"title", {FilterField::kTitle, FieldType::kFolded, nullptr}},
      {"language", {FilterField::kLanguage, FieldType::kExact, nullptr}},
      {"text_digest", {FilterField::kTextDigest, FieldType::kExact, nullptr}},
      {"publish_time", {FilterField::kPublishTime, FieldType::kTime, nullptr}},
      {"ingest_time", {FilterField::kIngestTime, FieldType::kTime, nullptr}},
      {"labels.", {FilterField::kLabel, FieldType::kExact, nullptr}},
  };
}

// What claims and stances share.
Fields ItemFields() {
  Fields fields = {
      {"holder", {FilterField::kHolder, FieldType::kFolded, nullptr}},
      {"target", {FilterField::kTarget, FieldType::kFolded, nullptr}},
      {"confidence", {FilterField::kConfidence, FieldType::kNumber, nullptr}},
  };
  const Fields document = DocumentFields();
  for (const char* name : {"source", "publisher", "language", "publish_time"}) {
    fields[absl::StrCat("document.", name)] = document.at(name);
  }
  return fields;
}

Fields ClaimFields() {
  Fields fields = ItemFields();
  fields["innermost_holder"] = {FilterField::kInnermostHolder, FieldType::kFolded, nullptr};
  fields["act"] = {FilterField::kAct, FieldType::kEnum, v1::Act_descriptor()};
  fields["polarity"] = {FilterField::kPolarity, FieldType::kEnum, v1::Polarity_descriptor()};
  fields["modality"] = {FilterField::kModality, FieldType::kEnum, v1::Modality_descriptor()};
  fields["commitment"] = {FilterField::kCommitment, FieldType::kEnum, v1::Commitment_descriptor()};
  fields["check_worthiness"] = {FilterField::kCheckWorthiness, FieldType::kNumber, nullptr};
  fields["factuality"] = {FilterField::kFactuality, FieldType::kNumber, nullptr};
  fields["text"] = {FilterField::kText, FieldType::kFolded, nullptr};
  fields["entity"] = {FilterField::kEntity, FieldType::kFolded, nullptr};
  fields["term"] = {FilterField::kTerm, FieldType::kExact, nullptr};
  return fields;
}

Fields StanceFields() {
  Fields fields = ItemFields();
  fields["direction"] = {FilterField::kDirection, FieldType::kEnum, v1::Direction_descriptor()};
  fields["target.full_name"] = {FilterField::kTargetFullName, FieldType::kFolded, nullptr};
  fields["evidence"] = {FilterField::kText, FieldType::kFolded, nullptr};
  return fields;
}

const Fields& FieldsOf(ResourceKind kind) {
  static const Fields* const kDocument = new Fields(DocumentFields());
  static const Fields* const kClaim = new Fields(ClaimFields());
  static const Fields* const kStance = new Fields(StanceFields());
  switch (kind) {
    case ResourceKind::kDocument:
      return *kDocument;
    case ResourceKind::kClaim:
      return *kClaim;
    case ResourceKind::kStance:
      return *kStance;
  }
  return *kDocument;
}

}  // namespace

const FieldSpec* FindField(ResourceKind kind, absl::string_view name) {
  const Fields& fields = FieldsOf(kind);
  const auto it = fields.find(std::string(name));
  return it == fields.end() ? nullptr : &it->second;
}

std::string FieldNames(ResourceKind kind) {
  std::string names;
  for (const auto& [name, spec] : FieldsOf(kind)) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", name,
                    spec.field == FilterField::kLabel ? "KEY" : "");
  }
  return names;
}

}  // namespace standpoint
