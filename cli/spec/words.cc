#include "cli/spec/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace standpoint {
namespace {

// By the naming rule of the protos the value 0 is PREFIX_UNSPECIFIED.
absl::string_view Prefix(const google::protobuf::EnumDescriptor* type) {
  return absl::StripSuffix(type->value(0)->name(), "UNSPECIFIED");
}

}  // namespace

std::string EnumWord(const google::protobuf::EnumDescriptor* type, int number) {
  const google::protobuf::EnumValueDescriptor* value = type->FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat(number);
  return absl::AsciiStrToLower(absl::StripPrefix(value->name(), Prefix(type)));
}

bool ParseEnumWord(const google::protobuf::EnumDescriptor* type, absl::string_view word,
                   int& number) {
  const google::protobuf::EnumValueDescriptor* value =
      type->FindValueByName(absl::StrCat(Prefix(type), absl::AsciiStrToUpper(word)));
  if (value == nullptr || absl::AsciiStrToLower(word) != word) return false;
  number = value->number();
  return true;
}

}  // namespace standpoint
