// A mention of a holder in, the fullest name that the text gives for the same holder out.

#ifndef STANDPOINT_ANALYZE_CLAIM_HOLDER_NAMES_H_
#define STANDPOINT_ANALYZE_CLAIM_HOLDER_NAMES_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/thesaurus.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// Reads a text once for the names in it. What it tells of a mention:
// - with a name in it: the name, without title and apposition; a surname or short form: the fuller name that stands before it;
// - initials: the name that they stand behind in brackets ("the Harbour Licensing Board (HLB)");
// - "the ministry": the name before it with that noun for its head, when there is one alone;
// - he and she: whom the engine's coreference finds, else the one person who is named in the sentence so far or in the one before;
// - nouns without article or possessive ("tenants"): themselves.
// All else, and what could be two things, is empty. Linear in the number of tokens. Threads: safe. Lifetime: what `text` views
// and the lexicon outlive it.
class HolderNames {
 public:
  HolderNames(const TaggedText& text, const Lexicon& lexicon);

  // `mention` begins and ends with a token of the text; empty for an empty one.
  ByteSpan FullName(ByteSpan mention) const;

 private:
  using Names = std::vector<TokenRange>;  // in text order

  void FindNames();
  void AddName(TokenRange name);
  void AddInitials(TokenRange name);
  void ResolvePronouns();
  TokenRange NameAt(size_t first, size_t last) const;
  TokenRange WithoutTitle(TokenRange name) const;
  bool IsNameWord(size_t i) const;
  bool IsKnownWord(size_t i) const;
  bool IsPerson(TokenRange name) const;
  size_t Head(TokenRange name) const;
  TokenRange Only(absl::string_view key, size_t before) const;
  TokenRange Fuller(TokenRange name) const;
  TokenRange ReferentName(TokenRange mention) const;
  TokenRange Resolve(TokenRange mention) const;
  std::string Words(TokenRange range) const;
  size_t TokenAt(uint32_t byte) const;

  const TaggedText text_;
  const Thesaurus& thesaurus_;
  absl::flat_hash_map<std::string, Names>
      names_;                             // by surname, by initials in brackets, by "the" and head
  std::map<size_t, TokenRange> persons_;  // by the first token of each of their mentions
  absl::flat_hash_map<size_t, TokenRange> pronouns_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_HOLDER_NAMES_H_
