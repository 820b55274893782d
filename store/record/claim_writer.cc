#include "store/record/claim_writer.h"

#include "common/text/utf8.h"
#include "standpoint/v1/claim.pb.h"
#include "store/record/packed_parts.h"

namespace standpoint {

using v1::Argument;
using v1::Claim;
using v1::ClaimEntity;
using v1::Constituent;
using v1::Holder;
using v1::PropositionStructure;
using v1::Span;

void PutSpan(int field, const Span& span, std::string* out) {
  const size_t begin = BeginMessage(field, out);
  PutNumber(Span::kBeginFieldNumber, span.begin(), out);
  PutNumber(Span::kEndFieldNumber, span.end(), out);
  EndMessage(begin, out);
}

// Begin and end are hidden as in records: begin less base, and the size.
bool ClaimWriter::ReadSpan(absl::string_view bytes, Span* span) const {
  int32_t begin = 0;
  int32_t size = 0;
  WireReader fields(bytes);
  while (fields.Next()) {
    if (fields.is_bytes() || fields.is_repeated()) {
      return false;
    }
    if (fields.number() == Span::kBeginFieldNumber) {
      begin = static_cast<int32_t>(fields.value());
    } else if (fields.number() == Span::kEndFieldNumber) {
      size = static_cast<int32_t>(fields.value());
    } else {
      return false;
    }
  }
  span->set_begin(WrappedSum(begin, base_));
  span->set_end(WrappedSum(span->begin(), size));
  return fields.ok();
}

bool ClaimWriter::TakeWords(const WireReader& field, int text_field, int span_field,
                            Words* words) const {
  if (!field.is_bytes() || field.is_repeated()) {
    return false;
  }
  if (field.number() == text_field) {
    words->text = field.bytes();
    return IsUtf8(words->text);
  }
  words->has_span = field.number() == span_field;
  return words->has_span && ReadSpan(field.bytes(), &words->span);
}

void ClaimWriter::PutAuthor() {
  const size_t begin = BeginMessage(Claim::kHoldersFieldNumber, out_);
  PutNumber(Holder::kKindFieldNumber, v1::HOLDER_KIND_AUTHOR, out_);
  EndMessage(begin, out_);
  holders_.push_back({v1::HOLDER_KIND_AUTHOR, {}});
}

bool ClaimWriter::PutHolders(const std::vector<absl::string_view>& holders) {
  for (const absl::string_view holder : holders) {
    if (!PutHolder(holder)) {
      return false;
    }
  }
  return true;
}

bool ClaimWriter::PutHolder(absl::string_view holder) {
  auto kind = v1::HOLDER_KIND_UNSPECIFIED;
  absl::string_view full_name;
  Words words;
  WireReader fields(holder);
  while (fields.Next()) {
    if (fields.number() == Holder::kKindFieldNumber && !fields.is_bytes() &&
        !fields.is_repeated()) {
      kind = static_cast<v1::HolderKind>(fields.value());
    } else if (fields.number() == Holder::kFullNameFieldNumber && fields.is_bytes() &&
               !fields.is_repeated() && IsUtf8(fields.bytes())) {
      full_name = fields.bytes();
    } else if (!TakeWords(fields, Holder::kTextFieldNumber, Holder::kSpanFieldNumber, &words)) {
      return false;
    }
  }
  const size_t begin = BeginMessage(Claim::kHoldersFieldNumber, out_);
  PutNumber(Holder::kKindFieldNumber, kind, out_);
  if (!PutWords(Holder::kTextFieldNumber, Holder::kSpanFieldNumber, words)) {
    return false;
  }
  PutBytes(Holder::kFullNameFieldNumber, full_name, out_);
  EndMessage(begin, out_);
  holders_.push_back({kind, words.span});
  return fields.ok();
}

bool ClaimWriter::PutCues(const std::vector<absl::string_view>& cues) {
  Span span;
  for (const absl::string_view cue : cues) {
    if (!ReadSpan(cue, &span)) {
      return false;
    }
    PutSpan(Claim::kCuesFieldNumber, span, out_);
  }
  return true;
}

bool ClaimWriter::PutEntities(const std::vector<absl::string_view>& entities) {
  for (const absl::string_view entity : entities) {
    if (!PutEntity(entity)) {
      return false;
    }
  }
  return true;
}

// The first mention hides the name.
bool ClaimWriter::PutEntity(absl::string_view entity) {
  Words name;
  uint64_t kind = 0;
  std::vector<Span> mentions;
  WireReader fields(entity);
  while (fields.Next()) {
    const int number = fields.number();
    if (number == ClaimEntity::kMentionsFieldNumber && fields.is_bytes()) {
      if (!ReadSpan(fields.bytes(), &mentions.emplace_back())) {
        return false;
      }
    } else if (fields.is_repeated()) {
      return false;
    } else if (number == ClaimEntity::kKindFieldNumber && !fields.is_bytes()) {
      kind = fields.value();
    } else if (number == ClaimEntity::kNameFieldNumber && fields.is_bytes() &&
               IsUtf8(fields.bytes())) {
      name.text = fields.bytes();
    } else {
      return false;
    }
  }
  if (!mentions.empty()) {
    name.has_span = true;
    name.span = mentions.front();
  }
  const size_t begin = BeginMessage(Claim::kEntitiesFieldNumber, out_);
  if (!PutText(ClaimEntity::kNameFieldNumber, name)) {
    return false;
  }
  PutNumber(ClaimEntity::kKindFieldNumber, static_cast<int64_t>(kind), out_);
  for (const Span& mention : mentions) {
    PutSpan(ClaimEntity::kMentionsFieldNumber, mention, out_);
  }
  EndMessage(begin, out_);
  return fields.ok();
}

bool ClaimWriter::PutStructure(absl::string_view structure) {
  const size_t begin = BeginMessage(Claim::kStructureFieldNumber, out_);
  WireReader fields(structure);
  while (fields.Next()) {
    const int number = fields.number();
    const bool may_repeat = number >= PropositionStructure::kArgumentsFieldNumber;
    if (!fields.is_bytes() || (fields.is_repeated() && !may_repeat) ||
        number > PropositionStructure::kTimesFieldNumber ||
        !(number == PropositionStructure::kArgumentsFieldNumber
              ? PutArgument(number, fields.bytes())
              : PutConstituent(number, fields.bytes()))) {
      return false;
    }
  }
  EndMessage(begin, out_);
  return fields.ok();
}

bool ClaimWriter::PutArgument(int field, absl::string_view argument) {
  const size_t begin = BeginMessage(field, out_);
  WireReader fields(argument);
  while (fields.Next()) {
    if (!fields.is_bytes() || fields.is_repeated()) {
      return false;
    }
    if (fields.number() == Argument::kMarkerFieldNumber && IsUtf8(fields.bytes())) {
      PutBytes(Argument::kMarkerFieldNumber, fields.bytes(), out_);
    } else if (fields.number() != Argument::kPhraseFieldNumber ||
               !PutConstituent(Argument::kPhraseFieldNumber, fields.bytes())) {
      return false;
    }
  }
  EndMessage(begin, out_);
  return fields.ok();
}

bool ClaimWriter::PutConstituent(int field, absl::string_view constituent) {
  Words words;
  WireReader fields(constituent);
  while (fields.Next()) {
    if (!TakeWords(fields, Constituent::kTextFieldNumber, Constituent::kSpanFieldNumber, &words)) {
      return false;
    }
  }
  const size_t begin = BeginMessage(field, out_);
  if (!PutWords(Constituent::kTextFieldNumber, Constituent::kSpanFieldNumber, words)) {
    return false;
  }
  EndMessage(begin, out_);
  return fields.ok();
}

// The text is what its place tells, or what is written out (HidePlace).
bool ClaimWriter::PutText(int text_field, const Words& words) {
  absl::string_view text = words.text;
  if (words.has_span && text.empty()) {
    if (!ReadSlice(words.span, slice_, &scratch_).ok()) {
      return false;
    }
    text = scratch_;
  } else if (words.has_span && text.front() == kWrittenOut) {
    text.remove_prefix(1);
  }
  PutBytes(text_field, text, out_);
  return true;
}

bool ClaimWriter::PutWords(int text_field, int span_field, const Words& words) {
  if (!PutText(text_field, words)) {
    return false;
  }
  if (words.has_span) {
    PutSpan(span_field, words.span, out_);
  }
  return true;
}

}  // namespace standpoint
