#include "store/index/index_entries.h"

#include <string>

#include "store/index/posting.h"

namespace standpoint {

uint64_t TimeRankOf(const internal::v1::DocumentRecord& document) {
  return document.document().has_publish_time() ? RankOf(document.document().publish_time())
                                                : kUndated;
}

void ForEachIndexEntry(const AnalyzedRecord& record, IndexEntryVisitor visit) {
  const PostingPosition position{TimeRankOf(record.document), record.ref};
  const auto emit = [&](IndexKind kind, absl::string_view term) {
    visit(Family::kIndex, PostingKey(PostingPrefix(record.corpus, kind, term), position), "");
  };
  const v1::Document& document = record.document.document();
  emit(IndexKind::kDocumentByTime, "");
  if (!document.source().empty()) {
    emit(IndexKind::kDocumentBySource, document.source());
  }
  if (!document.text_digest().empty()) {
    emit(IndexKind::kDocumentByDigest, document.text_digest());
  }
}

}  // namespace standpoint
