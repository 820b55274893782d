#include "store/record/packed_terms.h"

#include <cstdint>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "store/index/words.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

// Each once, in order of first appearance.
std::vector<std::string> Stems(absl::string_view text) {
  std::vector<std::string> stems;
  absl::flat_hash_set<std::string> seen;
  for (IndexWord& word : IndexWords(text)) {
    if (seen.insert(word.stem).second) {
      stems.push_back(std::move(word.stem));
    }
  }
  return stems;
}

}  // namespace

void AppendTerms(absl::string_view text, absl::Span<const std::string> terms, std::string* out) {
  const std::vector<std::string> stems = Stems(text);
  std::string bits((stems.size() + 7) / 8, '\0');
  std::vector<size_t> others;  // places in `terms`
  size_t next = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    size_t at = next;
    while (at < stems.size() && stems[at] != terms[i]) {
      ++at;
    }
    if (at == stems.size()) {
      others.push_back(i);
      continue;
    }
    bits[at / 8] = static_cast<char>(bits[at / 8] | 1 << (at % 8));
    next = at + 1;
  }
  out->append(bits);
  for (const size_t place : others) {
    AppendVarint(place, out);
    AppendVarint(terms[place].size(), out);
    out->append(terms[place]);
  }
}

bool ReadTerms(absl::string_view text, absl::string_view bytes, std::vector<std::string>* terms) {
  std::vector<std::string> stems = Stems(text);
  ByteReader reader(bytes);
  absl::string_view bits;
  terms->clear();
  if (!reader.ReadBytes((stems.size() + 7) / 8, &bits)) {
    return false;
  }
  std::vector<std::string> of_text;
  for (size_t i = 0; i < stems.size(); ++i) {
    if ((bits[i / 8] >> (i % 8) & 1) != 0) {
      of_text.push_back(std::move(stems[i]));
    }
  }
  auto next = of_text.begin();
  while (!reader.empty()) {
    uint64_t place = 0;
    uint64_t size = 0;
    absl::string_view term;
    if (!reader.ReadVarint(&place) || !reader.ReadVarint(&size) || !reader.ReadBytes(size, &term) ||
        place < terms->size() ||
        place - terms->size() > static_cast<uint64_t>(of_text.end() - next)) {
      return false;
    }
    while (terms->size() < place) {
      terms->push_back(std::move(*next++));
    }
    terms->emplace_back(term);
  }
  terms->insert(terms->end(), std::make_move_iterator(next),
                std::make_move_iterator(of_text.end()));
  return true;
}

}  // namespace standpoint
