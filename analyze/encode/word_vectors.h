// A word's vector from its features alone, and the products that the first reading layers make of it.

#ifndef STANDPOINT_ANALYZE_ENCODE_WORD_VECTORS_H_
#define STANDPOINT_ANALYZE_ENCODE_WORD_VECTORS_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/vector_math.h"
#include "analyze/encode/vocabulary.h"
#include "analyze/encode/workspace.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Threads: safe. Lifetime: borrows the file.
class WordVectors {
 public:
  // `first_layers`: what multiplies the vectors at once, because it depends on the word alone.
  static absl::StatusOr<std::unique_ptr<const WordVectors>> Create(
      const ModelFile& file, absl::Span<const WeightRows> first_layers);

  size_t width() const { return width_; }
  size_t product_width() const { return first_.padded_rows(); }

  // The numbers of a cached row: the products, then the vector.
  size_t cached_width() const { return product_width() + width_; }

  // For each form its row in workspace.cache, to workspace.rows. Those that were not there are computed.
  template <class FormOf>  // FormOf(i): the form of word i
  void Read(size_t count, const FormOf& form_of, Workspace& workspace) const {
    workspace.cache.BeginChunk(cached_width());
    workspace.rows.resize(count);
    workspace.new_words.clear();
    for (size_t i = 0; i < count; ++i) {
      const absl::string_view form = form_of(i);
      const WordCache::Found found = workspace.cache.Find(form);
      workspace.rows[i] = found.row;
      if (!found.known) {
        AddNew(found.row, form, workspace);
      }
    }
    workspace.cache.Settle();
    Compute(workspace);
  }

 private:
  explicit WordVectors(std::vector<absl::string_view> words) : vocabulary_(std::move(words)) {}

  void AddNew(uint32_t row, absl::string_view form, Workspace& workspace) const;
  void Compute(Workspace& workspace) const;

  Vocabulary vocabulary_;
  size_t width_ = 0;
  size_t hidden_ = 0;
  uint32_t hash_mask_ = 0;
  QuantizedTable forms_;
  QuantizedTable hashed_;
  const float* norms_[4];  // weight and bias, before and after
  QuantizedMatrix up_;
  QuantizedMatrix down_;
  QuantizedMatrix first_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_WORD_VECTORS_H_
