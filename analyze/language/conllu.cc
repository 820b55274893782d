#include "analyze/language/conllu.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kColumns = 10;

// A number without sign or leading zeros.
bool ParseNumber(absl::string_view text, uint32_t& number) {
  return !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0])) &&
         (text.size() == 1 || text[0] != '0') && absl::SimpleAtoi(text, &number);
}

void AppendField(absl::string_view field, std::string& out) {
  out.push_back('\t');
  if (field.empty()) out.push_back('_');
  for (const char c : field) out.push_back(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
}

void AppendWord(const ConlluWord& word, size_t number, std::string& out) {
  absl::StrAppend(&out, number);
  for (const std::string* field : {&word.form, &word.lemma, &word.upos, &word.xpos, &word.feats}) {
    AppendField(*field, out);
  }
  if (word.head == ConlluWord::kNoHead) {
    out.append("\t_");
  } else {
    absl::StrAppend(&out, "\t", word.head);
  }
  for (const std::string* field : {&word.deprel, &word.deps, &word.misc}) AppendField(*field, out);
  out.push_back('\n');
}

}  // namespace

absl::Status ConlluReader::Malformed(absl::string_view what) {
  sentence_ = {};
  dropping_ = true;
  return MakeError(absl::StatusCode::kInvalidArgument, "MALFORMED_CONLLU",
                   absl::StrCat("line ", line_number_, ": ", what),
                   {{"line", absl::StrCat(line_number_)}});
}

absl::StatusOr<bool> ConlluReader::Take(absl::string_view line) {
  ++line_number_;
  if (ended_) {
    sentence_ = {};
    bytes_ = 0;
    ended_ = false;
  }
  if (line.empty()) return End();
  if (dropping_) return false;
  bytes_ += line.size();
  if (bytes_ > kMaxBytes) {
    return Malformed(absl::StrCat("a sentence of more than ", kMaxBytes, " bytes"));
  }
  if (line[0] != '#') {
    RETURN_IF_ERROR(TakeRow(line));
  } else if (!sentence_.words.empty() || !sentence_.ranges.empty()) {
    return Malformed("a comment within a sentence");
  } else {
    sentence_.comments.emplace_back(line);
  }
  return false;
}

absl::Status ConlluReader::TakeRow(absl::string_view line) {
  std::array<absl::string_view, kColumns> columns;
  size_t count = 0;
  for (const absl::string_view column : absl::StrSplit(line, '\t')) {
    if (count < kColumns) columns[count] = column;
    ++count;
  }
  if (count != kColumns) return Malformed(absl::StrCat(count, " columns, not ", kColumns));
  const absl::string_view id = columns[0];
  if (absl::StrContains(id, '.')) return absl::OkStatus();
  if (columns[1].empty()) return Malformed("an empty form");
  return absl::StrContains(id, '-') ? TakeRange(id, columns) : TakeWord(id, columns);
}

absl::Status ConlluReader::TakeRange(absl::string_view id,
                                     absl::Span<const absl::string_view> columns) {
  const std::pair<absl::string_view, absl::string_view> ends =
      absl::StrSplit(id, absl::MaxSplits('-', 1));
  uint32_t first = 0, last = 0;
  if (!ParseNumber(ends.first, first) || !ParseNumber(ends.second, last) ||
      first != sentence_.words.size() + 1 || last < first || last > kMaxWords ||
      (!sentence_.ranges.empty() && sentence_.ranges.back().last_word >= first)) {
    return Malformed("a range that does not begin with the next word");
  }
  sentence_.ranges.push_back(
      {first - 1, last, std::string(columns[1]), std::string(columns[kColumns - 1])});
  return absl::OkStatus();
}

absl::Status ConlluReader::TakeWord(absl::string_view id,
                                    absl::Span<const absl::string_view> columns) {
  uint32_t number = 0, head = 0;
  if (!ParseNumber(id, number) || number != sentence_.words.size() + 1) {
    return Malformed(absl::StrCat("not word number ", sentence_.words.size() + 1));
  }
  if (number > kMaxWords) return Malformed(absl::StrCat("more than ", kMaxWords, " words"));
  const bool has_head = columns[6] != "_";
  if (has_head && (!ParseNumber(columns[6], head) || head > kMaxWords)) {
    return Malformed("a head that is no number of a word");
  }
  ConlluWord& word = sentence_.words.emplace_back();
  word.head = has_head ? static_cast<int32_t>(head) : ConlluWord::kNoHead;
  const std::pair<size_t, std::string*> fields[] = {
      {1, &word.form},  {2, &word.lemma},  {3, &word.upos}, {4, &word.xpos},
      {5, &word.feats}, {7, &word.deprel}, {8, &word.deps}, {9, &word.misc}};
  for (const auto& [column, field] : fields) {
    if (!columns[column].empty()) *field = std::string(columns[column]);
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> ConlluReader::End() {
  if (std::exchange(dropping_, false) || sentence_.words.empty()) {
    const bool range = !sentence_.ranges.empty();
    sentence_ = {};
    bytes_ = 0;
    if (!range) return false;
    const absl::Status status = Malformed("a range without its words");
    dropping_ = false;
    return status;
  }
  const size_t size = sentence_.words.size();
  const bool heads =
      std::all_of(sentence_.words.begin(), sentence_.words.end(),
                  [&](const ConlluWord& word) { return word.head <= static_cast<int32_t>(size); });
  const bool ranges = sentence_.ranges.empty() || sentence_.ranges.back().last_word <= size;
  if (!heads || !ranges) {
    const absl::Status status =
        Malformed(heads ? "a range past the end of the sentence before this line"
                        : "a head that is no word of the sentence before this line");
    bytes_ = 0;
    dropping_ = false;
    return status;
  }
  ended_ = true;
  return true;
}

void AppendConllu(const ConlluSentence& sentence, std::string& out) {
  for (const std::string& comment : sentence.comments) {
    for (const char c : comment) out.push_back(c == '\n' || c == '\r' ? ' ' : c);
    out.push_back('\n');
  }
  size_t range = 0;
  for (size_t i = 0; i < sentence.words.size(); ++i) {
    if (range < sentence.ranges.size() && sentence.ranges[range].first_word == i) {
      const ConlluRange& token = sentence.ranges[range++];
      absl::StrAppend(&out, i + 1, "-", token.last_word);
      AppendField(token.form, out);
      out.append("\t_\t_\t_\t_\t_\t_\t_");
      AppendField(token.misc, out);
      out.push_back('\n');
    }
    AppendWord(sentence.words[i], i + 1, out);
  }
  out.push_back('\n');
}

absl::string_view ConlluAttribute(absl::string_view column, absl::string_view key) {
  for (const absl::string_view attribute : absl::StrSplit(column, '|')) {
    if (attribute.size() > key.size() && attribute[key.size()] == '=' &&
        absl::StartsWith(attribute, key)) {
      return attribute.substr(key.size() + 1);
    }
  }
  return "";
}

void SetConlluAttribute(absl::string_view key, absl::string_view value, std::string& column) {
  std::string changed;
  const auto add = [&](absl::string_view a, absl::string_view b) {
    absl::StrAppend(&changed, changed.empty() ? "" : "|", a, b);
  };
  for (const absl::string_view attribute : absl::StrSplit(column, '|')) {
    const bool same = attribute.size() > key.size() && attribute[key.size()] == '=' &&
                      absl::StartsWith(attribute, key);
    if (!same && attribute != "_" && !attribute.empty()) add(attribute, "");
  }
  if (!value.empty()) add(absl::StrCat(key, "="), value);
  column = changed.empty() ? "_" : std::move(changed);
}

}  // namespace standpoint
