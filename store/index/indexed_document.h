// What the indexes by number hold of a document: its words and its columns, before it has numbers.

#ifndef STANDPOINT_STORE_INDEX_INDEXED_DOCUMENT_H_
#define STANDPOINT_STORE_INDEX_INDEXED_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "store/index/numbers.h"
#include "store/record/analyzed_record.h"

namespace standpoint {

// A word in the claim (document) of that ordinal.
struct WordAt {
  uint32_t ordinal = 0;
  uint8_t impact = 0;
  uint8_t position = 0;  // as in ChunkPosting
};

// What a space holds of a document.
struct SpaceEntries {
  Space space = Space::kDocument;
  uint32_t count = 0;
  std::vector<std::pair<std::string, std::vector<WordAt>>> words;  // ordinals ascending
  std::vector<std::pair<Column, std::string>> columns;
};

struct IndexedDocument {
  std::vector<SpaceEntries> spaces;  // only those that hold something

  size_t byte_size() const;
};

// A function of what is stored alone, like ForEachIndexEntry; `record.text` must be there.
IndexedDocument IndexDocument(const AnalyzedRecord& record);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_INDEXED_DOCUMENT_H_
