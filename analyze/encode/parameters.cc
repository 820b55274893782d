#include "analyze/encode/parameters.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kMultiple = 16;
constexpr size_t kMost = 8192;

absl::StatusOr<size_t> Checked(const ModelFile& file, const std::string& section, size_t size) {
  if (size == 0 || size % kMultiple != 0 || size > kMost) {
    return file.Mismatch(section, absl::StrCat("a width of ", size, ", which is no multiple of ",
                                               kMultiple, " or too large"));
  }
  return size;
}

}  // namespace

absl::StatusOr<WeightRows> FindWeights(const ModelFile& file, const std::string& name, size_t rows,
                                       size_t columns) {
  ASSIGN_OR_RETURN(const Tensor<int8_t> weights,
                   file.Find<int8_t>(absl::StrCat(name, "/q"), {rows, columns}));
  ASSIGN_OR_RETURN(const Tensor<float> scales,
                   file.Find<float>(absl::StrCat(name, "/scale"), {weights.rows()}));
  return WeightRows{weights.data, scales.data, nullptr, weights.rows()};
}

absl::StatusOr<WeightRows> FindLayer(const ModelFile& file, const std::string& name, size_t rows,
                                     size_t columns, bool has_bias) {
  ASSIGN_OR_RETURN(WeightRows layer,
                   FindWeights(file, absl::StrCat(name, ".weight"), rows, columns));
  if (has_bias) {
    ASSIGN_OR_RETURN(const Tensor<float> bias,
                     file.Find<float>(absl::StrCat(name, ".bias"), {layer.count}));
    layer.bias = bias.data;
  }
  return layer;
}

absl::StatusOr<size_t> FindColumns(const ModelFile& file, const std::string& name) {
  const std::string section = absl::StrCat(name, "/q");
  ASSIGN_OR_RETURN(const Tensor<int8_t> weights,
                   file.Find<int8_t>(section, {ModelFile::kAny, ModelFile::kAny}));
  return Checked(file, section, weights.columns());
}

absl::StatusOr<size_t> FindRows(const ModelFile& file, const std::string& name) {
  const std::string section = absl::StrCat(name, "/q");
  ASSIGN_OR_RETURN(const Tensor<int8_t> weights,
                   file.Find<int8_t>(section, {ModelFile::kAny, ModelFile::kAny}));
  return Checked(file, section, weights.rows());
}

}  // namespace standpoint
