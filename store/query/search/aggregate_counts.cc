#include "store/query/search/aggregate_counts.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr int kMaxTables = 8;
constexpr int kDefaultGroups = 1000;
constexpr int kMaxGroups = 10'000;

std::map<std::string, GroupBy> WithCommonGroups(std::map<std::string, GroupBy> groups) {
  groups.insert({{"day", GroupBy::kDay},
                 {"week", GroupBy::kWeek},
                 {"month", GroupBy::kMonth},
                 {"year", GroupBy::kYear},
                 {"source", GroupBy::kSource},
                 {"language", GroupBy::kLanguage},
                 {"holder", GroupBy::kHolder},
                 {"target", GroupBy::kTarget}});
  return groups;
}

const std::map<std::string, GroupBy>& GroupsOf(Space space) {
  static const auto* const of_claims =
      new std::map<std::string, GroupBy>(WithCommonGroups({{"entity", GroupBy::kEntity},
                                                           {"act", GroupBy::kAct},
                                                           {"polarity", GroupBy::kPolarity},
                                                           {"modality", GroupBy::kModality},
                                                           {"commitment", GroupBy::kCommitment}}));
  static const auto* const of_stances =
      new std::map<std::string, GroupBy>(WithCommonGroups({{"direction", GroupBy::kDirection}}));
  return space == Space::kClaim ? *of_claims : *of_stances;
}

absl::Status Malformed() {
  return MakeError(absl::StatusCode::kInternal, "SHARD_ANSWER_MALFORMED",
                   "the counts of a shard cannot be read");
}

// From the numbers of a shard's texts to ours; false for a number that it did not give.
bool ToOurs(const std::vector<uint32_t>& ours, uint32_t theirs, uint32_t* out) {
  if (theirs >= ours.size()) {
    return false;
  }
  *out = ours[theirs];
  return true;
}

absl::Status AddGroup(const internal::v1::GroupPart& part, const std::vector<uint32_t>& ours,
                      Group* group) {
  std::vector<uint32_t> sources;
  std::vector<uint32_t> holders;
  for (const uint32_t source : part.sources()) {
    if (!ToOurs(ours, source, &sources.emplace_back())) {
      return Malformed();
    }
  }
  for (const uint32_t holder : part.holders()) {
    if (!ToOurs(ours, holder, &holders.emplace_back())) {
      return Malformed();
    }
  }
  group->Add(part, sources, holders);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<AggregateCounts> AggregateCounts::Make(
    Space space, const google::protobuf::RepeatedPtrField<std::string>& group_by) {
  if (group_by.size() > kMaxTables) {
    return InvalidField("group_by", "has more than 8 values");
  }
  AggregateCounts counts;
  for (const std::string& name : group_by) {
    const auto it = GroupsOf(space).find(name);
    if (it == GroupsOf(space).end()) {
      std::string names;
      for (const auto& [known, by] : GroupsOf(space)) {
        absl::StrAppend(&names, names.empty() ? "" : ", ", known);
      }
      return InvalidField("group_by", absl::StrCat("`", name, "` is none of ", names));
    }
    counts.tables.emplace_back(it->second);
  }
  return counts;
}

absl::Status AggregateCounts::HandOn(internal::v1::AggregatePart* part) const {
  size_t size = texts.size();
  total.HandOn(0, part->mutable_total(), &size);
  for (const GroupTable& table : tables) {
    internal::v1::TablePart* const groups = part->add_tables();
    for (const auto& [key, group] : table.groups()) {
      group.HandOn(key, groups->add_groups(), &size);
      if (size > kMaxHandedOn) {
        return MakeError(absl::StatusCode::kResourceExhausted, "AGGREGATE_TOO_LARGE",
                         "the tables have too many groups and holders to be joined over shards; "
                         "narrow the filter or group by less");
      }
    }
  }
  for (uint32_t number = 0; number < texts.size(); ++number) {
    part->add_texts(texts.text(number));
  }
  return absl::OkStatus();
}

absl::Status AggregateCounts::Add(const internal::v1::AggregatePart& part) {
  if (part.tables_size() != static_cast<int>(tables.size())) {
    return Malformed();
  }
  std::vector<uint32_t> ours;
  for (const std::string& text : part.texts()) {
    ours.push_back(texts.Number(text));
  }
  RETURN_IF_ERROR(AddGroup(part.total(), ours, &total));
  for (size_t i = 0; i < tables.size(); ++i) {
    for (const internal::v1::GroupPart& group : part.tables(static_cast<int>(i)).groups()) {
      int64_t key = group.key();
      if (IsText(tables[i].by())) {
        uint32_t number = 0;
        if (key < 0 || key > UINT32_MAX || !ToOurs(ours, static_cast<uint32_t>(key), &number)) {
          return Malformed();
        }
        key = number;
      }
      RETURN_IF_ERROR(AddGroup(group, ours, &tables[i].At(key)));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> ReadMaxGroups(int value) {
  if (value < 0 || value > kMaxGroups) {
    return InvalidField("max_groups", "must be from 1 to 10,000, or 0 for 1,000");
  }
  return static_cast<size_t>(value == 0 ? kDefaultGroups : value);
}

}  // namespace standpoint
