#include "analyze/relate/pair_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/embed/dense.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kLanes = 16;     // see dense.h
constexpr size_t kReadings = 4;   // sums and maxima of either sentence
constexpr size_t kAttitudes = 3;  // of either sentence, and what they make together
constexpr size_t kRelations = 4;

// Numbers that go with each comparison of a word, of its cosines with the other sentence's words and of those of the second
// vectors, which tell sides.
enum Sign : size_t { kClosest, kSame, kSide, kMostAlike, kMostOpposite, kSideOfClose, kSigns };

void TakeSoftsign(absl::Span<float> values) {
  for (float& value : values) {
    value /= 1 + std::abs(value);
  }
}

void Rectify(absl::Span<float> values) {
  for (float& value : values) {
    value = std::max(value, 0.0F);
  }
}

// Adds the sum of `n` rows over their root to out[0..h), and their maxima, or 0, to the h behind.
void Pool(const std::vector<float>& rows, size_t n, size_t h, float* out) {
  for (size_t i = 0; i < n; ++i) {
    AddScaled(&rows[i * h], 1 / std::sqrt(static_cast<float>(n)), h, out);
    std::transform(out + h, out + 2 * h, &rows[i * h], out + h,
                   [](float a, float b) { return std::max(a, b); });
  }
}

void TakeSoftmax(absl::Span<float> row) {
  const float largest = *std::max_element(row.begin(), row.end());
  float sum = 0;
  for (float& value : row) {
    value = std::exp(value - largest);
    sum += value;
  }
  for (float& value : row) {
    value /= sum;
  }
}

}  // namespace

// How the words of one sentence look to those of the other, row by row.
struct PairNetwork::Meeting {
  std::vector<float> cosines;
  std::vector<float> sides;  // the same of the second vectors

  Meeting Turned(size_t rows, size_t columns) const {
    Meeting turned{std::vector<float>(cosines.size()), std::vector<float>(sides.size())};
    for (size_t i = 0; i < rows; ++i) {
      for (size_t j = 0; j < columns; ++j) {
        turned.cosines[j * rows + i] = cosines[i * columns + j];
        turned.sides[j * rows + i] = sides[i * columns + j];
      }
    }
    return turned;
  }
};

// How a word looks at those of the other sentence; `signs` are to be added to.
struct PairNetwork::Attending {
  uint32_t row;
  float* attention;
  float* signs;
};

absl::StatusOr<std::unique_ptr<const PairNetwork>> PairNetwork::Create(const ModelFile& file,
                                                                       size_t number, size_t words,
                                                                       size_t width) {
  auto network = absl::WrapUnique(new PairNetwork);
  const std::string own = absl::StrCat("pair/", number, "/");
  RETURN_IF_ERROR(network->LoadWords(file, own, words, width));
  RETURN_IF_ERROR(network->LoadComparison(file, own));
  return network;
}

absl::Status PairNetwork::LoadWords(const ModelFile& file, absl::string_view own, size_t words,
                                    size_t width) {
  ASSIGN_OR_RETURN(sides_, file.Find<int8_t>("pair/sides/q", {words, ModelFile::kAny}));
  ASSIGN_OR_RETURN(side_scales_, file.Find<float>("pair/sides/scale", {words}));
  ASSIGN_OR_RETURN(project_,
                   file.Find<float>(absl::StrCat(own, "project/weight"), {width, ModelFile::kAny}));
  hidden_ = project_.columns();
  ASSIGN_OR_RETURN(project_sides_, file.Find<float>(absl::StrCat(own, "project/sides"),
                                                    {sides_.columns(), hidden_}));
  ASSIGN_OR_RETURN(project_bias_, file.Find<float>(absl::StrCat(own, "project/bias"), {hidden_}));
  ASSIGN_OR_RETURN(before_,
                   file.Find<float>(absl::StrCat(own, "context/before"), {hidden_, hidden_}));
  ASSIGN_OR_RETURN(here_, file.Find<float>(absl::StrCat(own, "context/here"), {hidden_, hidden_}));
  ASSIGN_OR_RETURN(after_,
                   file.Find<float>(absl::StrCat(own, "context/after"), {hidden_, hidden_}));
  ASSIGN_OR_RETURN(context_bias_, file.Find<float>(absl::StrCat(own, "context/bias"), {hidden_}));
  ASSIGN_OR_RETURN(attitude_, file.Find<float>(absl::StrCat(own, "attitude/weight"),
                                               {2 * hidden_, ModelFile::kAny}));
  ASSIGN_OR_RETURN(attitude_bias_,
                   file.Find<float>(absl::StrCat(own, "attitude/bias"), {attitude_.columns()}));
  for (const size_t size : {hidden_, sides_.columns(), attitude_.columns()}) {
    if (size == 0 || size % kLanes != 0) {
      return file.Mismatch(own, "a size is no multiple of 16");
    }
  }
  return absl::OkStatus();
}

absl::Status PairNetwork::LoadComparison(const ModelFile& file, absl::string_view own) {
  const size_t h = hidden_;
  ASSIGN_OR_RETURN(own_, file.Find<float>(absl::StrCat(own, "compare/own"), {h, h}));
  ASSIGN_OR_RETURN(aligned_, file.Find<float>(absl::StrCat(own, "compare/aligned"), {h, h}));
  ASSIGN_OR_RETURN(product_, file.Find<float>(absl::StrCat(own, "compare/product"), {h, h}));
  ASSIGN_OR_RETURN(signs_, file.Find<float>(absl::StrCat(own, "compare/signs"), {kSigns, h}));
  ASSIGN_OR_RETURN(compare_bias_, file.Find<float>(absl::StrCat(own, "compare/bias"), {h}));
  ASSIGN_OR_RETURN(const Tensor<float> sharpness,
                   file.Find<float>(absl::StrCat(own, "sharpness"), {1}));
  sharpness_ = sharpness.data[0];
  ASSIGN_OR_RETURN(read_, file.Find<float>(absl::StrCat(own, "hidden/read"),
                                           {kReadings * h + kAttitudes * attitude_.columns(), h}));
  ASSIGN_OR_RETURN(numbers_,
                   file.Find<float>(absl::StrCat(own, "hidden/numbers"), {ModelFile::kAny, h}));
  ASSIGN_OR_RETURN(hidden_bias_, file.Find<float>(absl::StrCat(own, "hidden/bias"), {h}));
  ASSIGN_OR_RETURN(out_, file.Find<float>(absl::StrCat(own, "out/weight"), {kRelations, h}));
  ASSIGN_OR_RETURN(out_bias_, file.Find<float>(absl::StrCat(own, "out/bias"), {kRelations}));
  return absl::OkStatus();
}

const float* PairNetwork::Read(const float* vector, const float* side, uint32_t row,
                               ReadWords& read) const {
  const size_t h = hidden_;
  const auto [place, added] = read.places.insert({row, read.values.size()});
  if (added) {
    read.values.insert(read.values.end(), project_bias_.data, project_bias_.data + h);
    float* const values = &read.values[place->second];
    AddRowProducts(vector, 1, project_.rows(), project_.data, h, values);
    AddRowProducts(side, 1, project_sides_.rows(), project_sides_.data, h, values);
    TakeSoftsign(absl::MakeSpan(values, h));
  }
  return &read.values[place->second];
}

void PairNetwork::Prepare(size_t most, ReadWords& read, PairSentence& sentence) const {
  const size_t h = hidden_;
  const size_t width = project_.rows();
  const size_t side_width = sides_.columns();
  const size_t n = sentence.compared = std::min(most, sentence.rows.size());
  sentence.sides.resize(n * side_width);
  std::vector<float> alone(n * h);
  for (size_t i = 0; i < n; ++i) {
    const uint32_t row = sentence.rows[i];
    float* const side = &sentence.sides[i * side_width];
    std::transform(
        sides_.data + row * side_width, sides_.data + (row + 1) * side_width, side,
        [scale = side_scales_.data[row]](int8_t q) { return static_cast<float>(q) * scale; });
    std::copy_n(Read(&sentence.vectors[i * width], side, row, read), h, &alone[i * h]);
  }
  ReadContext(alone, sentence);
  sentence.own.resize(n * h);
  for (size_t i = 0; i < n; ++i) {
    std::copy_n(compare_bias_.data, h, &sentence.own[i * h]);
  }
  sentence.aligned.assign(n * h, 0);
  AddRowProducts(sentence.read.data(), n, h, own_.data, h, sentence.own.data());
  AddRowProducts(sentence.read.data(), n, h, aligned_.data, h, sentence.aligned.data());
  ReadAttitude(sentence);
}

void PairNetwork::ReadContext(const std::vector<float>& alone, PairSentence& sentence) const {
  const size_t h = hidden_;
  const size_t n = sentence.compared;
  std::vector<float>& read = sentence.read;
  read.resize(n * h);
  for (size_t i = 0; i < n; ++i) {
    std::copy_n(context_bias_.data, h, &read[i * h]);
  }
  if (n > 1) {
    AddRowProducts(alone.data(), n - 1, h, before_.data, h, &read[h]);
    AddRowProducts(&alone[h], n - 1, h, after_.data, h, read.data());
  }
  AddRowProducts(alone.data(), n, h, here_.data, h, read.data());
  Rectify(absl::MakeSpan(read));
  std::transform(read.begin(), read.end(), alone.begin(), read.begin(), std::plus<>());
}

void PairNetwork::ReadAttitude(PairSentence& sentence) const {
  const size_t h = hidden_;
  std::vector<float> pooled(2 * h);
  Pool(sentence.read, sentence.compared, h, pooled.data());
  sentence.attitude.assign(attitude_bias_.data, attitude_bias_.data + attitude_.columns());
  AddRowProducts(pooled.data(), 1, 2 * h, attitude_.data, attitude_.columns(),
                 sentence.attitude.data());
  TakeSoftsign(absl::MakeSpan(sentence.attitude));
}

void PairNetwork::Attend(const PairSentence& other, absl::Span<const float> cosines,
                         absl::Span<const float> sides, Attending& word) const {
  const size_t m = other.compared;
  std::transform(cosines.begin(), cosines.end(), word.attention,
                 [this](float cosine) { return sharpness_ * cosine; });
  TakeSoftmax(absl::MakeSpan(word.attention, m));
  float* const signs = word.signs;
  signs[kClosest] = -1;
  for (size_t j = 0; j < m; ++j) {
    signs[kClosest] = std::max(signs[kClosest], cosines[j]);
    signs[kSame] = other.rows[j] == word.row ? 1 : signs[kSame];
    signs[kSide] += word.attention[j] * sides[j];
    signs[kMostAlike] = std::max(signs[kMostAlike], sides[j]);
    signs[kMostOpposite] = std::min(signs[kMostOpposite], sides[j]);
    signs[kSideOfClose] += sides[j] * std::max(cosines[j], 0.0F);
  }
}

void PairNetwork::Compare(const PairSentence& own, const PairSentence& other,
                          const Meeting& meeting, float* out) const {
  const size_t h = hidden_;
  const size_t n = own.compared;
  const size_t m = other.compared;
  std::vector<float> attention(n * m);
  std::vector<float> signs(n * kSigns);
  for (size_t i = 0; i < n; ++i) {
    Attending word{own.rows[i], &attention[i * m], &signs[i * kSigns]};
    Attend(other, absl::MakeConstSpan(meeting.cosines).subspan(i * m, m),
           absl::MakeConstSpan(meeting.sides).subspan(i * m, m), word);
  }
  std::vector<float> products(n * h);
  AddRowProducts(attention.data(), n, m, other.read.data(), h, products.data());
  std::transform(products.begin(), products.end(), own.read.begin(), products.begin(),
                 std::multiplies<>());
  std::vector<float> compared(own.own);
  AddRowProducts(attention.data(), n, m, other.aligned.data(), h, compared.data());
  AddRowProducts(products.data(), n, h, product_.data, h, compared.data());
  AddRowProducts(signs.data(), n, kSigns, signs_.data, h, compared.data());
  Rectify(absl::MakeSpan(compared));
  Pool(compared, n, h, out);
}

PairNetwork::Meeting PairNetwork::Meet(const PairSentence& proposition,
                                       const PairSentence& claim) const {
  const size_t width = project_.rows();
  const size_t side_width = sides_.columns();
  Meeting meeting;
  for (size_t i = 0; i < proposition.compared; ++i) {
    for (size_t j = 0; j < claim.compared; ++j) {
      meeting.cosines.push_back(
          Dot(&proposition.vectors[i * width], &claim.vectors[j * width], width));
      meeting.sides.push_back(
          Dot(&proposition.sides[i * side_width], &claim.sides[j * side_width], side_width));
    }
  }
  return meeting;
}

RelationProbabilities PairNetwork::Judge(const PairSentence& proposition, const PairSentence& claim,
                                         absl::Span<const float> numbers) const {
  const size_t h = hidden_;
  const size_t rows = proposition.compared;
  const size_t columns = claim.compared;
  const Meeting meeting = Meet(proposition, claim);
  const size_t attitudes = attitude_.columns();
  std::vector<float> read(kReadings * h + kAttitudes * attitudes);
  if (rows > 0 && columns > 0) {
    Compare(proposition, claim, meeting, read.data());
    Compare(claim, proposition, meeting.Turned(rows, columns), read.data() + 2 * h);
  }
  float* const attitude = &read[kReadings * h];
  for (size_t k = 0; k < attitudes; ++k) {
    attitude[k] = proposition.attitude[k];
    attitude[attitudes + k] = claim.attitude[k];
    attitude[2 * attitudes + k] = proposition.attitude[k] * claim.attitude[k];
  }
  std::vector<float> hidden(hidden_bias_.data, hidden_bias_.data + h);
  AddRowProducts(read.data(), 1, read.size(), read_.data, h, hidden.data());
  AddRowProducts(numbers.data(), 1, numbers.size(), numbers_.data, h, hidden.data());
  Rectify(absl::MakeSpan(hidden));
  std::array<float, kRelations> out;
  std::copy_n(out_bias_.data, kRelations, out.begin());
  AddProduct(out_.data, kRelations, h, hidden.data(), out.data());
  TakeSoftmax(absl::MakeSpan(out));
  return {out[0], out[1], out[2], out[3]};
}

}  // namespace standpoint
