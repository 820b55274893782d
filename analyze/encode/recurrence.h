// The recurrence of a layer of simple recurrent units, over one sentence.
//
// Source: Lei et al., "Simple Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018, equations (1) to (5); the same
// arithmetic as analyze/training/language/sru_kernel.c.

#ifndef STANDPOINT_ANALYZE_ENCODE_RECURRENCE_H_
#define STANDPOINT_ANALYZE_ENCODE_RECURRENCE_H_

#include <cstddef>

#include "hwy/base.h"

namespace standpoint {

// What the gates' products must be multiplied with before they come here: they are powers of two, not of e.
constexpr float kGateFactor = -1.44269504F;

// `width` is a multiple of 16. `forget` and `reset` are the gates' weights of the cell, times kGateFactor.
struct RecurrenceWeights {
  const float* forget;
  const float* reset;
  size_t width;
  bool backwards;
};

// Words whose products and input stand in rows of float32: u0, u1, u2 one after the other, the gates with their biases.
struct WordRows {
  const float* products;
  size_t products_stride;
  const float* input;
  size_t input_stride;
};

// Writes `words` rows of `width`, `stride` numbers apart. Relative error of the gates below 2e-4.
void Recur(const RecurrenceWeights& weights, const WordRows& rows, size_t words, float* out,
           size_t stride);

// The same from half precision: for each word, where its three products and its input begin.
struct HalfWord {
  const hwy::float16_t* products;
  const hwy::float16_t* input;
};
void Recur(const RecurrenceWeights& weights, const HalfWord* rows, size_t words, float* out,
           size_t stride);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_RECURRENCE_H_
