#include "analyze/relate/pair_network.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/memory/memory.h"
#include "analyze/embed/dense.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kLanes = 16;    // see dense.h
constexpr size_t kReadings = 4;  // sums and maxima of either sentence

void Rectify(absl::Span<float> values) {
  for (float& value : values) {
    value = std::max(value, 0.0F);
  }
}

// The largest of the row; the row becomes a softmax of itself times `sharpness`.
float TakeSoftmax(float sharpness, absl::Span<float> row) {
  const float largest = *std::max_element(row.begin(), row.end());
  float sum = 0;
  for (float& value : row) {
    value = std::exp(sharpness * (value - largest));
    sum += value;
  }
  for (float& value : row) {
    value /= sum;
  }
  return largest;
}

}  // namespace

absl::StatusOr<std::unique_ptr<const PairNetwork>> PairNetwork::Create(const ModelFile& file,
                                                                       size_t width) {
  auto network = absl::WrapUnique(new PairNetwork);
  RETURN_IF_ERROR(network->Load(file, width));
  return network;
}

absl::Status PairNetwork::Load(const ModelFile& file, size_t width) {
  ASSIGN_OR_RETURN(project_, file.Find<float>("pair/project/weight", {ModelFile::kAny, width}));
  hidden_ = project_.rows();
  if (hidden_ == 0 || hidden_ % kLanes != 0) {
    return file.Mismatch("pair/project/weight", "the number of rows is no multiple of 16");
  }
  const size_t h = hidden_;
  ASSIGN_OR_RETURN(project_bias_, file.Find<float>("pair/project/bias", {h}));
  ASSIGN_OR_RETURN(own_, file.Find<float>("pair/compare/own", {h, h}));
  ASSIGN_OR_RETURN(aligned_, file.Find<float>("pair/compare/aligned", {h, h}));
  ASSIGN_OR_RETURN(product_, file.Find<float>("pair/compare/product", {h, h}));
  ASSIGN_OR_RETURN(best_, file.Find<float>("pair/compare/best", {h}));
  ASSIGN_OR_RETURN(exact_, file.Find<float>("pair/compare/exact", {h}));
  ASSIGN_OR_RETURN(compare_bias_, file.Find<float>("pair/compare/bias", {h}));
  ASSIGN_OR_RETURN(const Tensor<float> sharpness, file.Find<float>("pair/sharpness", {1}));
  sharpness_ = sharpness.data[0];
  ASSIGN_OR_RETURN(read_, file.Find<float>("pair/hidden/read", {h, kReadings * h}));
  ASSIGN_OR_RETURN(numbers_, file.Find<float>("pair/hidden/numbers", {h, ModelFile::kAny}));
  ASSIGN_OR_RETURN(hidden_bias_, file.Find<float>("pair/hidden/bias", {h}));
  ASSIGN_OR_RETURN(out_, file.Find<float>("pair/out/weight", {h}));
  ASSIGN_OR_RETURN(out_bias_, file.Find<float>("pair/out/bias", {1}));
  return absl::OkStatus();
}

void PairNetwork::Prepare(size_t most, PairSentence& sentence) const {
  const size_t h = hidden_;
  const size_t width = project_.columns();
  sentence.compared = std::min(most, sentence.rows.size());
  sentence.projected.resize(sentence.compared * h);
  sentence.own.assign(sentence.compared * h, 0);
  sentence.aligned.assign(sentence.compared * h, 0);
  for (size_t i = 0; i < sentence.compared; ++i) {
    float* const projected = &sentence.projected[i * h];
    std::copy_n(project_bias_.data, h, projected);
    AddProduct(project_.data, h, width, &sentence.vectors[i * width], projected);
    for (size_t k = 0; k < h; ++k) {
      projected[k] = std::tanh(projected[k]);
    }
    std::copy_n(compare_bias_.data, h, &sentence.own[i * h]);
    AddProduct(own_.data, h, h, projected, &sentence.own[i * h]);
    AddProduct(aligned_.data, h, h, projected, &sentence.aligned[i * h]);
  }
}

void PairNetwork::Compare(const PairSentence& own, const PairSentence& other,
                          absl::Span<const float> cosines, float* out) const {
  const size_t h = hidden_;
  std::vector<float> attention(cosines.begin(), cosines.end());
  std::vector<float> compared(h), counterpart(h);
  float* const sums = out;
  float* const maxima = out + h;
  for (size_t i = 0; i < own.compared; ++i) {
    const absl::Span<float> row =
        absl::MakeSpan(attention).subspan(i * other.compared, other.compared);
    const float best = TakeSoftmax(sharpness_, row);
    std::copy_n(&own.own[i * h], h, compared.begin());
    std::fill(counterpart.begin(), counterpart.end(), 0);
    for (size_t j = 0; j < other.compared; ++j) {
      AddScaled(&other.projected[j * h], row[j], h, counterpart.data());
      AddScaled(&other.aligned[j * h], row[j], h, compared.data());
    }
    for (size_t k = 0; k < h; ++k) {
      counterpart[k] *= own.projected[i * h + k];
    }
    AddProduct(product_.data, h, h, counterpart.data(), compared.data());
    AddScaled(best_.data, best, h, compared.data());
    const auto end = other.rows.begin() + static_cast<ptrdiff_t>(other.compared);
    if (std::find(other.rows.begin(), end, own.rows[i]) != end) {
      AddScaled(exact_.data, 1, h, compared.data());
    }
    Rectify(absl::MakeSpan(compared));
    AddScaled(compared.data(), 1, h, sums);
    for (size_t k = 0; k < h; ++k) {
      maxima[k] = std::max(maxima[k], compared[k]);
    }
  }
  const float root = std::sqrt(static_cast<float>(std::max<size_t>(1, own.compared)));
  std::for_each(sums, sums + h, [root](float& sum) { sum /= root; });
}

double PairNetwork::Score(const PairSentence& proposition, const PairSentence& claim,
                          absl::Span<const float> numbers) const {
  const size_t h = hidden_;
  const size_t width = project_.columns();
  std::vector<float> cosines(proposition.compared * claim.compared);
  std::vector<float> turned(cosines.size());
  for (size_t i = 0; i < proposition.compared; ++i) {
    for (size_t j = 0; j < claim.compared; ++j) {
      const float cosine = Dot(&proposition.vectors[i * width], &claim.vectors[j * width], width);
      cosines[i * claim.compared + j] = cosine;
      turned[j * proposition.compared + i] = cosine;
    }
  }
  std::vector<float> read(kReadings * h);
  if (!cosines.empty()) {
    Compare(proposition, claim, cosines, read.data());
    Compare(claim, proposition, turned, read.data() + 2 * h);
  }
  std::vector<float> hidden(hidden_bias_.data, hidden_bias_.data + h);
  AddProduct(read_.data, h, kReadings * h, read.data(), hidden.data());
  for (size_t k = 0; k < h; ++k) {
    for (size_t i = 0; i < numbers.size(); ++i) {
      hidden[k] += numbers_.data[k * numbers.size() + i] * numbers[i];
    }
  }
  Rectify(absl::MakeSpan(hidden));
  return static_cast<double>(Dot(out_.data, hidden.data(), h) + out_bias_.data[0]);
}

}  // namespace standpoint
