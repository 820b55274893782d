#include "store/query/search/group_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr int64_t kDay = 24 * 60 * 60;
const absl::CivilDay kEpoch(1970, 1, 1);

int64_t DayOf(int64_t seconds) {
  return seconds >= 0 ? seconds / kDay : -((-seconds + kDay - 1) / kDay);
}

// "ACT_DENY" as "deny".
std::string EnumName(const google::protobuf::EnumDescriptor& type, int64_t number) {
  const auto* value = type.FindValueByNumber(static_cast<int>(number));
  if (value == nullptr || number == 0) {
    return "";
  }
  const std::string zero = type.value(0)->name();
  return absl::AsciiStrToLower(
      value->name().substr(zero.size() - absl::string_view("UNSPECIFIED").size()));
}

void SetTime(const std::pair<int64_t, int32_t>& time, google::protobuf::Timestamp* out) {
  out->set_seconds(time.first);
  out->set_nanos(time.second);
}

}  // namespace

uint32_t TextNumbers::Number(absl::string_view text) {
  const auto it = numbers_.find(text);
  if (it != numbers_.end()) {
    return it->second;
  }
  const auto number = static_cast<uint32_t>(texts_.size());
  texts_.emplace_back(text);
  numbers_.emplace(texts_.back(), number);
  return number;
}

void Group::Count(const CountedDocument& document, uint32_t holder) {
  ++count_;
  if (holder != last_holder_) {
    last_holder_ = holder;
    holders_.insert(holder);
  }
  // Matches of a document come one after the other.
  if (document.number == last_document_) {
    return;
  }
  last_document_ = document.number;
  ++documents_;
  if (document.source != 0 && document.source != last_source_) {
    last_source_ = document.source;
    sources_.insert(document.source);
  }
  if (document.is_dated) {
    const std::pair<int64_t, int32_t> time(document.seconds, document.nanos);
    NoteTimes(time, time);
  }
}

void Group::NoteTimes(const std::pair<int64_t, int32_t>& first,
                      const std::pair<int64_t, int32_t>& last) {
  first_ = is_dated_ ? std::min(first_, first) : first;
  last_ = is_dated_ ? std::max(last_, last) : last;
  is_dated_ = true;
}

void Group::HandOn(int64_t key, internal::v1::GroupPart* part, size_t* size) const {
  part->set_key(key);
  part->set_count(count_);
  part->set_document_count(documents_);
  part->mutable_sources()->Add(sources_.begin(), sources_.end());
  part->mutable_holders()->Add(holders_.begin(), holders_.end());
  if (is_dated_) {
    part->set_dated(true);
    part->set_first_seconds(first_.first);
    part->set_first_nanos(first_.second);
    part->set_last_seconds(last_.first);
    part->set_last_nanos(last_.second);
  }
  *size += 1 + sources_.size() + holders_.size();
}

void Group::Add(const internal::v1::GroupPart& part, const std::vector<uint32_t>& sources,
                const std::vector<uint32_t>& holders) {
  count_ += part.count();
  documents_ += part.document_count();
  sources_.insert(sources.begin(), sources.end());
  holders_.insert(holders.begin(), holders.end());
  if (part.dated()) {
    NoteTimes({part.first_seconds(), part.first_nanos()}, {part.last_seconds(), part.last_nanos()});
  }
}

void Group::Fill(absl::string_view key, v1::AggregateGroup* group) const {
  group->set_key(std::string(key));
  group->set_count(count_);
  group->set_document_count(documents_);
  group->set_source_count(static_cast<int64_t>(sources_.size()));
  group->set_holder_count(static_cast<int64_t>(holders_.size()));
  if (is_dated_) {
    SetTime(first_, group->mutable_first_time());
    SetTime(last_, group->mutable_last_time());
  }
}

int64_t GroupTable::KeyOf(const CountedDocument& document, uint32_t language) const {
  if (by_ == GroupBy::kSource) {
    return document.source;
  }
  if (by_ == GroupBy::kLanguage) {
    return language;
  }
  if (!document.is_dated) {
    return kUndatedKey;
  }
  const absl::CivilDay day = kEpoch + DayOf(document.seconds);
  switch (by_) {
    case GroupBy::kWeek:
      return absl::PrevWeekday(day + 1, absl::Weekday::monday) - kEpoch;
    case GroupBy::kMonth:
      return absl::CivilDay(absl::CivilMonth(day)) - kEpoch;
    case GroupBy::kYear:
      return absl::CivilDay(absl::CivilYear(day)) - kEpoch;
    default:
      return day - kEpoch;
  }
}

std::string GroupTable::NameOf(int64_t key, const TextNumbers& texts) const {
  switch (by_) {
    case GroupBy::kSource:
    case GroupBy::kLanguage:
    case GroupBy::kHolder:
    case GroupBy::kTarget:
    case GroupBy::kEntity:
      return texts.text(static_cast<uint32_t>(key));
    case GroupBy::kAct:
      return EnumName(*v1::Act_descriptor(), key);
    case GroupBy::kPolarity:
      return EnumName(*v1::Polarity_descriptor(), key);
    case GroupBy::kModality:
      return EnumName(*v1::Modality_descriptor(), key);
    case GroupBy::kCommitment:
      return EnumName(*v1::Commitment_descriptor(), key);
    case GroupBy::kDirection:
      return EnumName(*v1::Direction_descriptor(), key);
    default:
      break;
  }
  if (key == kUndatedKey) {
    return "";
  }
  const absl::CivilDay day = kEpoch + key;
  switch (by_) {
    case GroupBy::kMonth:
      return absl::StrFormat("%04d-%02d", day.year(), day.month());
    case GroupBy::kYear:
      return absl::StrFormat("%04d", day.year());
    default:
      return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
  }
}

void GroupTable::Fill(absl::string_view group_by, size_t max_groups, const TextNumbers& texts,
                      v1::AggregateTable* table) const {
  struct Row {
    int64_t key;
    std::string name;
    const Group* group;
  };
  std::vector<Row> rows;
  for (const auto& [key, group] : groups_) {
    rows.push_back({key, NameOf(key, texts), &group});
  }
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return IsTime(by_) ? a.key < b.key
                       : std::make_tuple(-a.group->count(), absl::string_view(a.name)) <
                             std::make_tuple(-b.group->count(), absl::string_view(b.name));
  });
  table->set_group_by(std::string(group_by));
  if (rows.size() > max_groups) {
    table->set_left_out(static_cast<int64_t>(rows.size() - max_groups));
    if (IsTime(by_)) {
      rows.erase(rows.begin(), rows.end() - static_cast<int64_t>(max_groups));
    } else {
      rows.resize(max_groups);
    }
  }
  for (const Row& row : rows) {
    row.group->Fill(row.name, table->add_groups());
  }
}

}  // namespace standpoint
