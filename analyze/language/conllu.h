// CoNLL-U, the format in which treebanks and parsers exchange sentences.
//
// A line of ten columns for each word, comments before them, an empty line after each sentence. What Standpoint writes into MISC:
// "SpaceAfter=No" where no white space follows, "NER=B-PER" and "NER=I-PER" (ORG, LOC) on the words of a name,
// "Entity=(e3-person" and "Entity=e3)" where a mention of person number 3 begins and ends.
// Source: universaldependencies.org/format.html.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_CONLLU_H_
#define STANDPOINT_ANALYZE_LANGUAGE_CONLLU_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// A row; its number is its place in the sentence, counted from 1. "_" stands for nothing.
struct ConlluWord {
  static constexpr int32_t kNoHead = -1;  // "_"
  std::string form;
  std::string lemma = "_", upos = "_", xpos = "_", feats = "_";
  int32_t head = kNoHead;  // number of a word of the sentence; 0: the root
  std::string deprel = "_", deps = "_", misc = "_";
};

// A surface token of several words ("3-4 don't"). Units: indices into ConlluSentence::words, half-open.
struct ConlluRange {
  uint32_t first_word = 0;
  uint32_t last_word = 0;
  std::string form;
  std::string misc = "_";
};

struct ConlluSentence {
  std::vector<std::string> comments;  // whole lines: "# sent_id = 7"
  std::vector<ConlluWord> words;
  std::vector<ConlluRange> ranges;  // in order, without overlap
};

// Puts sentences together from lines. Holds one sentence. Threads: one at a time.
class ConlluReader {
 public:
  static constexpr size_t kMaxWords = 100000;     // of a sentence
  static constexpr size_t kMaxBytes = 64u << 20;  // of a sentence, comments among them

  // Takes the next line, without its end. True when it ended a sentence, which sentence() is until the next call.
  // Errors: INVALID_ARGUMENT (MALFORMED_CONLLU) naming the line, counted from 1: not ten columns, numbers out of order, an empty
  // form, a head that is no word, a range past the end, more than the limits. What was read of the sentence is dropped then,
  // and so are lines up to the next empty one.
  // Empty nodes ("8.1") are passed over.
  absl::StatusOr<bool> Take(absl::string_view line);

  // The text is at its end: as an empty line.
  absl::StatusOr<bool> Finish() { return Take(""); }

  const ConlluSentence& sentence() const { return sentence_; }
  int64_t line_number() const { return line_number_; }

 private:
  absl::Status TakeRow(absl::string_view line);
  absl::Status TakeRange(absl::string_view id, absl::Span<const absl::string_view> columns);
  absl::Status TakeWord(absl::string_view id, absl::Span<const absl::string_view> columns);
  absl::StatusOr<bool> End();
  absl::Status Malformed(absl::string_view what);

  ConlluSentence sentence_;
  size_t bytes_ = 0;
  bool ended_ = false;     // sentence_ was handed on
  bool dropping_ = false;  // until the next empty line
  int64_t line_number_ = 0;
};

// Appends the sentence and the empty line after it. Tabs and line breaks within a field become blanks, an empty field "_".
void AppendConllu(const ConlluSentence& sentence, std::string& out);

// The value of `key` in a MISC or FEATS column; empty where it has none.
absl::string_view ConlluAttribute(absl::string_view column, absl::string_view key);

// Sets `key` in a MISC column to `value`, or takes it out where `value` is empty; the others stay in their order.
void SetConlluAttribute(absl::string_view key, absl::string_view value, std::string& column);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_CONLLU_H_
