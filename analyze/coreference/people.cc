#include "analyze/coreference/people.h"

#include <algorithm>

namespace standpoint {
namespace {

// "I." and "Ilse" may be one person's.
bool FirstNamesFit(absl::string_view a, absl::string_view b) {
  if (a.empty() || b.empty() || a == b) return true;
  const auto initial = [](absl::string_view name) {
    return name.size() == 1 || (name.size() == 2 && name[1] == '.');
  };
  return (initial(a) || initial(b)) && a[0] == b[0];
}

bool NamesFit(const PersonName& known, const PersonName& name) {
  if (name.words == 1) return known.last == name.last || known.first == name.last;
  return known.last == name.last && FirstNamesFit(known.first, name.first);
}

}  // namespace

uint32_t People::FindOrAdd(const PersonName& name, Gender gender) {
  uint32_t person = Find(name, gender);
  if (person == kNobody) {
    person = AddUnnamed(gender);
    people_[person].name = name;
    Index(name.last, person);
    if (!name.first.empty()) Index(name.first, person);
  } else if (name.words > people_[person].name.words) {
    people_[person].name = name;
    if (!name.first.empty()) Index(name.first, person);
  }
  Learn(person, gender);
  return person;
}

uint32_t People::Find(const PersonName& name, Gender gender) const {
  const auto known = by_word_.find(name.last);
  if (known == by_word_.end()) return kNobody;
  uint32_t found = kNobody;
  for (const uint32_t person : known->second) {
    const PersonName& other = people_[person].name;
    if (!Fits(person, gender) || !NamesFit(other, name)) continue;
    if (other.words == name.words && other.first == name.first) return person;
    if (found != kNobody) return kNobody;
    found = person;
  }
  return found;
}

void People::Index(absl::string_view word, uint32_t person) {
  absl::InlinedVector<uint32_t, 2>& bearers = by_word_[word];
  if (std::find(bearers.begin(), bearers.end(), person) != bearers.end()) return;
  if (bearers.size() == kMostOfOneName) bearers.erase(bearers.begin());
  bearers.push_back(person);
}

uint32_t People::AddUnnamed(Gender gender) {
  people_.push_back({{}, gender});
  return static_cast<uint32_t>(people_.size() - 1);
}

void People::Describe(uint32_t person, absl::string_view description) {
  const auto [entry, added] = by_description_.emplace(description, person);
  if (!added && entry->second != person) entry->second = kNobody;
}

uint32_t People::Described(absl::string_view description) const {
  const auto entry = by_description_.find(description);
  return entry == by_description_.end() ? kNobody : entry->second;
}

bool People::Fits(uint32_t person, Gender gender) const {
  const Gender known = people_[person].gender;
  return known == gender || known == Gender::kOpen || gender == Gender::kOpen;
}

void People::Learn(uint32_t person, Gender gender) {
  if (people_[person].gender == Gender::kOpen) people_[person].gender = gender;
}

}  // namespace standpoint
