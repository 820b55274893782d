"""Stage 2: words and readers learn to guess each word of the bulk texts from both its sides. Resumable from pretrain.pt."""

import time

import numpy as np
import torch

from network import Guess, Readers, Words

SEED = 11
BATCH = 4096  # padded words
SAMPLED = 1024
RATE, SPARSE_RATE, WARM = 2e-3, 2e-3, 500
CHECKPOINT_SECONDS = 180
SENTENCES = 2_000_000  # of the 2.7 million: what two cores read in 40 minutes


def batches(ends, generator, limit):
    """Yields lists of sentence numbers, of about one length each, BATCH padded words together, in random order."""
    starts = np.concatenate([[0], ends[:-1]])
    lengths = ends - starts
    order = generator.permutation(len(ends))[:limit]
    order = order[np.argsort(lengths[order] + generator.uniform(-2, 2, len(order)), kind="stable")]
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i])
        if group and longest * (len(group) + 1) > BATCH:
            groups.append(group)
            group, longest = [], lengths[i]
        group.append(i)
    groups.append(group)
    for g in generator.permutation(len(groups)):
        yield groups[g]


class Pretraining:
    def __init__(self, work):
        self.work = work
        self.tokens, self.ends = np.load(work / "tokens.npy", mmap_mode="r"), np.load(work / "ends.npy")
        types = np.load(work / "types.npz")
        self.words, self.rows = torch.from_numpy(types["words"]), torch.from_numpy(types["rows"])
        counts = np.load(work / "counts.npy").astype(np.float64)
        counts[0] = counts[1:].sum() * 0.01
        share = counts**0.75 / (counts**0.75).sum()
        self.share = torch.from_numpy(share)
        self.log_expected = torch.from_numpy(np.log(share * SAMPLED)).float()
        torch.manual_seed(SEED)
        self.embed, self.readers, self.guess = Words(len(counts)), Readers(), Guess(len(counts))
        modules = [self.embed, self.readers, self.guess]
        sparse = [self.embed.form.weight, self.embed.hashed.weight, self.guess.out.weight, self.guess.bias.weight]
        dense = [p for m in modules for p in m.parameters() if not any(p is s for s in sparse)]
        self.dense, self.parameters = torch.optim.Adam(dense, lr=RATE, betas=(0.9, 0.98)), dense
        self.sparse = torch.optim.SparseAdam(sparse, lr=SPARSE_RATE)

    def state(self, step):
        parts = {k: getattr(self, k).state_dict() for k in ("embed", "readers", "guess", "dense", "sparse")}
        return {**parts, "step": step}

    def load(self, state):
        for k in ("embed", "readers", "guess", "dense", "sparse"):
            getattr(self, k).load_state_dict(state[k])
        return state["step"]

    def step(self, group):
        starts = self.ends[np.array(group) - 1] * (np.array(group) > 0)
        lengths = self.ends[group] - starts
        tokens = np.zeros((len(group), lengths.max()), dtype=np.int64)
        for i, (start, n) in enumerate(zip(starts, lengths)):
            tokens[i, :n] = self.tokens[start : start + n]
        kinds, where = np.unique(tokens, return_inverse=True)
        kinds, where = torch.from_numpy(kinds), torch.from_numpy(where.reshape(tokens.shape))
        lengths = torch.from_numpy(lengths)
        words = self.words[kinds].long()
        x = self.embed(words, self.rows[kinds].long())[where]
        f, b = self.readers(x, lengths)
        present = torch.arange(tokens.shape[1])[None] < lengths[:, None]
        sampled = torch.multinomial(self.share, SAMPLED, replacement=True)
        loss, right = self.guess(f, b, words[where], present, sampled, self.log_expected)
        self.dense.zero_grad()
        self.sparse.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.dense.step()
        self.sparse.step()
        return loss.item(), right.item(), int(lengths.sum())


def run(work, limit=SENTENCES):
    """`limit`: sentences to read, a random choice."""
    if (work / "pretrained.pt").exists():
        return
    p = Pretraining(work)
    plan = list(batches(p.ends, np.random.default_rng(SEED), limit))
    checkpoint, first = work / "pretrain.pt", 0
    if checkpoint.exists():
        first = p.load(torch.load(checkpoint))
    began = saved = time.monotonic()
    loss_sum = right_sum = words = steps = 0
    for step in range(first, len(plan)):
        scale = min(1.0, (step + 1) / WARM) * max(0.02, 1 - step / len(plan))
        for group in p.dense.param_groups:
            group["lr"] = RATE * scale
        for group in p.sparse.param_groups:
            group["lr"] = SPARSE_RATE * scale
        torch.manual_seed(SEED * 1000003 + step)
        loss, right, n = p.step(plan[step])
        loss_sum, right_sum, words, steps = loss_sum + loss, right_sum + right, words + n, steps + 1
        if step % 100 == 99:
            rate = words / (time.monotonic() - began)
            print(f"pretrain {step + 1}/{len(plan)} loss {loss_sum / steps:.4f} right {right_sum / steps:.4f} {rate:.0f} words/s", flush=True)
            loss_sum = right_sum = steps = 0
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            torch.save(p.state(step + 1), checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").rename(checkpoint)
            saved = time.monotonic()
    torch.save({"embed": p.embed.state_dict(), "readers": p.readers.state_dict()}, work / "pretrained.pt")
