"""How well confidences fit: a reliability diagram's bins and the expected calibration error (Guo et al. 2017)."""

import collections


def bins_of(cases, number):
    """[(place of the bin, count, mean confidence, share of right ones)] of those of `number` bins of equal width that hold (confidence, right) cases, in order."""
    bins = collections.defaultdict(list)
    for sure, right in cases:
        bins[min(int(sure * number + 1e-5), number - 1)].append((sure, right))  # 0.7 comes as a float of 32 bits, a little off
    return [(at, len(b), sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b)) for at, b in sorted(bins.items())]


def calibration_error(cases, number=10):
    """The mean distance of confidence and share over the bins, weighted by their size; 0 of nothing."""
    return sum(count * abs(sure - share) for _, count, sure, share in bins_of(cases, number)) / max(1, len(cases))


def surer(cases):
    """How often a right one is surer than a wrong one, of all such pairs; those that are equally sure count half (area under the ROC curve)."""
    right, wrong = [sure for sure, fits in cases if fits], [sure for sure, fits in cases if not fits]
    above = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return above / max(1, len(right) * len(wrong))
