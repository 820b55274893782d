// Claims, stances, documents and dead letters as entries of a list: one short block each.

#ifndef STANDPOINT_CLI_RENDER_ENTRIES_H_
#define STANDPOINT_CLI_RENDER_ENTRIES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cli/terminal/style.h"
#include "standpoint/v1/admin_service.pb.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// `text` is that of the document, to show the sentence; empty: the evidence alone is shown.
std::string RenderClaim(const v1::Claim& claim, absl::string_view text, const Style& style);
std::string RenderStance(const v1::Stance& stance, absl::string_view text, const Style& style);

// One line of a list of documents.
std::string RenderDocumentEntry(const v1::Document& document, const Style& style);

// Everything that is known of a document, and its text when `with_text`.
std::string RenderDocument(const v1::Document& document, bool with_text, const Style& style);

std::string RenderDeadLetter(const v1::DeadLetter& letter, const Style& style);

// What an analysis found, in the order of the text: each sentence with its claims and stances.
std::string RenderAnalysis(const v1::Analysis& analysis, absl::string_view text,
                           const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_ENTRIES_H_
