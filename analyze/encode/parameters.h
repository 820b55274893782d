// The network's parameters in the model file, under the names that training gave them.

#ifndef STANDPOINT_ANALYZE_ENCODE_PARAMETERS_H_
#define STANDPOINT_ANALYZE_ENCODE_PARAMETERS_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "analyze/encode/matrix.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// The layer NAME: "NAME.weight/q" and "NAME.weight/scale" of this many rows (ModelFile::kAny: as many as there are) and columns,
// and "NAME.bias" where `has_bias`. Lifetime: that of the file. Errors: MODEL_FILE_MISMATCH.
absl::StatusOr<WeightRows> FindLayer(const ModelFile& file, const std::string& name, size_t rows,
                                     size_t columns, bool has_bias = true);

// A matrix by its full name, without bias.
absl::StatusOr<WeightRows> FindWeights(const ModelFile& file, const std::string& name, size_t rows,
                                       size_t columns);

// How many columns the matrix has; a multiple of 16, at most 8192.
absl::StatusOr<size_t> FindColumns(const ModelFile& file, const std::string& name);

// The same of its rows.
absl::StatusOr<size_t> FindRows(const ModelFile& file, const std::string& name);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_PARAMETERS_H_
