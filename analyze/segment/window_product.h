// The arithmetic of the boundary network, for the widest vectors that the processor has.

#ifndef STANDPOINT_ANALYZE_SEGMENT_WINDOW_PRODUCT_H_
#define STANDPOINT_ANALYZE_SEGMENT_WINDOW_PRODUCT_H_

#include <cstddef>
#include <cstdint>

namespace standpoint {

inline constexpr size_t kWindowHidden = 64;
inline constexpr size_t kWindowPlaces = 7;
inline constexpr size_t kWordVector = 32;
inline constexpr size_t kWordRows = 3;

struct WindowInput {
  const float* vectors;  // `size` of them, an even number
  size_t size;
  const float* weights;                 // [size, kWindowHidden]
  const float* bias;                    // [kWindowHidden]
  const float* out;                     // [kWindowHidden]
  const int8_t* places[kWindowPlaces];  // rows of kWindowHidden
  float place_scale;
};

// out . max(0, bias + place_scale * sum of places + vectors x weights)
float WindowScore(const WindowInput& input);

struct WindowRows {
  const int8_t* rows[kWordRows];  // of kWordVector
  float scales[kWordRows];
};

// vector = the sum of the rows, each times its scale
void SumWordRows(const WindowRows& rows, float* vector);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_WINDOW_PRODUCT_H_
