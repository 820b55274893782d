#include "analyze/stance/stance_table.h"

#include <algorithm>

#include "absl/strings/string_view.h"

namespace standpoint {
namespace {

int8_t Sign(absl::string_view value) {
  if (value == "support" || value == "have" || value == "good" || value == "committed") {
    return 1;
  }
  return value == "oppose" || value == "end" || value == "bad" || value == "rejected" ? -1 : 0;
}

Effect EffectOf(absl::string_view value) {
  return value == "good"   ? Effect::kGood
         : value == "bad"  ? Effect::kBad
         : value == "more" ? Effect::kMore
         : value == "less" ? Effect::kLess
                           : Effect::kNone;
}

StanceWord WordOf(const PhraseEntry& entry) {
  StanceWord word;
  word.to = Sign(entry.Get("to"));
  word.wish = Sign(entry.Get("wish"));
  word.of = Sign(entry.Get("of"));
  word.event = Sign(entry.Get("event"));
  word.value = static_cast<int8_t>(entry.Has("good") ? 1 : entry.Has("bad") ? -1 : 0);
  word.verdict = Sign(entry.Get("verdict"));
  word.agree = Sign(entry.Get("agree"));
  word.act = Sign(entry.Get("act"));
  word.moves = Sign(entry.Get("moves"));
  word.who = Sign(entry.Get("who"));
  word.cheer = Sign(entry.Get("cheer"));
  word.effect = EffectOf(entry.Get("effect"));
  word.neutral = entry.Get("to") == "neutral";
  word.nature = entry.Has("nature");
  word.open = entry.Get("verdict") == "neutral";
  word.fact = entry.Has("fact") || entry.Has("weak");
  word.flip = entry.Has("flip");
  word.keep = entry.Has("keep");
  word.appraise = entry.Has("appraise");
  word.doubt = entry.Has("doubt");
  word.wills = entry.Has("wills");
  word.asks = entry.Has("asks");
  word.says = entry.Has("says");
  word.urges = entry.Has("urges");
  word.alone = entry.Has("alone");
  word.thing = entry.Has("thing");
  word.rightly = entry.Has("rightly");
  word.doubting = entry.Has("doubting");
  word.measure = entry.Has("measure");
  word.content = entry.Has("content");
  return word;
}

}  // namespace

StanceTable ReadStanceTable(std::initializer_list<const PhraseTable*> phrases) {
  StanceTable table;
  for (const PhraseTable* const part : phrases) {
    for (const PhraseEntry* const entry : part->All()) {
      table[entry->words.front()].entries.push_back({entry->words, WordOf(*entry)});
    }
  }
  for (auto& [first, beginning] : table) {
    std::vector<StanceEntry>& entries = beginning.entries;
    std::stable_sort(
        entries.begin(), entries.end(),
        [](const StanceEntry& a, const StanceEntry& b) { return a.words.size() > b.words.size(); });
    for (; beginning.longer < entries.size() && entries[beginning.longer].words.size() > 1;
         ++beginning.longer) {
      beginning.by_second[entries[beginning.longer].words[1]].push_back(
          static_cast<uint32_t>(beginning.longer));
    }
  }
  return table;
}

}  // namespace standpoint
