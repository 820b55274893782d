// How the matcher comes by the lists of numbers that it walks.

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/index/impact.h"
#include "store/index/words.h"
#include "store/query/search/matcher.h"

namespace standpoint {

absl::Status TooManyExpansions(absl::string_view prefix) {
  return InvalidField("query", absl::StrCat("more than ", kMaxExpansions, " words begin with `",
                                            prefix, "`; write more of it"));
}

absl::StatusOr<Matcher::Atom> Matcher::OpenAtom(const QueryAtom& atom, bool is_unscored,
                                                uint64_t total,
                                                const std::vector<uint32_t>& rarities) {
  Atom opened;
  opened.phrase = atom.phrase;
  opened.is_prefix = atom.is_prefix;
  std::vector<std::string> words = atom.words;
  std::vector<std::string> beginning;  // with the prefix
  if (atom.is_prefix) {
    ASSIGN_OR_RETURN(
        words, WordsThatBegin(*snapshot_, corpus_, space_, atom.words[0], kMaxExpansions + 1));
    if (words.size() > kMaxExpansions) {
      return TooManyExpansions(atom.words[0]);
    }
    beginning = words;
    const std::string stem = StemOf(atom.words[0]);
    if (std::count(words.begin(), words.end(), stem) == 0) {
      words.push_back(stem);
    }
  }
  uint64_t sum = 0;
  for (const std::string& word : words) {
    ASSIGN_OR_RETURN(TermList list, TermList::Open(*snapshot_, corpus_, space_, word,
                                                   TermList::kMostKept / words.size()));
    sum += list.count();
    opened.lists.push_back(std::move(list));
  }
  for (const TermList& list : opened.lists) {
    if (is_unscored) {
      opened.rarities.push_back(0);
      continue;
    }
    if (!atom.is_prefix || opened.rarities.empty()) {
      const size_t at = rarities_.size();
      const uint64_t count = atom.is_prefix ? sum : list.count();
      rarities_.push_back(at < rarities.size() ? rarities[at] : RarityOf(total, count));
      counts_.push_back({count, atom.is_prefix ? atom.words[0] : std::string(), beginning});
    }
    opened.rarities.push_back(rarities_.back());
  }
  return opened;
}

absl::StatusOr<std::vector<ScoredOffset>> Matcher::MakeAtom(Atom* atom, uint32_t bucket) {
  // Per offset, how many of the words stand there, and the score.
  std::map<uint16_t, std::pair<size_t, uint32_t>> offsets;
  for (size_t i = 0; i < atom->lists.size(); ++i) {
    if (atom->lists[i].Find(bucket) == nullptr) {
      continue;
    }
    ASSIGN_OR_RETURN(const absl::string_view bytes, atom->lists[i].Read(bucket));
    PostingChunk chunk;
    std::vector<ChunkPosting> postings;
    if (!chunk.Parse(bytes) || !chunk.DecodeAll(&postings)) {
      return BrokenList();
    }
    for (const ChunkPosting& posting : postings) {
      const uint32_t score = posting.impact * atom->rarities[i];
      auto& [words, sum] = offsets[posting.offset];
      ++words;
      sum = atom->is_prefix ? std::max(sum, score) : sum + score;
    }
  }
  std::vector<ScoredOffset> made;
  for (const auto& [offset, words_and_score] : offsets) {
    if (!atom->is_prefix && words_and_score.first < atom->lists.size()) {
      continue;
    }
    if (!atom->phrase.empty()) {
      ASSIGN_OR_RETURN(const bool holds, reader_->Holds(atom->phrase, NumberAt(bucket, offset)));
      if (!holds) {
        continue;
      }
    }
    made.emplace_back(offset, words_and_score.second);
  }
  return made;
}

absl::Status Matcher::Make(Clause* clause, uint32_t bucket) {
  clause->made.clear();
  for (Atom& atom : clause->any_of) {
    ASSIGN_OR_RETURN(const std::vector<ScoredOffset> made, MakeAtom(&atom, bucket));
    std::vector<ScoredOffset> joined;
    std::merge(clause->made.begin(), clause->made.end(), made.begin(), made.end(),
               std::back_inserter(joined));
    clause->made.clear();
    for (const ScoredOffset& scored : joined) {
      if (!clause->made.empty() && clause->made.back().first == scored.first) {
        clause->made.back().second = std::max(clause->made.back().second, scored.second);
      } else {
        clause->made.push_back(scored);
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Matcher::KeepThere(uint32_t bucket, std::vector<uint16_t>* offsets) const {
  BucketColumns columns(*snapshot_, corpus_, space_);
  columns.Open(bucket);
  uint32_t first = 0;
  uint32_t count = 0;
  std::vector<uint16_t> there;
  for (const uint16_t offset : *offsets) {
    if (offset >= first + count && !columns.NextDocument(offset, &first, &count)) {
      break;
    }
    if (offset >= first) {
      there.push_back(offset);
    }
  }
  *offsets = std::move(there);
  return columns.status();
}

absl::Status Matcher::OpenNarrowed(uint32_t bucket) {
  std::vector<uint16_t> offsets;
  RETURN_IF_ERROR(numbers_->Find(bucket, &offsets));
  if (required_.empty() && numbers_->uses_names()) {
    RETURN_IF_ERROR(KeepThere(bucket, &offsets));
  }
  narrowed_.clear();
  for (const uint16_t offset : offsets) {
    narrowed_.emplace_back(offset, /*score=*/0);
  }
  narrowed_cursor_.OpenList(&narrowed_);
  return absl::OkStatus();
}

absl::Status Matcher::OpenCursor(Clause* clause, uint32_t bucket, ClauseCursor* cursor) {
  if (!clause->is_word()) {
    RETURN_IF_ERROR(Make(clause, bucket));
    cursor->OpenList(&clause->made);
    return absl::OkStatus();
  }
  TermList& list = clause->any_of[0].lists[0];
  if (list.Find(bucket) == nullptr) {
    clause->made.clear();
    cursor->OpenList(&clause->made);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const absl::string_view bytes, list.Read(bucket));
  return cursor->OpenChunk(bytes, clause->any_of[0].rarities[0]) ? absl::OkStatus() : BrokenList();
}

}  // namespace standpoint
