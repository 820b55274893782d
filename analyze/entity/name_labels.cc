#include "analyze/entity/name_labels.h"

#include <algorithm>
#include <limits>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();
constexpr absl::string_view kTypeNames[] = {"PER", "ORG", "LOC"};  // as EntityType counts
constexpr absl::string_view kParts = "BIES";

}  // namespace

absl::StatusOr<NameLabels> NameLabels::Read(const ModelFile& file) {
  ASSIGN_OR_RETURN(const std::vector<absl::string_view> lines, file.Lines("labels/entities"));
  NameLabels labels;
  std::array<bool, kMaxLabels> seen = {};
  for (size_t i = 0; i < lines.size(); ++i) {
    size_t place = kMaxLabels;
    if (lines[i] == "O") {
      place = 0;
    } else if (lines[i].size() == 5 && lines[i][1] == '-') {
      const size_t part = kParts.find(lines[i][0]);
      const auto* const type =
          std::find(std::begin(kTypeNames), std::end(kTypeNames), lines[i].substr(2));
      if (part != absl::string_view::npos && type != std::end(kTypeNames)) {
        place = Place(static_cast<size_t>(type - std::begin(kTypeNames)), static_cast<Part>(part));
      }
    }
    if (place == kMaxLabels || seen[place]) {
      return file.Mismatch("labels/entities",
                           absl::StrCat("unknown or repeated label ", absl::CHexEscape(lines[i])));
    }
    seen[place] = true;
    labels.columns_[place] = static_cast<uint8_t>(i);
  }
  if (lines.size() != kMaxLabels) {
    return file.Mismatch("labels/entities", "labels are missing");
  }
  return labels;
}

// Source: Viterbi. Between words there are two kinds of places: outside of names (after O, E and S), from where O, B and S follow,
// and within a name of one type (after B and I), from where its I and E follow.
void NameLabels::Decode(const float* scores, size_t size, size_t stride, uint32_t first_word,
                        std::vector<uint8_t>& back, std::vector<Entity>& names) const {
  if (size == 0) {
    return;
  }
  // back[word][0]: the place by which the word leaves names best; back[word][1 + type]: by which it is within one.
  constexpr size_t kStates = 1 + kTypes;
  back.resize(size * kStates);
  float outside = 0;
  std::array<float, kTypes> inside;
  inside.fill(kNever);
  for (size_t word = 0; word < size; ++word) {
    const float* const row = scores + word * stride;
    uint8_t* const from = back.data() + word * kStates;
    const auto score = [&](size_t place) { return row[columns_[place]]; };
    float left = outside + score(0);
    from[0] = 0;
    for (size_t type = 0; type < kTypes; ++type) {
      const float single = outside + score(Place(type, kSingle));
      const float end = inside[type] + score(Place(type, kEnd));
      if (single > left) {
        left = single;
        from[0] = static_cast<uint8_t>(Place(type, kSingle));
      }
      if (end > left) {
        left = end;
        from[0] = static_cast<uint8_t>(Place(type, kEnd));
      }
      const float begin = outside + score(Place(type, kBegin));
      const float within = inside[type] + score(Place(type, kInside));
      from[1 + type] = static_cast<uint8_t>(Place(type, within > begin ? kInside : kBegin));
      inside[type] = std::max(begin, within);
    }
    outside = left;
  }
  const size_t before = names.size();
  for (size_t word = size; word-- > 0;) {
    const size_t place = back[word * kStates];
    if (place == 0) {
      continue;
    }
    const size_t type = (place - 1) / 4;
    const size_t last = word;
    if (place == Place(type, kEnd)) {
      --word;
      while (back[word * kStates + 1 + type] != Place(type, kBegin)) {
        --word;
      }
    }
    names.push_back({static_cast<uint32_t>(first_word + word),
                     static_cast<uint32_t>(first_word + last + 1), static_cast<EntityType>(type),
                     Fits(scores + word * stride, last + 1 - word, stride)});
  }
  std::reverse(names.begin() + static_cast<ptrdiff_t>(before), names.end());
}

std::array<float, NameLabels::kTypes> NameLabels::Fits(const float* scores, size_t words,
                                                       size_t stride) const {
  std::array<float, kTypes> fits = {};
  for (size_t type = 0; type < kTypes; ++type) {
    const auto score = [&](size_t word, Part part) {
      return scores[word * stride + columns_[Place(type, part)]];
    };
    if (words == 1) {
      fits[type] = score(0, kSingle);
      continue;
    }
    fits[type] = score(0, kBegin) + score(words - 1, kEnd);
    for (size_t word = 1; word + 1 < words; ++word) {
      fits[type] += score(word, kInside);
    }
  }
  return fits;
}

}  // namespace standpoint
