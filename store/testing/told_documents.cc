#include "store/testing/told_documents.h"

#include <cstdint>
#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzedDocument;

constexpr int64_t kFirstOfMay = 1'714'521'600;  // 2024, in seconds since 1970
constexpr int64_t kDay = 86'400;

// Adds `words` to the text, and where they stand.
void Append(absl::string_view words, std::string* text, v1::Span* span) {
  span->set_begin(static_cast<int>(text->size()));
  absl::StrAppend(text, words);
  span->set_end(static_cast<int>(text->size()));
}

}  // namespace

AnalyzedDocument ToldDocument(const std::string& id, const std::string& source, int day) {
  AnalyzedDocument told;
  v1::Document* document = told.mutable_document();
  document->set_name("corpora/news/documents/" + id);
  document->set_source(source);
  document->set_revision(1);
  if (day > 0) {
    document->mutable_publish_time()->set_seconds(kFirstOfMay + kDay * (day - 1));
  }
  told.mutable_analysis()->set_document(document->name());
  told.mutable_analysis()->set_revision(1);
  return told;
}

v1::Claim* AddClaim(AnalyzedDocument* document, const std::string& holder,
                    const std::string& full_name, const std::string& words) {
  std::string* text = document->mutable_document()->mutable_text();
  v1::Claim* claim = document->mutable_analysis()->add_claims();
  claim->set_name(
      absl::StrCat(document->document().name(), "/claims/c", document->analysis().claims_size()));
  claim->mutable_sentence()->set_begin(static_cast<int>(text->size()));
  claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  if (!holder.empty()) {
    v1::Holder* mention = claim->add_holders();
    mention->set_kind(v1::HOLDER_KIND_MENTION);
    mention->set_text(holder);
    mention->set_full_name(full_name);
    text->append("so ");  // whether a word at the beginning is a name cannot be told
    Append(holder, text, mention->mutable_span());
    text->append(": ");
  }
  claim->set_text(words);
  Append(words, text, claim->mutable_span());
  text->append(".");
  claim->mutable_sentence()->set_end(static_cast<int>(text->size()));
  text->append(" ");
  claim->set_act(v1::ACT_ASSERT);
  claim->set_polarity(v1::POLARITY_AFFIRMED);
  claim->set_modality(v1::MODALITY_ASSERTED);
  claim->set_commitment(holder.empty() ? v1::COMMITMENT_COMMITTED : v1::COMMITMENT_NEUTRAL);
  claim->set_confidence(1);
  for (const absl::string_view word : absl::StrSplit(words, ' ')) {
    claim->add_terms(std::string(word));
  }
  return claim;
}

void CommitTold(AnalyzedDocument document, Writer* writer) {
  document.mutable_document()->set_text_digest(absl::StrCat(
      absl::Hex(std::hash<std::string>()(document.document().text()), absl::kZeroPad16),
      std::string(48, '0')));
  absl::Notification done;
  writer->Commit(document, [&](absl::Status status) {
    EXPECT_TRUE(status.ok()) << status;
    done.Notify();
  });
  done.WaitForNotification();
}

void TellClaim(AnalyzedDocument document, const std::string& holder, const std::string& words,
               const std::function<void(v1::Claim&)>& change, Writer* writer) {
  v1::Claim* const claim = AddClaim(&document, holder, holder, words);
  if (change) {
    change(*claim);
  }
  CommitTold(std::move(document), writer);
}

}  // namespace standpoint
