#include "store/record/packed_parts.h"

#include <algorithm>
#include <cmath>

namespace standpoint {
namespace {

constexpr float kScale = 1000;
constexpr float kLargest = 1e6F;

int64_t Thousandths(float score) {
  return std::fabs(score) <= kLargest ? std::lround(score * kScale) : 0;  // NaN is not
}

float FromThousandths(int64_t thousandths) { return static_cast<float>(thousandths) / kScale; }

// 0 to 15; from 8 on what is above zero. All are as wide as each other.
int StepOf(char component) {
  const int c = static_cast<int8_t>(component);
  return c > 0 ? 8 + (c - 1) * 8 / 127 : 7 - std::min(7, std::max(0, -c - 1) * 8 / 127);
}

// The middle of the step.
char ComponentOf(int step) {
  const int size = step >= 8 ? step - 8 : 7 - step;
  const long middle = std::lround((2 * size + 1) * 127.0 / 16);
  return static_cast<char>(step >= 8 ? middle : -middle);
}

void Take(v1::Constituent* constituent, PlaceTaker take) {
  if (constituent->has_span()) {
    take(constituent->mutable_text(), constituent->mutable_span());
  }
}

void Take(v1::PropositionStructure* structure, PlaceTaker take) {
  if (structure->has_subject()) {
    Take(structure->mutable_subject(), take);
  }
  if (structure->has_predicate()) {
    Take(structure->mutable_predicate(), take);
  }
  if (structure->has_object()) {
    Take(structure->mutable_object(), take);
  }
  for (v1::Argument& argument : *structure->mutable_arguments()) {
    if (argument.has_phrase()) {
      Take(argument.mutable_phrase(), take);
    }
  }
  for (auto* constituents : {structure->mutable_quantities(), structure->mutable_times()}) {
    for (v1::Constituent& constituent : *constituents) {
      Take(&constituent, take);
    }
  }
}

void Take(v1::Holder* holder, PlaceTaker take) {
  if (holder->has_span()) {
    take(holder->mutable_text(), holder->mutable_span());
  }
}

// The name is often its first mention.
void Take(v1::ClaimEntity* entity, PlaceTaker take) {
  for (int i = 0; i < entity->mentions_size(); ++i) {
    take(i == 0 ? entity->mutable_name() : nullptr, entity->mutable_mentions(i));
  }
}

template <typename Explanations>
void TakeAll(Explanations* explanations, PlaceTaker take) {
  for (v1::Explanation& explanation : *explanations) {
    if (explanation.has_span()) {
      take(nullptr, explanation.mutable_span());
    }
  }
}

}  // namespace

int32_t WrappedSum(int32_t a, int64_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) + static_cast<uint32_t>(b));
}

bool IsPlainAuthor(const v1::Holder& holder) {
  return holder.kind() == v1::HOLDER_KIND_AUTHOR && !holder.has_span() && holder.text().empty() &&
         holder.full_name().empty();
}

void AppendSized(absl::string_view bytes, std::string* out) {
  AppendVarint(bytes.size(), out);
  out->append(bytes.data(), bytes.size());
}

bool ReadSized(ByteReader* reader, absl::string_view* bytes) {
  uint64_t size = 0;
  return reader->ReadVarint(&size) && reader->ReadBytes(size, bytes);
}

float RoundScore(float score) { return FromThousandths(Thousandths(score)); }

void AppendScore(float score, std::string* out) { AppendSigned(Thousandths(score), out); }

bool ReadScore(ByteReader* reader, float* score) {
  int64_t thousandths = 0;
  if (!reader->ReadSigned(&thousandths)) {
    return false;
  }
  *score = FromThousandths(thousandths);
  return true;
}

void RoundEmbedding(std::string* embedding) {
  for (char& component : *embedding) {
    component = ComponentOf(StepOf(component));
  }
}

void AppendEmbedding(absl::string_view embedding, std::string* out) {
  AppendVarint(embedding.size(), out);
  for (size_t i = 0; i < embedding.size(); i += 2) {
    const int second = i + 1 < embedding.size() ? StepOf(embedding[i + 1]) : 0;
    out->push_back(static_cast<char>(StepOf(embedding[i]) | second << 4));
  }
}

bool ReadEmbedding(ByteReader* reader, std::string* embedding) {
  uint64_t size = 0;
  absl::string_view bytes;
  if (!reader->ReadVarint(&size) || size > 2 * reader->rest().size() ||
      !reader->ReadBytes((size + 1) / 2, &bytes)) {
    return false;
  }
  embedding->resize(size);
  for (size_t i = 0; i < size; ++i) {
    (*embedding)[i] = ComponentOf(static_cast<uint8_t>(bytes[i / 2]) >> (i % 2 * 4) & 15);
  }
  return true;
}

void AppendPlace(const v1::Span& span, int64_t base, std::string* out) {
  AppendSigned(span.begin() - base, out);
  AppendVarint(static_cast<uint32_t>(span.end() - span.begin()), out);
}

bool ReadPlace(ByteReader* reader, int64_t base, v1::Span* span) {
  int64_t begin = 0;
  uint64_t size = 0;
  if (!reader->ReadSigned(&begin) || !reader->ReadVarint(&size)) {
    return false;
  }
  span->set_begin(WrappedSum(static_cast<int32_t>(base), begin));
  span->set_end(WrappedSum(span->begin(), static_cast<int64_t>(size)));
  return true;
}

absl::Status ReadSlice(const v1::Span& span, SliceReader slice, std::string* text) {
  return slice(span.begin(), int64_t{span.end()} - span.begin(), text);
}

void HidePlace(absl::string_view text, int64_t base, std::string* words, v1::Span* span) {
  const int64_t size = int64_t{span->end()} - span->begin();
  if (words != nullptr && span->begin() >= 0 && size >= 0 &&
      span->end() <= static_cast<int64_t>(text.size()) &&
      text.substr(span->begin(), size) == absl::string_view(*words)) {
    words->clear();
  } else if (words != nullptr && (words->empty() || words->front() == kWrittenOut)) {
    words->insert(words->begin(), kWrittenOut);
  }
  span->set_end(static_cast<int32_t>(size));
  span->set_begin(WrappedSum(span->begin(), -base));
}

absl::Status ShowPlace(SliceReader slice, int64_t base, std::string* words, v1::Span* span) {
  const int32_t size = span->end();
  span->set_begin(WrappedSum(span->begin(), base));
  span->set_end(WrappedSum(span->begin(), size));
  if (words == nullptr) {
    return absl::OkStatus();
  }
  if (words->empty()) {
    return ReadSlice(*span, slice, words);
  }
  if (words->front() == kWrittenOut) {
    words->erase(words->begin());
  }
  return absl::OkStatus();
}

void ForEachPlace(v1::Claim* claim, PlaceTaker take) {
  for (v1::Holder& holder : *claim->mutable_holders()) {
    Take(&holder, take);
  }
  for (v1::Span& cue : *claim->mutable_cues()) {
    take(nullptr, &cue);
  }
  for (v1::ClaimEntity& entity : *claim->mutable_entities()) {
    Take(&entity, take);
  }
  if (claim->has_structure()) {
    Take(claim->mutable_structure(), take);
  }
  TakeAll(claim->mutable_explanations(), take);
}

void ForEachPlace(v1::Stance* stance, PlaceTaker take) {
  if (stance->has_holder()) {
    Take(stance->mutable_holder(), take);
  }
  TakeAll(stance->mutable_explanations(), take);
}

}  // namespace standpoint
