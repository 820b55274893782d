// Which paragraphs of a page are its main text.

#ifndef STANDPOINT_INGEST_EXTRACT_MAIN_TEXT_H_
#define STANDPOINT_INGEST_EXTRACT_MAIN_TEXT_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/extract/text_block.h"

namespace standpoint {

// Keeps of `blocks` what is main text, in order: paragraphs told from boilerplate by how many words
// they and their neighbours have and how much of them is links, with more trust inside an article
// element and in whole sentences; headings where a kept paragraph follows, unless they repeat
// `title`. May keep nothing. Source: Kohlschuetter, Fankhauser, Nejdl: Boilerplate Detection using
// Shallow Text Features (WSDM 2010), the decision tree over number of words and link density.
std::vector<TextBlock> MainText(std::vector<TextBlock> blocks, absl::string_view title);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_MAIN_TEXT_H_
