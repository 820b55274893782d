#include "analyze/segment/boundary_features.h"

#include <algorithm>

namespace standpoint {
namespace {

constexpr auto kBuckets = [] {
  std::array<uint8_t, 64> buckets{};
  for (int n = 0; n < 64; ++n) {
    buckets[n] = n < 8    ? n
                 : n < 10 ? 8
                 : n < 13 ? 9
                 : n < 17 ? 10
                 : n < 23 ? 11
                 : n < 31 ? 12
                 : n < 46 ? 13
                          : 14;
  }
  return buckets;
}();

bool StartsLower(const Word& word) { return word.type == WordType::kLower; }

bool StartsUpper(const Word& word) {
  return word.type == WordType::kTitle || word.type == WordType::kUpper ||
         word.type == WordType::kOneUpper;
}

// How the writer of a paragraph goes about the ends of sentences.
struct Habits {
  uint16_t lower_starts = 0;  // words in lower case after a final mark: 0 none, 1 some, 2 most
  bool ends_in_terminal = false;
  bool has_terminal = false;
};

Habits HabitsOf(absl::Span<const Word> words) {
  size_t lower = 0, upper = 0;
  Habits habits;
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1].type != WordType::kTerminal) continue;
    habits.has_terminal = true;
    lower += StartsLower(words[i]);
    upper += StartsUpper(words[i]);
  }
  for (size_t i = words.size() - std::min<size_t>(words.size(), 2); i < words.size(); ++i) {
    habits.ends_in_terminal |= words[i].type == WordType::kTerminal;
  }
  habits.lower_starts = lower == 0 ? 0 : lower < upper ? 1 : 2;
  return habits;
}

}  // namespace

uint16_t DistanceBucket(size_t words) { return words < kBuckets.size() ? kBuckets[words] : 15; }

bool MayStart(const Word& before, const Word& word) {
  if (word.joined) return false;
  if (word.gap == Gap::kHardLine) return true;
  const bool after_letters = before.type >= WordType::kLower && before.type <= WordType::kUncased;
  return !after_letters || (word.gap != Gap::kNone && word.type != WordType::kLower);
}

BoundaryWord FeaturesOf(const Word& word) {
  const Gap gap = word.gap == Gap::kParagraph ? Gap::kHardLine : word.gap;
  const auto shape =
      static_cast<uint16_t>(static_cast<uint16_t>(word.type) * 4 + static_cast<uint16_t>(gap));
  return {static_cast<uint16_t>((word.hash ^ (word.hash >> 14)) & (kFormRows - 1)), word.suffix,
          shape};
}

void FindPlaceFeatures(absl::Span<const Word> words, std::vector<PlaceFeatures>& places) {
  places.resize(words.size());
  const Habits habits = HabitsOf(words);
  const auto habit = static_cast<uint16_t>(habits.lower_starts * 4 + habits.ends_in_terminal * 2 +
                                           habits.has_terminal);
  bool quoted = false;
  int brackets = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    PlaceFeatures& place = places[i];
    const Word& word = words[i];
    const Gap gap = word.gap == Gap::kParagraph ? Gap::kHardLine : word.gap;
    place[0] = kPlaceBase[0] + DistanceBucket(i);
    place[1] = kPlaceBase[1] + DistanceBucket(words.size() - i);
    place[2] = kPlaceBase[2] + habit;
    place[3] = static_cast<uint16_t>(kPlaceBase[3] + (quoted * 2 + (brackets > 0)) * 4 +
                                     static_cast<int>(gap));
    const WordType before = i == 0 ? WordType::kNone : words[i - 1].type;
    place[5] = static_cast<uint16_t>(kPlaceBase[5] + static_cast<int>(before) * 64 +
                                     static_cast<int>(word.type) * 4 + static_cast<int>(gap));
    place[6] = kPlaceBase[6];
    if (word.mark == '"') quoted = !quoted;
    if (word.mark == '(' || word.mark == '[') ++brackets;
    if ((word.mark == ')' || word.mark == ']') && brackets > 0) --brackets;
  }
  size_t ahead = 0;  // words up to the next final mark or break of line
  for (size_t i = words.size(); i-- > 0;) {
    if (words[i].type == WordType::kTerminal) ahead = 0;
    places[i][4] = kPlaceBase[4] + DistanceBucket(ahead++);
    if (words[i].gap == Gap::kHardLine) ahead = 0;
  }
}

}  // namespace standpoint
