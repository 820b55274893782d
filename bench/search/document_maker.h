// Makes the documents of the search benchmark of the lines that generate.py writes.

#ifndef STANDPOINT_BENCH_SEARCH_DOCUMENT_MAKER_H_
#define STANDPOINT_BENCH_SEARCH_DOCUMENT_MAKER_H_

#include <fstream>
#include <string>

#include "analyze/client/analyze_client.h"
#include "standpoint/internal/v1/commit.pb.h"

namespace standpoint {

// The kinds of a claim and its stance are drawn from its text, as unlike each other as real ones. Threads: one at a time.
class DocumentMaker {
 public:
  // `vectors`: gives claims their embeddings; null: they have none. Lifetime: it outlives the maker.
  DocumentMaker(const std::string& path, AnalyzeClient* vectors)
      : lines_(path), vectors_(vectors) {}

  // False at the end.
  bool Next(internal::v1::AnalyzedDocument* document);

 private:
  std::ifstream lines_;
  AnalyzeClient* const vectors_;
  std::string line_;
  bool has_line_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SEARCH_DOCUMENT_MAKER_H_
