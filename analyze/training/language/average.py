"""A moving average of a network's weights, which does better than the last of them."""

import contextlib

import torch


class Average:
    """Follows `network`: every EVERY steps the average moves by 1 - DECAY towards it, faster at first, so over about one epoch."""

    EVERY, DECAY = 10, 0.98

    def __init__(self, network):
        self.network, self.moves = network, 0
        self.weights = {k: v.clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def follow(self, step):
        if step % self.EVERY:
            return
        self.moves += 1
        by = 1 - min(self.DECAY, self.moves / (self.moves + 9))
        for name, weight in self.network.state_dict().items():
            self.weights[name].lerp_(weight, by)

    @contextlib.contextmanager
    def applied(self):
        """Within it the network has the averaged weights."""
        kept = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.weights)
        try:
            yield
        finally:
            self.network.load_state_dict(kept)

    def state(self):
        return {"weights": self.weights, "moves": self.moves}

    def load(self, state):
        self.weights, self.moves = state["weights"], state["moves"]
