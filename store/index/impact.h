// How much a word weighs where it stands: the part of BM25 that does not depend on how rare the word is.

#ifndef STANDPOINT_STORE_INDEX_IMPACT_H_
#define STANDPOINT_STORE_INDEX_IMPACT_H_

#include <cstdint>

namespace standpoint {

// Weights of a word by the field in which it stands (BM25F).
inline constexpr float kTextWeight = 1.0F;
inline constexpr float kHolderWeight = 0.8F;  // a name of a claim's holder
inline constexpr float kTargetWeight = 0.5F;  // besides, for what a claim is about
inline constexpr float kTermWeight =
    0.5F;  // a form that the analyzer gives and the text does not have
inline constexpr float kTitleWeight = 2.5F;

// Words of a claim and of a document that are taken for the usual length. Constants, so that what is written never
// changes with what comes later.
inline constexpr float kUsualClaim = 8;
inline constexpr float kUsualDocument = 250;

// 1 to kMaxImpact. `frequency`: occurrences, weighted by field. `length`: words that are no stop words.
// Source: S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), with k1 = 1.2,
// b = 0.6; V. Anh, A. Moffat: Simplified similarity scoring using term ranks (2005) for whole-number impacts.
uint8_t ImpactOf(float frequency, float length, float usual_length);

// How rare a word is, as a whole number, so that sums are exact in any order: 256 times the logarithm.
uint32_t RarityOf(uint64_t documents, uint64_t with_word);

// What a score of impacts times rarities is as BM25.
float ScoreOf(uint64_t sum);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_IMPACT_H_
