#include "analyze/segment/segments_check.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "analyze/model/model_writer.h"
#include "analyze/segment/boundary_features.h"
#include "analyze/segment/boundary_network.h"
#include "analyze/segment/split_features.h"

namespace standpoint {
namespace {

enum class Place : uint8_t {
  kInside,
  kSpace,
  kOther
};  // of a byte: inside a code point, or where one begins

std::vector<Place> PlacesOf(absl::string_view text) {
  std::vector<Place> places(text.size() + 1, Place::kInside);
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    int32_t next = at;
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), next, size, c);
    if (c < 0) next = at + 1;
    places[at] = c >= 0 && u_isUWhiteSpace(c) ? Place::kSpace : Place::kOther;
    at = next;
  }
  places[text.size()] = Place::kSpace;
  return places;
}

std::string FaultOfWords(absl::string_view text, const Segments& segments) {
  const std::vector<Place> places = PlacesOf(text);
  uint32_t end = 0;
  for (const WordSpan& word : segments.words) {
    if (word.begin < end || word.end <= word.begin || word.end > text.size()) {
      return absl::StrCat("word out of order at ", word.begin);
    }
    if (places[word.begin] == Place::kInside || places[word.end] == Place::kInside) {
      return absl::StrCat("word cuts a code point at ", word.begin);
    }
    for (uint32_t i = word.begin; i < word.end; ++i) {
      if (places[i] == Place::kSpace) return absl::StrCat("white space in a word at ", i);
    }
    for (uint32_t i = end; i < word.begin; ++i) {
      if (places[i] == Place::kOther) return absl::StrCat("not covered: ", i);
    }
    const bool touches = end != 0 && word.begin == end;
    if (word.space_before == touches) return absl::StrCat("wrong space_before at ", word.begin);
    if (word.joined && !touches) return absl::StrCat("joined over a gap at ", word.begin);
    end = word.end;
  }
  for (uint32_t i = end; i < text.size(); ++i) {
    if (places[i] == Place::kOther) return absl::StrCat("not covered: ", i);
  }
  return "";
}

}  // namespace

std::string FaultOf(absl::string_view text, const Segments& segments) {
  const std::string fault = FaultOfWords(text, segments);
  if (!fault.empty()) return fault;
  uint32_t next = 0;
  for (const SentenceSpan& sentence : segments.sentences) {
    if (sentence.first_word != next) return absl::StrCat("hole between sentences at word ", next);
    if (sentence.last_word <= sentence.first_word)
      return absl::StrCat("empty sentence at word ", next);
    if (sentence.size() > BoundaryNetwork::kLongestSentence)
      return absl::StrCat("long sentence at word ", next);
    if (segments.words[sentence.first_word].joined)
      return absl::StrCat("sentence begins inside a token: ", next);
    next = sentence.last_word;
  }
  return next == segments.words.size() ? "" : "words after the last sentence";
}

std::string RandomSegmentModel(uint32_t seed) {
  using P = BoundaryParameters;
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> byte(-127, 127);
  std::normal_distribution<float> number(0, 0.1f);
  ModelWriter writer;
  const auto add_bytes = [&](const std::string& name, size_t rows, size_t columns) {
    std::vector<int8_t> values(rows * columns);
    for (int8_t& value : values) value = static_cast<int8_t>(byte(random));
    writer.Add<int8_t>(name, {static_cast<uint32_t>(rows), static_cast<uint32_t>(columns)}, values);
  };
  const auto add_floats = [&](const std::string& name, const std::vector<uint32_t>& shape) {
    size_t size = 1;
    for (uint32_t n : shape) size *= n;
    std::vector<float> values(size);
    for (float& value : values) value = number(random);
    writer.Add<float>(name, shape, values);
  };
  const auto add_table = [&](const std::string& name, size_t rows, size_t columns) {
    add_bytes(name + "/q", rows, columns);
    writer.Add<float>(name + "/scale", {1}, std::vector<float>{0.01f});
  };
  writer.AddText("segment/contractions", "can not\ndo nt\ngon na\nit s\ndu n no");
  add_bytes("segment/split/q", kSplitBuckets, kSplitCount);
  add_table("segment/form", kFormRows, P::kWordSize);
  add_table("segment/suffix", kSuffixRows, P::kWordSize);
  add_table("segment/shape", kShapeRows, P::kWordSize);
  add_table("segment/place", kPlaceRows, P::kHidden);
  add_floats("segment/window", {2 * P::kSide * P::kWordSize, P::kHidden});
  add_floats("segment/window/bias", {P::kHidden});
  add_floats("segment/out", {P::kHidden});
  add_floats("segment/out/bias", {1});
  return writer.Bytes();
}

}  // namespace standpoint
