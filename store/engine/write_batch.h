// Changes that are made together or not at all.

#ifndef STANDPOINT_STORE_ENGINE_WRITE_BATCH_H_
#define STANDPOINT_STORE_ENGINE_WRITE_BATCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "store/engine/family.h"

namespace standpoint {

// Keys and values are copied into one buffer, so that a batch of thousands of small keys costs few
// allocations. Threads: one at a time.
class WriteBatch {
 public:
  // One change; `value` is empty for a deletion, and the end of the range for a deletion of a range.
  // The views live until the batch changes.
  struct Operation {
    Family family;
    bool is_delete;
    bool is_range;
    bool is_addition;
    absl::string_view key;
    absl::string_view value;
  };

  void Put(Family family, absl::string_view key, absl::string_view value);
  void Delete(Family family, absl::string_view key);
  // Deletes every key from `begin` to before `end`, which is not empty, those that this batch put
  // before included. Costs the same however many there are.
  void DeleteRange(Family family, absl::string_view begin, absl::string_view end);

  // Adds `value` to what stands under `key`, as the family combines values (CombinerOf); only for families that do.
  void Add(Family family, absl::string_view key, absl::string_view value);
  // Adds the operations of `other` after those that are here.
  void Append(const WriteBatch& other);
  void Clear();

  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  // Of keys and values. Unit: bytes.
  size_t byte_size() const { return buffer_.size(); }
  Operation operation(size_t i) const;

 private:
  struct Entry {
    size_t offset;
    uint32_t key_size;
    uint32_t value_size;
    Family family;
    bool is_delete;
    bool is_range;
    bool is_addition;
  };

  std::string buffer_;
  std::vector<Entry> entries_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_WRITE_BATCH_H_
