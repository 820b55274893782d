// Documents whose claims a test tells one by one, and how they get into a store.

#ifndef STANDPOINT_STORE_TESTING_TOLD_DOCUMENTS_H_
#define STANDPOINT_STORE_TESTING_TOLD_DOCUMENTS_H_

#include <functional>
#include <string>

#include "standpoint/internal/v1/commit.pb.h"
#include "store/write/writer.h"

namespace standpoint {

// A document of corpora/news without a text; its first revision. `day`: of May 2024; 0: undated.
internal::v1::AnalyzedDocument ToldDocument(const std::string& id, const std::string& source,
                                            int day);

// Adds the sentence "so HOLDER: WORDS. ", in which the holder is mentioned and neutral to the author; or "WORDS. ", which is the
// author's own, where `holder` is empty. The claim's terms are its words. Lifetime: the document's.
v1::Claim* AddClaim(internal::v1::AnalyzedDocument* document, const std::string& holder,
                    const std::string& full_name, const std::string& words);

// Waits until it is in the store; the test fails when it is refused. Equal texts have equal digests.
void CommitTold(internal::v1::AnalyzedDocument document, Writer* writer);

// Adds a claim, as AddClaim, lets `change` (may be empty) change it, and commits the document.
void TellClaim(internal::v1::AnalyzedDocument document, const std::string& holder,
               const std::string& words, const std::function<void(v1::Claim&)>& change,
               Writer* writer);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_TESTING_TOLD_DOCUMENTS_H_
