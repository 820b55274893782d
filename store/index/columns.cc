#include "store/index/columns.h"

#include "store/index/fold.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

constexpr int64_t kSecondsBeforeEpoch = 62135596800;  // from 0001-01-01 to 1970-01-01

void AppendText(absl::string_view text, std::string* out) {
  AppendVarint(text.size(), out);
  out->append(text.data(), text.size());
}

bool ReadText(ByteReader* reader, absl::string_view* text) {
  uint64_t size = 0;
  return reader->ReadVarint(&size) && reader->ReadBytes(size, text);
}

}  // namespace

void AppendFacts(const internal::v1::DocumentRecord& document, std::string* out) {
  const v1::Document& facts = document.document();
  if (facts.has_publish_time()) {
    AppendVarint(static_cast<uint64_t>(facts.publish_time().seconds() + kSecondsBeforeEpoch) + 1,
                 out);
    AppendVarint(static_cast<uint64_t>(facts.publish_time().nanos()), out);
  } else {
    AppendVarint(0, out);
  }
  AppendText(facts.source(), out);
  AppendText(facts.language(), out);
}

bool ReadFacts(absl::string_view payload, DocumentFacts* facts) {
  ByteReader reader(payload);
  uint64_t seconds = 0;
  uint64_t nanos = 0;
  if (!reader.ReadVarint(&seconds) || (seconds > 0 && !reader.ReadVarint(&nanos))) {
    return false;
  }
  facts->is_dated = seconds > 0;
  facts->seconds = seconds > 0 ? static_cast<int64_t>(seconds - 1) - kSecondsBeforeEpoch : 0;
  facts->nanos = static_cast<int32_t>(nanos);
  return ReadText(&reader, &facts->source) && ReadText(&reader, &facts->language);
}

void AppendKinds(const ClaimKinds& kinds, std::string* out) {
  out->push_back(static_cast<char>(kinds.act << 4 | (kinds.modality & 15)));
  out->push_back(static_cast<char>(kinds.polarity << 4 | (kinds.commitment & 15)));
}

ClaimKinds ReadKinds(absl::string_view bytes) {
  const auto first = static_cast<uint8_t>(bytes[0]);
  const auto second = static_cast<uint8_t>(bytes[1]);
  return {static_cast<uint8_t>(first >> 4), static_cast<uint8_t>(second >> 4),
          static_cast<uint8_t>(first & 15), static_cast<uint8_t>(second & 15)};
}

std::string SketchOf(absl::string_view embedding) {
  std::string sketch((embedding.size() + 7) / 8, '\0');
  for (size_t i = 0; i < embedding.size(); ++i) {
    if (static_cast<int8_t>(embedding[i]) > 0) {
      sketch[i / 8] = static_cast<char>(sketch[i / 8] | 1 << (i % 8));
    }
  }
  return sketch;
}

void AppendSketches(absl::Span<const absl::string_view> embeddings, std::string* out) {
  size_t size = 0;
  for (const absl::string_view embedding : embeddings) {
    size = size == 0 ? embedding.size() : size;
  }
  AppendVarint((size + 7) / 8, out);
  for (const absl::string_view embedding : embeddings) {
    out->append(embedding.size() == size ? SketchOf(embedding) : std::string((size + 7) / 8, '\0'));
  }
}

bool ReadSketches(absl::string_view payload, uint32_t count, size_t* size,
                  absl::string_view* sketches) {
  ByteReader reader(payload);
  uint64_t of_one = 0;
  if (!reader.ReadVarint(&of_one) || of_one == 0 || of_one > payload.size() ||
      reader.rest().size() != of_one * count) {
    return false;
  }
  *size = of_one;
  *sketches = reader.rest();
  return true;
}

void AppendHolders(const google::protobuf::RepeatedPtrField<v1::Holder>& holders,
                   std::string* out) {
  const bool innermost_is_author =
      !holders.empty() && holders[holders.size() - 1].kind() == v1::HOLDER_KIND_AUTHOR;
  AppendVarint(static_cast<uint64_t>(holders.size()) * 2 + (innermost_is_author ? 1 : 0), out);
  uint64_t mentions = 0;
  for (const v1::Holder& holder : holders) {
    mentions += holder.kind() == v1::HOLDER_KIND_MENTION ? 1 : 0;
  }
  if (holders.size() > 1 || !innermost_is_author) {
    AppendVarint(mentions, out);
  }
  for (const v1::Holder& holder : holders) {
    if (holder.kind() == v1::HOLDER_KIND_MENTION) {
      AppendText(FoldCase(holder.text()), out);
      AppendText(FoldCase(holder.full_name()), out);
    }
  }
}

bool ListReader::ReadHolders(HolderList* holders) {
  ByteReader reader(rest_);
  uint64_t head = 0;
  uint64_t mentions = 0;
  holders->mentions.clear();
  if (!reader.ReadVarint(&head) || (head != 3 && !reader.ReadVarint(&mentions)) ||
      mentions > rest_.size()) {
    return false;
  }
  holders->count = static_cast<int>(head / 2);
  holders->innermost_is_author = head % 2 == 1;
  for (; mentions > 0; --mentions) {
    HolderNames& names = holders->mentions.emplace_back();
    if (!ReadText(&reader, &names.mention) || !ReadText(&reader, &names.full_name)) {
      return false;
    }
  }
  rest_ = reader.rest();
  return true;
}

void AppendNames(absl::Span<const std::string> names, std::string* out) {
  AppendVarint(names.size(), out);
  for (const std::string& name : names) {
    AppendText(name, out);
  }
}

bool ListReader::ReadNames(std::vector<absl::string_view>* names) {
  ByteReader reader(rest_);
  uint64_t count = 0;
  names->clear();
  if (!reader.ReadVarint(&count) || count > rest_.size()) {
    return false;
  }
  for (; count > 0; --count) {
    if (!ReadText(&reader, &names->emplace_back())) {
      return false;
    }
  }
  rest_ = reader.rest();
  return true;
}

}  // namespace standpoint
