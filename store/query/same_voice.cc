#include "store/query/same_voice.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "store/index/fold.h"
#include "store/query/joined_sets.h"

namespace standpoint {
namespace {

constexpr size_t kFewWords = 6;     // below it two may have said the same by chance
constexpr double kNearlyAll = 0.8;  // of the words of both
constexpr uint64_t kBands = 6;      // keys under which nearly equal texts meet with near certainty

bool IsAuthor(const VoicedClaim& voiced) { return voiced.holder->kind() == v1::HOLDER_KIND_AUTHOR; }

const std::string& SourceOf(const VoicedClaim& voiced) { return voiced.claim->document().source(); }

// What two claims share that are one voice.
std::vector<std::string> VoiceKeys(const VoicedClaim& voiced) {
  const v1::Claim& claim = *voiced.claim;
  const bool author = IsAuthor(voiced);
  std::vector<std::string> keys;
  if (!claim.document().text_digest().empty()) {
    keys.push_back(absl::StrCat("copy/", claim.document().text_digest(), "/", claim.span().begin(),
                                "/", claim.span().end(), "/", voiced.holder->span().begin(),
                                author ? "a" : "m"));
  }
  if (author ? !SourceOf(voiced).empty() : !voiced.holder->full_name().empty()) {
    const std::string holder = author ? SourceOf(voiced) : FoldCase(voiced.holder->full_name());
    keys.push_back(
        absl::StrCat("words/", author ? "a/" : "m/", holder, "/", FoldCase(claim.text())));
  }
  return keys;
}

// Under whose name nearly the same words are one voice.
std::string NearHolder(const VoicedClaim& voiced) {
  if (IsAuthor(voiced)) {
    return "a/";
  }
  const v1::Holder& holder = *voiced.holder;
  return absl::StrCat("m/",
                      FoldCase(holder.full_name().empty() ? holder.text() : holder.full_name()));
}

std::vector<std::string> SortedWords(const v1::Claim& claim) {
  std::vector<std::string> words = FoldedWords(claim.text());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool NearlyTheSame(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  const size_t all = a.size() + b.size() - shared.size();
  return static_cast<double>(shared.size()) >= kNearlyAll * static_cast<double>(all);
}

// The least hash of the words, by the band's own hash: texts that share four words in five have the same one with a
// probability of four in five.
uint64_t LeastHash(const std::vector<std::string>& words, uint64_t band) {
  uint64_t least = std::numeric_limits<uint64_t>::max();
  for (const std::string& word : words) {
    least = std::min<uint64_t>(least, XXH3_64bits_withSeed(word.data(), word.size(), band));
  }
  return least;
}

void JoinNearCopies(absl::Span<const VoicedClaim> claims, JoinedSets& sets) {
  std::vector<std::vector<std::string>> words;
  absl::flat_hash_map<std::string, size_t> first_with;
  for (size_t i = 0; i < claims.size(); ++i) {
    words.push_back(SortedWords(*claims[i].claim));
    if (words[i].size() < kFewWords) {
      continue;
    }
    const std::string holder = NearHolder(claims[i]);
    for (uint64_t band = 0; band < kBands; ++band) {
      const size_t first =
          first_with.try_emplace(absl::StrCat(holder, "/", band, "/", LeastHash(words[i], band)), i)
              .first->second;
      if (first != i && NearlyTheSame(words[first], words[i])) {
        sets.Join(first, i);
      }
    }
  }
}

}  // namespace

std::vector<size_t> JoinVoices(absl::Span<const VoicedClaim> claims) {
  JoinedSets sets(claims.size());
  absl::flat_hash_map<std::string, size_t> first_with;
  for (size_t i = 0; i < claims.size(); ++i) {
    for (std::string& key : VoiceKeys(claims[i])) {
      sets.Join(first_with.try_emplace(std::move(key), i).first->second, i);
    }
  }
  JoinNearCopies(claims, sets);
  std::vector<size_t> voices(claims.size());
  for (size_t i = 0; i < claims.size(); ++i) {
    voices[i] = sets.Root(i);
  }
  return voices;
}

bool NamesNobody(absl::string_view mention) {
  if (mention.empty() || absl::ascii_islower(static_cast<unsigned char>(mention.front()))) {
    return true;
  }
  const std::vector<std::string> words = FoldedWords(mention);
  constexpr absl::string_view kOpeners[] = {
      "a",     "an",    "the", "he",  "she", "it",  "they",  "we", "i",    "you", "this", "that",
      "these", "those", "his", "her", "its", "our", "their", "my", "some", "one", "many", "who"};
  return !words.empty() &&
         std::find(std::begin(kOpeners), std::end(kOpeners), words.front()) != std::end(kOpeners);
}

std::string HolderName(const VoicedClaim& voiced) {
  const v1::Holder& holder = *voiced.holder;
  const bool author = IsAuthor(voiced);
  if (!author && !holder.full_name().empty()) {
    return holder.full_name();
  }
  const std::string name = author ? "author" : holder.text();
  if (SourceOf(voiced).empty() || (!author && !NamesNobody(holder.text()))) {
    return name;
  }
  return absl::StrCat(name, " (", SourceOf(voiced), ")");
}

}  // namespace standpoint
