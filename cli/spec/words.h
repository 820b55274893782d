// The words of docs/claims-and-stances.md for the values of the API's enums: ACT_ASSERT is
// "assert".

#ifndef STANDPOINT_CLI_SPEC_WORDS_H_
#define STANDPOINT_CLI_SPEC_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace standpoint {

// The word of value `number` of `type`; "unspecified" for 0, the number where the value is unknown.
std::string EnumWord(const google::protobuf::EnumDescriptor* type, int number);

// Reads a word into `number`; false when `type` has no such value.
bool ParseEnumWord(const google::protobuf::EnumDescriptor* type, absl::string_view word,
                   int& number);

// As above, for an enum of the API: EnumWord(claim.act()).
template <typename Enum>
std::string EnumWord(Enum value) {
  return EnumWord(google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}

}  // namespace standpoint

#endif  // STANDPOINT_CLI_SPEC_WORDS_H_
