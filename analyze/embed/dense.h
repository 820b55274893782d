// Products of small vectors, by the best instructions of this processor. `width` is a multiple of 16 everywhere.

#ifndef STANDPOINT_ANALYZE_EMBED_DENSE_H_
#define STANDPOINT_ANALYZE_EMBED_DENSE_H_

#include <cstddef>

namespace standpoint {

// Sum of x[i] * y[i].
float Dot(const float* x, const float* y, size_t width);

// out += matrix * x; the matrix has `rows` rows of `width`.
void AddProduct(const float* matrix, size_t rows, size_t width, const float* x, float* out);

// out[i] += x[i] * matrix, for each of `rows` rows x[i] of `width`; the matrix has `width` rows of `columns`, each out[i] has
// `columns`. `columns` is a multiple of 16, and `width` need not be.
void AddRowProducts(const float* x, size_t rows, size_t width, const float* matrix, size_t columns,
                    float* out);

// out += scale * x.
void AddScaled(const float* x, float scale, size_t width, float* out);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_EMBED_DENSE_H_
