// Those whom a text has spoken of so far, and by what names.

#ifndef STANDPOINT_ANALYZE_COREFERENCE_PEOPLE_H_
#define STANDPOINT_ANALYZE_COREFERENCE_PEOPLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "analyze/coreference/pronouns.h"

namespace standpoint {

// The parts of a name, without titles: of "Ms. Ilse M. Harrowgate" the parts "Ilse" and "Harrowgate". Lifetime: the text's.
struct PersonName {
  absl::string_view first;  // empty for a name of one word
  absl::string_view last;
  size_t words = 0;
};

// Threads: one at a time.
class People {
 public:
  static constexpr uint32_t kNobody = 0xffffffff;

  // Who bears this name: the only one known by it whose gender does not speak against it, or somebody new.
  uint32_t FindOrAdd(const PersonName& name, Gender gender);
  uint32_t AddUnnamed(Gender gender);

  // From now on "the `description`" means this person; if it has meant another one, nobody.
  void Describe(uint32_t person, absl::string_view description);
  uint32_t Described(absl::string_view description) const;

  Gender gender(uint32_t person) const { return people_[person].gender; }
  // Open takes either gender, and is no evidence.
  bool Fits(uint32_t person, Gender gender) const;
  void Learn(uint32_t person, Gender gender);

  size_t size() const { return people_.size(); }

 private:
  struct Person {
    PersonName name;
    Gender gender = Gender::kOpen;
  };
  static constexpr size_t kMostOfOneName = 8;  // the latest ones, so that a lookup stays short

  uint32_t Find(const PersonName& name, Gender gender) const;
  void Index(absl::string_view word, uint32_t person);

  std::vector<Person> people_;
  absl::flat_hash_map<absl::string_view, absl::InlinedVector<uint32_t, 2>> by_word_;
  absl::flat_hash_map<std::string, uint32_t> by_description_;  // kNobody: several
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_COREFERENCE_PEOPLE_H_
