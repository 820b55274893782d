// Payloads of columns: what the pieces of a document hold. docs/formats/store.md has them byte by byte.

#ifndef STANDPOINT_STORE_INDEX_COLUMNS_H_
#define STANDPOINT_STORE_INDEX_COLUMNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "standpoint/internal/v1/record.pb.h"

namespace standpoint {

// Of a document: column kFacts of every space.
struct DocumentFacts {
  bool is_dated = false;
  int64_t seconds = 0;  // since 1970, of publication
  int32_t nanos = 0;
  absl::string_view source;
  absl::string_view language;
};
void AppendFacts(const internal::v1::DocumentRecord& document, std::string* out);
// False for bytes that AppendFacts did not make. Lifetime: views into them.
bool ReadFacts(absl::string_view payload, DocumentFacts* facts);

// Of a claim: column kKinds, two bytes.
struct ClaimKinds {
  uint8_t act = 0;
  uint8_t polarity = 0;
  uint8_t modality = 0;
  uint8_t commitment = 0;
};
inline constexpr size_t kClaimKindsSize = 2;
void AppendKinds(const ClaimKinds& kinds, std::string* out);
ClaimKinds ReadKinds(absl::string_view bytes);

// Of claims: column kSketches, only of documents in which a claim has an embedding. The sign of each component is a bit;
// claims without embedding, or with one of another size than the document's first, have zeros.
void AppendSketches(absl::Span<const absl::string_view> embeddings, std::string* out);
// The sketches one after the other, and how long each is. False for bytes that AppendSketches did not make.
bool ReadSketches(absl::string_view payload, uint32_t count, size_t* size,
                  absl::string_view* sketches);
// The sketch of one embedding: a bit per component, the lowest first; a byte more for what is left over.
std::string SketchOf(absl::string_view embedding);

// A holder that is no author, folded.
struct HolderNames {
  absl::string_view mention;
  absl::string_view full_name;

  // By what it is known best.
  absl::string_view best() const { return full_name.empty() ? mention : full_name; }
};
// Holders of one claim (stance): column kHolders.
struct HolderList {
  bool innermost_is_author = true;
  int count = 0;                      // authors included
  std::vector<HolderNames> mentions;  // outermost first
};

// Takes the entries of kHolders, kTargets and kEntities one by one from a piece's payload.
// Lifetime: views into it.
class ListReader {
 public:
  explicit ListReader(absl::string_view payload = {}) : rest_(payload) {}
  bool ReadHolders(HolderList* holders);
  // Of kTargets and kEntities.
  bool ReadNames(std::vector<absl::string_view>* names);

 private:
  absl::string_view rest_;
};
void AppendHolders(const google::protobuf::RepeatedPtrField<v1::Holder>& holders, std::string* out);
// Columns kTargets and kEntities.
void AppendNames(absl::Span<const std::string> names, std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_COLUMNS_H_
