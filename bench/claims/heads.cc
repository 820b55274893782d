// What the heads say of texts and of places in them.
//
//   heads MODEL < RECORDS
//
// A record, ended by a zero byte, is a line of places ("12-19 40-44", half-open bytes of the text; it may be empty), and after it the text.
// For each record a line: the check-worthiness of the whole text, and for each place, parted by tabs, "factuality negative neutral
// positive" of the word that stands highest in it and towards it; "-" where no word is. The heads lie beside MODEL or where
// STANDPOINT_HEADS_MODEL says. Exit status: 0 done, 2 a model does not load.

#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/language/syntax.h"

namespace standpoint {
namespace {

// The words that reach into the bytes [begin, end): first and one past the last.
std::pair<uint32_t, uint32_t> WordsAt(const Syntax& syntax, uint32_t begin, uint32_t end) {
  const std::vector<WordSpan>& words = syntax.segments.words;
  uint32_t first = 0;
  while (first < words.size() && words[first].end <= begin) ++first;
  uint32_t last = first;
  while (last < words.size() && words[last].begin < end) ++last;
  return {first, last};
}

uint32_t Top(const Syntax& syntax, uint32_t first, uint32_t last) {
  for (uint32_t word = last; word > first; --word) {
    const uint32_t head = syntax.dependencies.words[word - 1].head;
    if (head < first || head >= last) return word - 1;
  }
  return last - 1;
}

void WritePlace(const LanguageEngine& engine, const Syntax& syntax, absl::string_view place) {
  const std::vector<absl::string_view> ends = absl::StrSplit(place, '-');
  uint32_t begin = 0, end = 0;
  if (ends.size() != 2 || !absl::SimpleAtoi(ends[0], &begin) || !absl::SimpleAtoi(ends[1], &end)) {
    std::cout << "\t-";
    return;
  }
  const auto [first, last] = WordsAt(syntax, begin, end);
  if (first >= last) {
    std::cout << "\t-";
    return;
  }
  const auto polarity = engine.heads()->target_polarity().Of(syntax, first, last);
  std::cout << '\t' << syntax.head_scores.words[Top(syntax, first, last)].factuality.value() << ' '
            << polarity.negative << ' ' << polarity.neutral << ' ' << polarity.positive;
}

absl::StatusOr<std::unique_ptr<const LanguageEngine>> Load(const std::string& model) {
  const absl::StatusOr<std::string> heads = FindHeadsModel(model);
  if (!heads.ok()) return heads.status();
  return LanguageEngine::Load(model, *heads);
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "heads MODEL < RECORDS\n";
    return 2;
  }
  const auto engine = standpoint::Load(argv[1]);
  if (!engine.ok()) {
    std::cerr << "heads: " << engine.status() << "\n";
    return 2;
  }
  standpoint::LanguageWorkspace workspace;
  standpoint::Syntax syntax;
  for (std::string record; std::getline(std::cin, record, '\0');) {
    const size_t line = record.find('\n');
    const std::string text = line == std::string::npos ? "" : record.substr(line + 1);
    const std::string places = record.substr(0, line);
    if (!(*engine)->Read(text, absl::InfiniteFuture(), workspace, syntax).ok()) continue;
    std::cout << (*engine)->heads()->check_worthiness().Of(
        syntax.head_scores, 0, static_cast<uint32_t>(syntax.segments.words.size()));
    for (const absl::string_view place : absl::StrSplit(places, ' ', absl::SkipEmpty())) {
      standpoint::WritePlace(**engine, syntax, place);
    }
    std::cout << '\n';
  }
  return 0;
}
