// A page's tree to its paragraphs.

#ifndef STANDPOINT_INGEST_EXTRACT_HTML_BLOCKS_H_
#define STANDPOINT_INGEST_EXTRACT_HTML_BLOCKS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/extract/html_tree.h"
#include "ingest/extract/text_block.h"

namespace standpoint {

// What to leave out beside scripts, styles, forms, navigation, asides, footers and what is hidden.
enum class Pruning {
  kByElement,         // nothing
  kByElementAndName,  // elements whose class, id or role names something else than the article:
                      // cookie notices, shares
};

// The paragraphs of `tree`, in order, none empty. `html` is what the tree was parsed from; maps
// lead into it.
std::vector<TextBlock> BlocksOfPage(const HtmlTree& tree, absl::string_view html, Pruning pruning);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_HTML_BLOCKS_H_
