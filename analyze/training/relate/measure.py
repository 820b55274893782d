"""How good a network is on pairs that it was not trained on."""

import numpy as np

from network import SIDE_OPPOSE, SIDE_SUPPORT, score
from written import OPPOSE, SUPPORT


def softmax(logits):
    p = np.exp(logits - logits.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


def f1_by_label(gold, guess, labels):
    return [2 * np.sum((gold == label) & (guess == label)) / max(1, np.sum(gold == label) + np.sum(guess == label)) for label in labels]


def calibration_error(p, gold):
    """Expected calibration error of what is chosen, in ten bins."""
    sure, right = p.max(1), p.argmax(1) == gold
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(sum((bins == i).mean() * abs(sure[bins == i].mean() - right[bins == i].mean()) for i in range(10) if (bins == i).any()))


def mean_softmax(logits, heat):
    """logits: those of each network."""
    return sum(softmax(own / heat) for own in logits) / len(logits)


def probabilities(networks, pairs, heat=1.0):
    """What the networks say in the mean, [pairs, 4]."""
    return mean_softmax([score(network, pairs) for network in networks], heat)


def temperature(networks, pairs):
    choices, logits = np.arange(0.5, 3.01, 0.02), [score(network, pairs) for network in networks]
    loss = [-np.mean(np.log(mean_softmax(logits, t)[np.arange(len(pairs)), pairs.y] + 1e-9)) for t in choices]
    return round(float(choices[int(np.argmin(loss))]), 2)


def lines(networks, tests, heat=1.0):
    """A line for each test: of relations, or of the side alone."""
    for name, pairs in tests.items():
        p, gold = probabilities(networks, pairs, heat), pairs.y
        if (gold < 4).all():
            by_label = f1_by_label(gold, p.argmax(1), range(4))
            yield (f"{name}: {len(gold)} pairs, macro F1 {np.mean(by_label):.3f} ({' '.join(f'{f1:.2f}' for f1 in by_label)}), "
                   f"calibration error {calibration_error(p, gold):.3f}")
        else:
            guess = np.where(p[:, SUPPORT] >= p[:, OPPOSE], SIDE_SUPPORT, SIDE_OPPOSE)
            right = np.mean(guess == gold)
            yield f"{name}: {len(gold)} pairs, accuracy of the side {right:.3f}, macro F1 {np.mean(f1_by_label(gold, guess, (SIDE_SUPPORT, SIDE_OPPOSE))):.3f}"
