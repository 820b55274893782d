"""What tells whether two sentences are about the same question. Inference: analyze/relate/relatedness.h."""

import math

import numpy as np

from words import words

NAMES = ["cosine", "covered", "covers", "same", "same_in_claim", "length", "rest", "rest_in_claim", "rest_to_rest", "rest_mean",
         "share"]
PREFIX = 5  # letters that words with one stem share


class Related:
    def __init__(self, vocabulary, vectors, importance, embed):
        self.rows = {w: i for i, w in enumerate(vocabulary)}
        self.vectors, self.importance, self.embed = vectors, importance, embed

    def content(self, text):
        return [w for w in words(text)[:400] if w not in self.rows or self.importance[self.rows[w]] > 0]

    def weight(self, word):
        return self.importance[self.rows[word]] if word in self.rows else 1.0

    def matrix(self, found):
        out = np.zeros((len(found), self.vectors.shape[1]), np.float32)
        for i, word in enumerate(found):
            if word in self.rows:
                out[i] = self.vectors[self.rows[word]]
        return out

    def weights(self, found):
        return np.array([self.weight(w) for w in found] or [1.0])

    def features(self, proposition, claim, share):
        p, c = self.content(proposition)[:LONGEST_CONTENT], self.content(claim)[:LONGEST_CONTENT]
        if not p or not c:
            return [0.0] * 5 + [math.sqrt(len(c))] + [0.0] * 4 + [share]
        wp, wc = self.weights(p), self.weights(c)
        cosine = self.matrix(p) @ self.matrix(c).T
        same = np.zeros(cosine.shape, bool)
        for i, a in enumerate(p):
            for j, b in enumerate(c):
                same[i, j] = a == b or (len(a) >= PREFIX and a[:PREFIX] == b[:PREFIX])
        full = np.where(same, 1.0, cosine)
        in_p, in_c = same.any(1), same.any(0)
        best_p, best_c = full.max(1), full.max(0)
        rest_p, rest_c = np.flatnonzero(~in_p), np.flatnonzero(~in_c)

        def mean(values, weights):
            return float((values * weights).sum() / weights.sum())

        def rest(chosen, matrix, weights):
            """How close the chosen words come to the columns of their rows."""
            if not len(chosen):
                return 1.0
            return mean(matrix.max(1), weights[chosen]) if matrix.shape[1] else 0.0

        both = cosine[np.ix_(rest_p, rest_c)] if len(rest_p) and len(rest_c) else np.zeros((len(rest_p), 0))
        return [float(self.embed(proposition) @ self.embed(claim)), mean(best_p, wp), mean(best_c, wc), mean(in_p * 1.0, wp),
                mean(in_c * 1.0, wc), math.sqrt(len(c)), rest(rest_p, cosine[rest_p], wp), rest(rest_c, cosine.T[rest_c], wc),
                rest(rest_p, both, wp), float(cosine.T[rest_c].mean()) if len(rest_c) else 0.0, share]


LONGEST_CONTENT = 40
