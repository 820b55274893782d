#include "store/index/index_entries.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "store/index/fold.h"
#include "store/index/posting.h"

namespace standpoint {
namespace {

// Terms with the ordinals under which they occur, gathered in any order.
using Occurrences = std::vector<std::pair<std::string, uint32_t>>;

class EntryMaker {
 public:
  EntryMaker(const AnalyzedRecord& record, IndexEntryVisitor visit)
      : record_(record), visit_(visit), position_{TimeRankOf(record.document), record.ref} {}

  void Emit(IndexKind kind, absl::string_view term, absl::Span<const uint32_t> ordinals) {
    const std::string key = PostingKey(PostingPrefix(record_.corpus, kind, term), position_);
    visit_(Family::kIndex, key, EncodeOrdinals(ordinals));
  }

  // One entry per distinct term.
  void EmitAll(IndexKind kind, Occurrences occurrences) {
    for (auto& [term, ordinal] : occurrences) {
      term.resize(std::min(term.size(), kMaxIndexedTerm));
    }
    std::sort(occurrences.begin(), occurrences.end());
    occurrences.erase(std::unique(occurrences.begin(), occurrences.end()), occurrences.end());
    std::vector<uint32_t> ordinals;
    for (size_t i = 0; i < occurrences.size(); ++i) {
      ordinals.push_back(occurrences[i].second);
      if (i + 1 == occurrences.size() || occurrences[i + 1].first != occurrences[i].first) {
        Emit(kind, occurrences[i].first, ordinals);
        ordinals.clear();
      }
    }
  }

 private:
  const AnalyzedRecord& record_;
  const IndexEntryVisitor visit_;
  const PostingPosition position_;
};

// The names under which a holder is found; none for the author, whose claims are nearly all there
// are.
void AddHolder(const v1::Holder& holder, uint32_t ordinal, Occurrences* occurrences) {
  for (const std::string* name : {&holder.text(), &holder.full_name()}) {
    if (std::string folded = FoldCase(*name); !folded.empty()) {
      occurrences->emplace_back(std::move(folded), ordinal);
    }
  }
}

void EmitClaims(const AnalyzedRecord& record, EntryMaker* maker) {
  Occurrences holders;
  Occurrences targets;
  for (uint32_t i = 0; i < record.claims.size(); ++i) {
    const ClaimWithTerms& claim = record.claims[i];
    for (const v1::Holder& holder : claim.record.claim().holders()) {
      AddHolder(holder, i, &holders);
    }
    for (const std::string& target : claim.record.targets()) {
      targets.emplace_back(target, i);
    }
  }
  maker->EmitAll(IndexKind::kClaimByHolder, std::move(holders));
  maker->EmitAll(IndexKind::kClaimByTarget, std::move(targets));
}

void EmitStances(const AnalyzedRecord& record, EntryMaker* maker) {
  Occurrences holders;
  Occurrences targets;
  Occurrences directions;
  for (uint32_t i = 0; i < record.stances.size(); ++i) {
    const v1::Stance& stance = record.stances[i].stance();
    AddHolder(stance.holder(), i, &holders);
    if (std::string target = FoldCase(stance.target().text()); !target.empty()) {
      targets.emplace_back(std::move(target), i);
    }
    directions.emplace_back(std::string(1, static_cast<char>(stance.direction())), i);
  }
  maker->EmitAll(IndexKind::kStanceByHolder, std::move(holders));
  maker->EmitAll(IndexKind::kStanceByTarget, std::move(targets));
  maker->EmitAll(IndexKind::kStanceByDirection, std::move(directions));
}

}  // namespace

uint64_t TimeRankOf(const internal::v1::DocumentRecord& document) {
  return document.document().has_publish_time() ? RankOf(document.document().publish_time())
                                                : kUndated;
}

void ForEachIndexEntry(const AnalyzedRecord& record, IndexEntryVisitor visit) {
  EntryMaker maker(record, visit);
  maker.Emit(IndexKind::kDocumentByTime, "", {});
  if (!record.document.document().source().empty()) {
    maker.Emit(IndexKind::kDocumentBySource, record.document.document().source(), {});
  }
  if (!record.document.document().text_digest().empty()) {
    maker.Emit(IndexKind::kDocumentByDigest, record.document.document().text_digest(), {});
  }
  EmitClaims(record, &maker);
  EmitStances(record, &maker);
}

}  // namespace standpoint
