// Writes the parts of a stored claim that are messages into its answer. For store/record/claim_bytes.cc alone.

#ifndef STANDPOINT_STORE_RECORD_CLAIM_WRITER_H_
#define STANDPOINT_STORE_RECORD_CLAIM_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/text/content_id.h"
#include "standpoint/v1/span.pb.h"
#include "store/record/slice_reader.h"
#include "store/record/wire.h"

namespace standpoint {

void PutSpan(int field, const v1::Span& span, std::string* out);

// Each method appends a field of v1::Claim, from the bytes that the record has of it (of a repeated one, of each). False
// for what is not of the usual form. Lifetime: the arguments outlive it.
class ClaimWriter {
 public:
  // `base`: from where places are counted. `slice`: of the document's text.
  ClaimWriter(int64_t base, SliceReader slice, std::string* out)
      : base_(base), slice_(slice), out_(out) {}

  void PutAuthor();
  bool PutHolders(const std::vector<absl::string_view>& holders);
  bool PutCues(const std::vector<absl::string_view>& cues);
  bool PutEntities(const std::vector<absl::string_view>& entities);
  bool PutStructure(absl::string_view structure);

  // Of those that were put.
  const std::vector<HolderPlace>& holders() const { return holders_; }

 private:
  // Words of the text with their place, as constituents and holders have them.
  struct Words {
    absl::string_view text;
    bool has_span = false;
    v1::Span span;
  };

  bool ReadSpan(absl::string_view bytes, v1::Span* span) const;
  // Takes the field as the text or the span; false for neither.
  bool TakeWords(const WireReader& field, int text_field, int span_field, Words* words) const;
  bool PutText(int text_field, const Words& words);
  bool PutWords(int text_field, int span_field, const Words& words);
  bool PutHolder(absl::string_view holder);
  bool PutEntity(absl::string_view entity);
  bool PutConstituent(int field, absl::string_view constituent);
  bool PutArgument(int field, absl::string_view argument);

  const int64_t base_;
  const SliceReader slice_;
  std::string* const out_;
  std::string scratch_;
  std::vector<HolderPlace> holders_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_CLAIM_WRITER_H_
