// Which fields of an answer the caller wants (AIP-157).

#ifndef STANDPOINT_COMMON_TEXT_READ_MASK_H_
#define STANDPOINT_COMMON_TEXT_READ_MASK_H_

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace standpoint {

// Threads: safe. Source: AIP-157.
class ReadMask {
 public:
  // For messages of `type`. An empty mask and one that holds "*" keep everything. A path names a field ("holders") or,
  // through messages that are not repeated, a field within ("span.begin"). Errors: INVALID_FIELD on `read_mask`
  // that names the path.
  static absl::StatusOr<ReadMask> Parse(const google::protobuf::FieldMask& mask,
                                        const google::protobuf::Descriptor& type);

  // Clears what is not asked for.
  void Apply(google::protobuf::Message& message) const;

  // Whether Apply() changes nothing.
  bool keeps_all() const { return mask_.paths().empty(); }

 private:
  google::protobuf::FieldMask mask_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_READ_MASK_H_
