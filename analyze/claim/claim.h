// Claims as the steps hand them on. The words mean what docs/claims-and-stances.md says.

#ifndef STANDPOINT_ANALYZE_CLAIM_CLAIM_H_
#define STANDPOINT_ANALYZE_CLAIM_CLAIM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyze/lexicon/lexicon.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// Units: bytes into the text, half-open, on code-point boundaries.
struct ByteSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin == end; }
  friend bool operator==(const ByteSpan& a, const ByteSpan& b) {
    return a.begin == b.begin && a.end == b.end;
  }
  friend bool operator<(const ByteSpan& a, const ByteSpan& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  }
};

// Who puts a claim forward or takes a stance: a mention, or the author, whose span is empty.
struct Holder {
  ByteSpan mention;
  ByteSpan full_name;  // the fullest mention of the same holder; empty where it cannot be told

  bool is_author() const { return mention.empty(); }
};

// The fields of a claim that rules decide on.
enum class ClaimField : uint8_t { kHolder, kAct, kPolarity, kModality, kCommitment };
constexpr size_t kClaimFields = 5;
constexpr std::array<const char*, kClaimFields> kClaimFieldNames = {"holder", "act", "polarity",
                                                                    "modality", "commitment"};

// What decided on a field.
struct Rule {
  const char* kind = "default";        // "cue", "negator"; a literal
  const PhraseEntry* entry = nullptr;  // of the lexicon; null where none decided
  ByteSpan span;                       // the words that it saw; empty for none
};

// A proposition that the text puts forward.
struct Claim {
  static constexpr uint32_t kNoWord = 0xffffffff;

  ByteSpan span;
  std::vector<Holder> holders;  // never empty; the first is the author
  v1::Act act = v1::ACT_ASSERT;
  v1::Polarity polarity = v1::POLARITY_AFFIRMED;
  v1::Modality modality = v1::MODALITY_ASSERTED;
  v1::Commitment commitment = v1::COMMITMENT_COMMITTED;
  std::vector<ByteSpan> cues;  // in text order
  ByteSpan verdict;            // "is a fiction": what the author says of it; empty for nothing
  uint32_t sentence = 0;       // index into Segments::sentences
  uint32_t predicate =
      kNoWord;       // index into Segments::words; kNoWord for a claim without a predicate
  ByteSpan subject;  // of its predicate where that stands outside `span`; empty otherwise
  std::array<Rule, kClaimFields> rules;                   // by ClaimField
  std::array<float, kClaimFields> field_confidence = {};  // by ClaimField, [0, 1]
  float confidence = 0;                                   // [0, 1]

  Rule& rule(ClaimField field) { return rules[static_cast<size_t>(field)]; }
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CLAIM_H_
