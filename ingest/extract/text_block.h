// A paragraph of a document with its way back to the bytes.

#ifndef STANDPOINT_INGEST_EXTRACT_TEXT_BLOCK_H_
#define STANDPOINT_INGEST_EXTRACT_TEXT_BLOCK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/offsets/offset_map.h"

namespace standpoint {

enum class BlockKind { kOther, kParagraph, kHeading, kListItem };

// Text without blank lines; `map` leads to the UTF-8 that it was taken from.
struct TextBlock {
  std::string text;
  OffsetMap map;
  BlockKind kind = BlockKind::kOther;
  bool in_article = false;  // inside <article>, <main> or the like
  int32_t link_bytes = 0;   // of `text`, inside links
};

// Collects the text of one block, white space collapsed as HTML does.
class TextBlockBuilder {
 public:
  // The next bytes, and where they came from: [begin, begin + size). Of the same length: byte by
  // byte. `in_link` counts them as link text, `keep_white_space` leaves line ends and blanks as
  // they are (<pre>).
  void Append(absl::string_view text, int32_t begin, int32_t size, bool in_link,
              bool keep_white_space);

  // A line end that no white space stands for (<br>); two of them part paragraphs, which the caller
  // sees.
  void AppendLineEnd();

  bool empty() const { return text_.empty(); }

  // What was collected, without white space at the end; empties the builder.
  TextBlock Take();

 private:
  void AppendBlank(char blank, int32_t begin, int32_t size, bool keep);

  std::string text_;
  OffsetMapBuilder map_;
  int32_t link_bytes_ = 0;
};

// The blocks with a blank line between them, as the text of a document. `map` is of the whole.
void JoinBlocks(const std::vector<TextBlock>& blocks, std::string& text, OffsetMap& map);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_TEXT_BLOCK_H_
