#include "common/config/settings_text.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/config/nearest.h"
#include "common/config/setting_value.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace standpoint {
namespace {

using google::protobuf::Duration;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::io::Tokenizer;

// Remembers the first fault that the tokenizer finds.
class FirstFault : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (message_.empty()) {
      line_ = line;
      column_ = column;
      message_ = message;
    }
  }

  bool found() const { return !message_.empty(); }
  int line() const { return line_; }
  int column() const { return column_; }
  const std::string& message() const { return message_; }

 private:
  int line_ = 0;
  int column_ = 0;
  std::string message_;
};

// As google/protobuf/duration.proto demands: in range, with seconds and nanos of one sign.
bool IsValidDuration(const Duration& duration) {
  const Duration normal = ToProtoDuration(ToAbslDuration(duration));
  return normal.seconds() == duration.seconds() && normal.nanos() == duration.nanos();
}

std::vector<std::string> FieldNames(const google::protobuf::Descriptor& type) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) {
    names.push_back(type.field(i)->name());
  }
  return names;
}

// By recursive descent: group = { name ( [":"] "{" group "}" | ":" value | ":" "[" values "]" ) [","|";"] }.
class Parser {
 public:
  Parser(absl::string_view file, absl::string_view text)
      : file_(file),
        stream_(text.data(), static_cast<int>(text.size())),
        tokens_(&stream_, &fault_) {
    tokens_.set_comment_style(Tokenizer::SH_COMMENT_STYLE);
    tokens_.set_require_space_after_number(false);
    tokens_.Next();
  }

  absl::Status Parse(Message& settings) {
    RETURN_IF_ERROR(ParseGroup(settings, /*depth=*/0));
    return fault_.found() ? Fault("") : absl::OkStatus();
  }

 private:
  // At the current token, or where the tokenizer stumbled first.
  absl::Status Fault(absl::string_view what) {
    const auto& token = tokens_.current();
    const int line = fault_.found() ? fault_.line() : token.line;
    const int column = fault_.found() ? fault_.column() : token.column;
    return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_CONFIG",
                     absl::StrCat(file_, ":", line + 1, ":", column + 1, ": ",
                                  fault_.found() ? absl::string_view(fault_.message()) : what));
  }

  bool At(absl::string_view symbol) { return tokens_.current().text == symbol; }
  bool AtEnd() { return tokens_.current().type == Tokenizer::TYPE_END || fault_.found(); }

  bool Take(absl::string_view symbol) {
    if (!At(symbol) || tokens_.current().type != Tokenizer::TYPE_SYMBOL) {
      return false;
    }
    tokens_.Next();
    return true;
  }

  // Up to the end of the text or the "}" of the group, which stays.
  absl::Status ParseGroup(Message& group, int depth) {
    constexpr int kDeepest = 16;
    if (depth > kDeepest) {
      return Fault("groups stand too deep in each other");
    }
    std::set<const FieldDescriptor*> seen;
    while (!AtEnd() && !At("}")) {
      RETURN_IF_ERROR(ParseField(group, depth, seen));
    }
    return At("}") && depth == 0 ? Fault("this \"}\" closes nothing") : absl::OkStatus();
  }

  absl::Status ParseField(Message& group, int depth, std::set<const FieldDescriptor*>& seen) {
    const auto& type = *group.GetDescriptor();
    const std::string name = tokens_.current().text;
    if (tokens_.current().type != Tokenizer::TYPE_IDENTIFIER) {
      return Fault("expected the name of a setting");
    }
    const FieldDescriptor* field = type.FindFieldByName(name);
    if (field == nullptr || field->is_map()) {
      return Fault(absl::StrCat("unknown setting ", name, DidYouMean(name, FieldNames(type))));
    }
    if (!seen.insert(field).second && !field->is_repeated()) {
      return Fault(absl::StrCat(name, " is given twice"));
    }
    tokens_.Next();
    const bool colon = Take(":");
    if (At("{")) {
      RETURN_IF_ERROR(ParseSubgroup(*field, group, depth));
    } else if (!colon) {
      return Fault(absl::StrCat("expected \":\" or \"{\" after ", name));
    } else if (field->is_repeated() && Take("[")) {
      RETURN_IF_ERROR(ParseList(*field, group, depth));
    } else {
      RETURN_IF_ERROR(ParseValue(*field, group));
    }
    (void)(Take(",") || Take(";"));
    return absl::OkStatus();
  }

  absl::Status ParseSubgroup(const FieldDescriptor& field, Message& group, int depth) {
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      return Fault(absl::StrCat(field.name(), " takes a value, not a group"));
    }
    Take("{");
    const auto& reflect = *group.GetReflection();
    Message* const inner = field.is_repeated() ? reflect.AddMessage(&group, &field)
                                               : reflect.MutableMessage(&group, &field);
    RETURN_IF_ERROR(ParseGroup(*inner, depth + 1));
    if (IsValue(field) && !IsValidDuration(static_cast<const Duration&>(*inner))) {
      return Fault(absl::StrCat(field.name(), " is out of the range of durations"));
    }
    return Take("}") ? absl::OkStatus() : Fault("expected \"}\"");
  }

  absl::Status ParseList(const FieldDescriptor& field, Message& group, int depth) {
    if (Take("]")) {
      return absl::OkStatus();
    }
    do {
      RETURN_IF_ERROR(At("{") ? ParseSubgroup(field, group, depth) : ParseValue(field, group));
    } while (Take(","));
    return Take("]") ? absl::OkStatus() : Fault("expected \",\" or \"]\"");
  }

  absl::Status ParseValue(const FieldDescriptor& field, Message& group) {
    if (!IsValue(field)) {
      return Fault(absl::StrCat(field.name(), " is a group: ", field.name(), " { ... }"));
    }
    const auto token = tokens_.current();
    ASSIGN_OR_RETURN(const std::string text, ParseScalar(field));
    const absl::Status status = AddValue(field, field.name(), text, group);
    if (status.ok()) {
      return status;
    }
    return MakeError(
        absl::StatusCode::kInvalidArgument, "INVALID_CONFIG",
        absl::StrCat(file_, ":", token.line + 1, ":", token.column + 1, ": ", status.message()));
  }

  // One value as text: quoted pieces joined, a number with its sign, or a word.
  absl::StatusOr<std::string> ParseScalar(const FieldDescriptor& field) {
    std::string text;
    const bool quoted = tokens_.current().type == Tokenizer::TYPE_STRING;
    if (!quoted && field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      return Fault(absl::StrCat(field.name(), " takes a text in quotation marks"));
    }
    if (quoted) {
      for (; tokens_.current().type == Tokenizer::TYPE_STRING; tokens_.Next()) {
        Tokenizer::ParseStringAppend(tokens_.current().text, &text);
      }
      return text;
    }
    if (Take("-")) {
      text = "-";
    }
    const auto type = tokens_.current().type;
    if (type != Tokenizer::TYPE_INTEGER && type != Tokenizer::TYPE_FLOAT &&
        type != Tokenizer::TYPE_IDENTIFIER) {
      return Fault(absl::StrCat("expected a value for ", field.name()));
    }
    text += tokens_.current().text;
    tokens_.Next();
    return text;
  }

  const absl::string_view file_;
  FirstFault fault_;
  google::protobuf::io::ArrayInputStream stream_;
  Tokenizer tokens_;
};

void PrintGroup(const Message& group, const std::string& indent, std::string& out) {
  const auto& reflect = *group.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflect.ListFields(group, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_map()) {
      continue;  // the file cannot give it either
    }
    const int count = field->is_repeated() ? reflect.FieldSize(group, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (IsValue(*field)) {
        absl::StrAppend(&out, indent, field->name(), ": ", ValueText(*field, i, group), "\n");
        continue;
      }
      absl::StrAppend(&out, indent, field->name(), " {\n");
      PrintGroup(field->is_repeated() ? reflect.GetRepeatedMessage(group, field, i)
                                      : reflect.GetMessage(group, field),
                 indent + "  ", out);
      absl::StrAppend(&out, indent, "}\n");
    }
  }
}

}  // namespace

absl::Status ParseSettingsText(absl::string_view file, absl::string_view text, Message& settings) {
  constexpr size_t kMaxBytes = size_t{4} << 20;
  if (text.size() > kMaxBytes) {
    return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_CONFIG",
                     absl::StrCat(file, ": larger than 4 MiB"));
  }
  return Parser(file, text).Parse(settings);
}

std::string PrintSettingsText(const Message& settings) {
  std::string out;
  PrintGroup(settings, "", out);
  return out;
}

}  // namespace standpoint
