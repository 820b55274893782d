#include "store/engine/write_batch.h"

namespace standpoint {

void WriteBatch::Put(Family family, absl::string_view key, absl::string_view value) {
  entries_.push_back({buffer_.size(), static_cast<uint32_t>(key.size()),
                      static_cast<uint32_t>(value.size()), family,
                      /*is_delete=*/false, /*is_range=*/false, /*is_addition=*/false});
  buffer_.append(key.data(), key.size());
  buffer_.append(value.data(), value.size());
}

void WriteBatch::Delete(Family family, absl::string_view key) {
  entries_.push_back({buffer_.size(), static_cast<uint32_t>(key.size()), 0, family,
                      /*is_delete=*/true, /*is_range=*/false, /*is_addition=*/false});
  buffer_.append(key.data(), key.size());
}

void WriteBatch::Add(Family family, absl::string_view key, absl::string_view value) {
  Put(family, key, value);
  entries_.back().is_addition = true;
}

void WriteBatch::DeleteRange(Family family, absl::string_view begin, absl::string_view end) {
  entries_.push_back({buffer_.size(), static_cast<uint32_t>(begin.size()),
                      static_cast<uint32_t>(end.size()), family,
                      /*is_delete=*/true, /*is_range=*/true, /*is_addition=*/false});
  buffer_.append(begin.data(), begin.size());
  buffer_.append(end.data(), end.size());
}

void WriteBatch::Append(const WriteBatch& other) {
  const size_t shift = buffer_.size();
  buffer_.append(other.buffer_);
  entries_.reserve(entries_.size() + other.entries_.size());
  for (Entry entry : other.entries_) {
    entry.offset += shift;
    entries_.push_back(entry);
  }
}

void WriteBatch::Clear() {
  buffer_.clear();
  entries_.clear();
}

WriteBatch::Operation WriteBatch::operation(size_t i) const {
  const Entry& entry = entries_[i];
  const absl::string_view bytes(buffer_);
  return {entry.family,
          entry.is_delete,
          entry.is_range,
          entry.is_addition,
          bytes.substr(entry.offset, entry.key_size),
          bytes.substr(entry.offset + entry.key_size, entry.value_size)};
}

}  // namespace standpoint
