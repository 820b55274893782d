#include "store/query/search/bucket_owners.h"

#include <algorithm>

#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<std::shared_ptr<const BucketOwners>> BucketOwners::Read(const Snapshot& snapshot,
                                                                       absl::string_view corpus,
                                                                       Space space,
                                                                       uint32_t bucket) {
  const auto it = snapshot.NewIterator(Family::kIndex, PrefixRange(OwnerPrefix(corpus, space)));
  const uint64_t end = NumberAt(bucket + 1, 0);
  it->Seek(OwnerKey(corpus, space, end));
  RETURN_IF_ERROR(it->status());
  if (!it->Valid()) {
    return nullptr;
  }
  auto read = std::make_shared<BucketOwners>();
  for (it->Seek(OwnerKey(corpus, space, NumberAt(bucket, 0))); it->Valid(); it->Next()) {
    uint64_t first = 0;
    if (!ParseOwner(it->key(), &first) || it->value().size() != DocumentRef::kSize) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "the owner of numbers cannot be read");
    }
    if (first >= end) {
      break;
    }
    read->firsts_.push_back(static_cast<uint16_t>(OffsetOf(first)));
    read->refs_.append(it->value().data(), it->value().size());
  }
  RETURN_IF_ERROR(it->status());
  read->firsts_.shrink_to_fit();
  read->refs_.shrink_to_fit();
  return read;
}

bool BucketOwners::Find(uint32_t offset, DocumentRef* ref, uint32_t* first) const {
  const auto behind = std::upper_bound(firsts_.begin(), firsts_.end(), offset);
  if (behind == firsts_.begin()) {
    return false;
  }
  const size_t at = static_cast<size_t>(behind - firsts_.begin()) - 1;
  *first = firsts_[at];
  ref->bytes.assign(refs_, at * DocumentRef::kSize, DocumentRef::kSize);
  return true;
}

size_t BucketOwners::byte_size() const {
  return sizeof(BucketOwners) + firsts_.capacity() * sizeof(uint16_t) + refs_.capacity();
}

}  // namespace standpoint
