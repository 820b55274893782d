#include "ingest/extract/main_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "ingest/receive/field_rules.h"

namespace standpoint {
namespace {

// What the decision looks at.
struct Features {
  int words = 0;
  double link_density = 0;
  bool sentence = false;  // ends as a sentence does
};

// Words parted by white space; in scripts without it, two characters count as one.
int CountWords(absl::string_view text) {
  int words = 0;
  int ideographs = 0;
  bool in_word = false;
  for (const unsigned char c : text) {
    if (absl::ascii_isspace(c)) {
      in_word = false;
    } else if (!in_word) {
      in_word = true;
      ++words;
    }
    ideographs += c >= 0xE3 && c <= 0xED;  // lead bytes of CJK and Hangul
  }
  return std::max(words, ideographs / 2);
}

bool EndsSentence(absl::string_view text) {
  static constexpr absl::string_view kClosing[] = {
      "\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"};
  for (bool again = true; again;) {
    again = false;
    for (const absl::string_view mark : kClosing) {
      again = absl::ConsumeSuffix(&text, mark) || again;
    }
  }
  static constexpr absl::string_view kEnds[] = {".",
                                                "!",
                                                "?",
                                                "\xE2\x80\xA6",
                                                "\xE3\x80\x82",
                                                "\xEF\xBC\x81",
                                                "\xEF\xBC\x9F",
                                                "\xD8\x9F",
                                                "\xE0\xA5\xA4"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](absl::string_view end) { return absl::EndsWith(text, end); });
}

bool IsLegalLine(absl::string_view text) {
  return absl::StartsWith(text, "\xC2\xA9") || absl::StartsWithIgnoreCase(text, "copyright") ||
         (text.size() < 200 &&
          absl::StrContains(absl::AsciiStrToLower(text), "all rights reserved"));
}

Features FeaturesOf(const TextBlock& block) {
  Features features;
  features.words = CountWords(block.text);
  features.link_density =
      static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size());
  features.sentence = EndsSentence(block.text) && !IsLegalLine(block.text);
  return features;
}

// The published tree.
bool TreeSaysContent(const Features& previous, const Features& current, const Features& next) {
  if (current.link_density > 0.333333) {
    return false;
  }
  if (previous.link_density > 0.555556) {
    return current.words > 40 || next.words > 17;
  }
  return current.words > 16 || next.words > 15 || previous.words > 4;
}

bool IsContent(const TextBlock& block, const Features& previous, const Features& current,
               const Features& next) {
  if (current.link_density > 0.5 || IsLegalLine(block.text)) {
    return false;
  }
  const bool trusted = block.in_article || block.kind == BlockKind::kParagraph;
  if (trusted && current.sentence && current.words >= 3) {
    return true;
  }
  if (current.sentence && current.words > 16 && current.link_density < 0.2) {
    return true;  // prose between links
  }
  // A line that is no sentence, of a few words, is a byline, a button or a counter, whatever stands
  // around it.
  if (!current.sentence && current.words < 5 && block.kind != BlockKind::kListItem) {
    return false;
  }
  return TreeSaysContent(previous, current, next);
}

// Whether the page marks its article and the mark can be believed.
bool ArticleHoldsThePage(const std::vector<TextBlock>& blocks) {
  size_t inside = 0;
  size_t all = 0;
  for (const TextBlock& block : blocks) {
    const size_t prose = block.text.size() - std::min<size_t>(block.link_bytes, block.text.size());
    all += prose;
    inside += block.in_article ? prose : 0;
  }
  return inside >= 200 ? inside * 4 >= all : inside * 2 > all;
}

bool RepeatsTitle(const TextBlock& block, absl::string_view title) {
  return absl::EqualsIgnoreCase(OneLine(block.text), title);
}

}  // namespace

std::vector<TextBlock> MainText(std::vector<TextBlock> blocks, absl::string_view title) {
  if (ArticleHoldsThePage(blocks)) {
    blocks.erase(std::remove_if(blocks.begin(), blocks.end(),
                                [](const TextBlock& b) { return !b.in_article; }),
                 blocks.end());
  }
  std::vector<Features> features;  // of all but headings, which are judged by what follows
  std::vector<size_t> places;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::kHeading) {
      features.push_back(FeaturesOf(blocks[i]));
      places.push_back(i);
    }
  }
  std::vector<bool> kept(blocks.size(), false);
  for (size_t f = 0; f < features.size(); ++f) {
    kept[places[f]] =
        IsContent(blocks[places[f]], f > 0 ? features[f - 1] : Features{}, features[f],
                  f + 1 < features.size() ? features[f + 1] : Features{});
  }
  bool next_kept = false;  // the next block that is no heading
  for (size_t i = blocks.size(); i-- > 0;) {
    if (blocks[i].kind != BlockKind::kHeading) {
      next_kept = kept[i];
    } else {
      kept[i] = next_kept && !RepeatsTitle(blocks[i], title) &&
                blocks[i].link_bytes * 2 <= static_cast<int32_t>(blocks[i].text.size());
    }
  }
  std::vector<TextBlock> main;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (kept[i]) {
      main.push_back(std::move(blocks[i]));
    }
  }
  return main;
}

}  // namespace standpoint
