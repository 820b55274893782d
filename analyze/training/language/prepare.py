"""Stage 1: the bulk texts as numbers. Writes vocabulary.txt, counts.npy, types.npz, tokens.npy and ends.npy into the work folder."""

import numpy as np

import conllu
import corpus
from features import TypeTable, Vocabulary

VOCABULARY = 40000
MAX_TYPES = 1 << 20  # forms beyond it, all of them rare, are left out of the unlabelled text


def run(data, work):
    if (work / "ends.npy").exists():
        return
    treebanks = [[w.form for w in s.words] for s in conllu.training_sentences(data)]
    vocabulary, counts = corpus.count(data, VOCABULARY - 1, treebanks)
    (work / "vocabulary.txt").write_text("\n".join(vocabulary.words) + "\n", encoding="utf-8")
    np.save(work / "counts.npy", counts)
    types = TypeTable(vocabulary)
    tokens, ends, total = [], [], 0
    for words in [*treebanks * 5, *()]:
        tokens.append(np.fromiter((types.id(w) for w in words), dtype=np.int32, count=len(words)))
        total += len(words)
        ends.append(total)
    for words in corpus.read(data):
        if len(types.forms) > MAX_TYPES:
            words = [w for w in words if w in types.index]
        tokens.append(np.fromiter((types.id(w) for w in words), dtype=np.int32, count=len(words)))
        total += len(words)
        ends.append(total)
    words, rows = types.arrays()
    np.savez(work / "types.npz", words=words.astype(np.int32), rows=rows.astype(np.int32))
    np.save(work / "tokens.npy", np.concatenate(tokens))
    np.save(work / "ends.npy", np.array(ends, dtype=np.int64))
    print(f"prepared {total} words in {len(ends)} sentences, {len(types.forms)} forms")


def vocabulary(work):
    return Vocabulary((work / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
