// Who is meant by which words: what `coreference` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_COREFERENCE_MENTIONS_H_
#define STANDPOINT_ANALYZE_COREFERENCE_MENTIONS_H_

#include <cstdint>
#include <vector>

namespace standpoint {

enum class MentionKind : uint8_t {
  kName,         // "Ilse Harrowgate", "Harrowgate"
  kDescription,  // "the minister", after "Ilse Harrowgate, the minister"
  kPronoun,      // "she", "her"; "I" within what she is quoted to say
};

// Units: indices into Segments::words, half-open, within one sentence.
struct Mention {
  uint32_t first_word = 0;
  uint32_t last_word = 0;
  uint32_t referent = 0;  // index into Coreference::referents
  MentionKind kind = MentionKind::kName;
};

// A person that the text speaks of.
struct Referent {
  static constexpr uint32_t kNoName = 0xffffffff;
  uint32_t full_name =
      kNoName;  // the mention with the longest name; kNoName where only pronouns are known
};

struct Coreference {
  std::vector<Mention> mentions;  // in text order, without overlap
  std::vector<Referent> referents;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_COREFERENCE_MENTIONS_H_
