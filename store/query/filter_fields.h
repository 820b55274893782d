// The fields that filters may name, per kind of resource.

#ifndef STANDPOINT_STORE_QUERY_FILTER_FIELDS_H_
#define STANDPOINT_STORE_QUERY_FILTER_FIELDS_H_

#include <google/protobuf/descriptor.h>

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// What is listed.
enum class ResourceKind { kDocument, kClaim, kStance };

enum class FilterField {
  // Of the document.
  kSource,
  kPublisher,
  kUrl,
  kTitle,
  kLanguage,
  kTextDigest,
  kPublishTime,
  kIngestTime,
  kLabel,
  // Of the claim or the stance.
  kHolder,
  kInnermostHolder,
  kAct,
  kPolarity,
  kModality,
  kCommitment,
  kConfidence,
  kCheckWorthiness,
  kFactuality,
  kText,  // of a stance: its evidence
  kTarget,
  kTargetFullName,
  kEntity,
  kTerm,
  kDirection,
};

// How values of a field are written and compared.
enum class FieldType {
  kExact,   // bytes
  kFolded,  // case and white space do not matter
  kEnum,
  kNumber,
  kTime,
};

struct FieldSpec {
  FilterField field;
  FieldType type;
  const google::protobuf::EnumDescriptor* enumeration;  // of kEnum
};

// Null when resources of the kind have no such field. "labels.KEY" is looked up as "labels.".
const FieldSpec* FindField(ResourceKind kind, absl::string_view name);

// Names for the error message, in order: "act, commitment, ...".
std::string FieldNames(ResourceKind kind);

// Whether the field is known from the document alone.
inline bool IsOfDocument(FilterField field) { return field <= FilterField::kLabel; }

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_FILTER_FIELDS_H_
