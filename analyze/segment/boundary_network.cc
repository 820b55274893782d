#include "analyze/segment/boundary_network.h"

#include <algorithm>

#include "analyze/segment/window_product.h"

namespace standpoint {
namespace {

constexpr size_t kSide = BoundaryParameters::kSide;
constexpr size_t kWordSize = BoundaryParameters::kWordSize;
constexpr size_t kHidden = BoundaryParameters::kHidden;
static_assert(kHidden == kWindowHidden && kPlaceFeatureCount == kWindowPlaces &&
              kWordSize == kWordVector);

// Words whose vectors are in memory at a time, beside those around them.
constexpr size_t kBlock = 256;

}  // namespace

// Of the words from first - kSide to last + kSide; words beyond the paragraph are WordType::kNone.
void BoundaryNetwork::LoadVectors(absl::Span<const Word> paragraph, size_t first, size_t last,
                                  float* vectors) const {
  const BoundaryParameters& p = parameters_;
  for (size_t i = first; i < last + 2 * kSide; ++i) {
    const bool inside = i >= kSide && i - kSide < paragraph.size();
    const BoundaryWord f = inside ? FeaturesOf(paragraph[i - kSide]) : BoundaryWord();
    const WindowRows rows{
        {p.form.rows.data() + f.form * kWordSize, p.suffix.rows.data() + f.suffix * kWordSize,
         p.shape.rows.data() + f.shape * kWordSize},
        {p.form.scale, p.suffix.scale, p.shape.scale}};
    SumWordRows(rows, vectors);
    vectors += kWordSize;
  }
}

absl::Span<const uint32_t> BoundaryNetwork::FindStarts(absl::Span<const Word> paragraph,
                                                       BoundaryWorkspace& workspace) const {
  FindPlaceFeatures(paragraph, workspace.places);
  workspace.starts.assign(1, 0);
  workspace.vectors.resize((kBlock + 2 * kSide) * kWordSize);
  WindowInput input{nullptr,
                    2 * kSide * kWordSize,
                    parameters_.window.data(),
                    parameters_.hidden_bias.data(),
                    parameters_.out.data(),
                    {},
                    parameters_.place.scale};
  size_t loaded = 0;
  size_t block = 0;
  for (size_t i = 1; i < paragraph.size(); ++i) {
    const size_t length = i - workspace.starts.back();
    if (length >= kLongestSentence) {
      workspace.starts.push_back(static_cast<uint32_t>(i));
      continue;
    }
    if (!MayStart(paragraph[i - 1], paragraph[i])) continue;
    if (i >= loaded) {
      block = i;
      loaded = std::min(i + kBlock, paragraph.size());
      LoadVectors(paragraph, block, loaded, workspace.vectors.data());
    }
    PlaceFeatures& place = workspace.places[i];
    place.back() = static_cast<uint16_t>(place.back() + DistanceBucket(length));
    for (size_t k = 0; k < kPlaceFeatureCount; ++k) {
      input.places[k] = parameters_.place.rows.data() + size_t{place[k]} * kHidden;
    }
    input.vectors = workspace.vectors.data() + (i - block) * kWordSize;
    if (WindowScore(input) + parameters_.out_bias > 0)
      workspace.starts.push_back(static_cast<uint32_t>(i));
  }
  return workspace.starts;
}

}  // namespace standpoint
