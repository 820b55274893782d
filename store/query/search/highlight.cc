#include "store/query/search/highlight.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "common/text/utf8.h"
#include "store/index/fold.h"
#include "store/index/words.h"

namespace standpoint {
namespace {

// The window of kMaxSnippet bytes that holds most distinct words, the first of equal ones.
template <typename Hits>
std::pair<size_t, size_t> BestWindow(absl::string_view value, const Hits& hits) {
  size_t best_begin = 0;
  size_t most = 0;
  for (size_t i = 0; i < hits.size(); ++i) {
    std::set<absl::string_view> distinct;
    for (size_t k = i; k < hits.size() && hits[k].end <= hits[i].begin + kMaxSnippet / 2; ++k) {
      distinct.insert(hits[k].stem);
    }
    if (distinct.size() > most) {
      most = distinct.size();
      best_begin = hits[i].begin;
    }
  }
  // Some words before the first hit, for the sense.
  size_t begin = best_begin > kMaxSnippet / 4 ? best_begin - kMaxSnippet / 4 : 0;
  if (begin > 0) {
    const size_t blank = value.find(' ', begin);
    begin = blank == absl::string_view::npos || blank >= best_begin ? best_begin : blank + 1;
  }
  size_t end = begin + TruncateUtf8(value.substr(begin), kMaxSnippet).size();
  if (end < value.size()) {
    const size_t blank = value.rfind(' ', end);
    end = blank == absl::string_view::npos || blank <= best_begin ? end : blank;
  }
  return {begin, end};
}

}  // namespace

Highlighter::Highlighter(const SearchQuery& query) {
  for (const QueryClause& clause : query.clauses) {
    if (clause.is_excluded) {
      continue;
    }
    for (const QueryAtom& atom : clause.any_of) {
      if (atom.is_prefix) {
        prefixes_.push_back(atom.words[0]);
      } else {
        words_.insert(atom.words.begin(), atom.words.end());
      }
    }
  }
}

std::vector<Highlighter::Hit> Highlighter::Find(absl::string_view value) const {
  std::vector<Hit> hits;
  for (IndexWord& word : IndexWords(value)) {
    bool found = words_.contains(word.stem);
    for (size_t i = 0; i < prefixes_.size() && !found; ++i) {
      found = absl::StartsWith(word.stem, prefixes_[i]) || word.stem == StemOf(prefixes_[i]);
    }
    if (found) {
      hits.push_back({word.begin, word.end, std::move(word.stem)});
    }
  }
  return hits;
}

void Highlighter::Add(absl::string_view field, absl::string_view value,
                      google::protobuf::RepeatedPtrField<v1::Highlight>* highlights) const {
  const std::vector<Hit> hits = Find(value);
  if (hits.empty()) {
    return;
  }
  const auto [begin, end] = value.size() <= kMaxSnippet ? std::pair<size_t, size_t>(0, value.size())
                                                        : BestWindow(value, hits);
  v1::Highlight* highlight = highlights->Add();
  highlight->set_field(std::string(field));
  highlight->set_snippet(std::string(value.substr(begin, end - begin)));
  for (const Hit& hit : hits) {
    if (hit.begin >= begin && hit.end <= end) {
      v1::Span* span = highlight->add_spans();
      span->set_begin(static_cast<int32_t>(hit.begin - begin));
      span->set_end(static_cast<int32_t>(hit.end - begin));
    }
  }
}

}  // namespace standpoint
