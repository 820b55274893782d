#include "ingest/extract/extract.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "ingest/extract/decode.h"
#include "ingest/extract/html_blocks.h"
#include "ingest/extract/html_tree.h"
#include "ingest/extract/main_text.h"
#include "ingest/extract/plain_text.h"
#include "ingest/extract/text_block.h"

namespace standpoint {
namespace {

// Main text; if there seems to be none, all that is text: a page that was sent is meant to be read.
std::vector<TextBlock> TextOfPage(const HtmlTree& tree, absl::string_view html,
                                  absl::string_view title) {
  for (const Pruning pruning : {Pruning::kByElementAndName, Pruning::kByElement}) {
    std::vector<TextBlock> main = MainText(BlocksOfPage(tree, html, pruning), title);
    if (!main.empty()) {
      return main;
    }
  }
  std::vector<TextBlock> all = BlocksOfPage(tree, html, Pruning::kByElement);
  const auto is_links = [](const TextBlock& block) {
    return block.link_bytes * 2 > static_cast<int32_t>(block.text.size());
  };
  if (!std::all_of(all.begin(), all.end(), is_links)) {
    all.erase(std::remove_if(all.begin(), all.end(), is_links), all.end());
  }
  return all;
}

absl::Status ExtractHtml(absl::string_view html, Extracted& extracted) {
  ASSIGN_OR_RETURN(const std::unique_ptr<HtmlTree> tree, HtmlTree::Parse(html));
  extracted.metadata = ReadPageMetadata(*tree);
  JoinBlocks(TextOfPage(*tree, html, extracted.metadata.title), extracted.text, extracted.map);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Extracted> Extract(absl::string_view body, const Detection& detection,
                                  const ExtractLimits& limits) {
  ASSIGN_OR_RETURN(const Decoded decoded, Decode(body, detection.charset, limits.max_text_bytes));
  Extracted extracted;
  if (detection.media_type == "text/html") {
    RETURN_IF_ERROR(ExtractHtml(decoded.text, extracted));
  } else {
    extracted.text = TidyPlainText(decoded.text, extracted.map);
  }
  if (extracted.text.empty()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "EMPTY_DOCUMENT", "content: holds no text",
                     {{"field", "content"}});
  }
  if (extracted.text.size() > limits.max_text_bytes) {
    return InvalidField("content", "holds more text than is taken");
  }
  extracted.map = Compose(extracted.map, decoded.map);
  if (IsIdentity(extracted.map, static_cast<int32_t>(extracted.text.size()),
                 static_cast<int32_t>(body.size()))) {
    extracted.map.clear();
  } else {
    extracted.map = Coarsen(std::move(extracted.map), limits.max_runs);
  }
  return extracted;
}

}  // namespace standpoint
