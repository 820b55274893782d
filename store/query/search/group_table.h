// The groups of one table of an aggregate.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_GROUP_TABLE_H_
#define STANDPOINT_STORE_QUERY_SEARCH_GROUP_TABLE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/shard.pb.h"
#include "standpoint/v1/search.pb.h"
#include "store/index/columns.h"

namespace standpoint {

// What a claim or stance is counted by.
enum class GroupBy {
  kDay,
  kWeek,
  kMonth,
  kYear,
  kSource,
  kLanguage,
  kHolder,
  kTarget,
  kEntity,
  kAct,
  kPolarity,
  kModality,
  kCommitment,
  kDirection,
};
inline bool IsTime(GroupBy by) { return by <= GroupBy::kYear; }
inline bool IsOfDocument(GroupBy by) { return by <= GroupBy::kLanguage; }
inline bool IsText(GroupBy by) {
  return by == GroupBy::kSource || by == GroupBy::kLanguage || by == GroupBy::kHolder ||
         by == GroupBy::kTarget || by == GroupBy::kEntity;
}

// Texts as small numbers, each given once; 0 is the empty text.
class TextNumbers {
 public:
  TextNumbers() : texts_(1) { numbers_[""] = 0; }
  uint32_t Number(absl::string_view text);
  const std::string& text(uint32_t number) const { return texts_[number]; }
  size_t size() const { return texts_.size(); }

 private:
  absl::flat_hash_map<std::string, uint32_t> numbers_;
  std::vector<std::string> texts_;
};

// A document whose matches are being counted.
struct CountedDocument {
  uint64_t number = 0;  // tells documents apart
  bool is_dated = false;
  int64_t seconds = 0;
  int32_t nanos = 0;
  uint32_t source = 0;
};

// One group while it is counted.
class Group {
 public:
  // `holder`: its number.
  void Count(const CountedDocument& document, uint32_t holder);
  int64_t count() const { return count_; }
  void Fill(absl::string_view key, v1::AggregateGroup* group) const;

  // For another store's counts to be added to. `size`: grows by what it takes, in numbers.
  void HandOn(int64_t key, internal::v1::GroupPart* part, size_t* size) const;
  // What another store counted, of other documents. `sources`, `holders`: those of `part`, as they are numbered here.
  void Add(const internal::v1::GroupPart& part, const std::vector<uint32_t>& sources,
           const std::vector<uint32_t>& holders);

 private:
  void NoteTimes(const std::pair<int64_t, int32_t>& first, const std::pair<int64_t, int32_t>& last);

  int64_t count_ = 0;
  int64_t documents_ = 0;
  uint64_t last_document_ = ~uint64_t{0};
  uint32_t last_source_ = 0;
  uint32_t last_holder_ = ~0u;
  absl::flat_hash_set<uint32_t> sources_;
  absl::flat_hash_set<uint32_t> holders_;
  bool is_dated_ = false;
  std::pair<int64_t, int32_t> first_;
  std::pair<int64_t, int32_t> last_;
};

// Groups by a number: of a time the first day of its span since 1970, of a text its number, of an enum its value.
class GroupTable {
 public:
  static constexpr int64_t kUndatedKey = INT64_MAX;

  explicit GroupTable(GroupBy by) : by_(by) {}
  GroupBy by() const { return by_; }

  // Where a document's matches are counted, for what depends on the document alone.
  int64_t KeyOf(const CountedDocument& document, uint32_t language) const;
  Group& At(int64_t key) { return groups_[key]; }
  const absl::flat_hash_map<int64_t, Group>& groups() const { return groups_; }

  // `texts`: of the keys of texts.
  void Fill(absl::string_view group_by, size_t max_groups, const TextNumbers& texts,
            v1::AggregateTable* table) const;

 private:
  std::string NameOf(int64_t key, const TextNumbers& texts) const;

  GroupBy by_;
  absl::flat_hash_map<int64_t, Group> groups_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_GROUP_TABLE_H_
