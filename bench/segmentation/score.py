#!/usr/bin/env python3
"""Scores sentence boundaries against Universal Dependencies treebanks.

    bench/segmentation/score.py SPLIT [FILE.conllu ...]

SPLIT is a program that reads texts parted by NUL bytes on standard input and writes, for each, one line with the byte
offsets of its sentences (`begin:end` parted by blanks). Without files: the development parts of EWT and GUM in
../shared/data, or where STANDPOINT_DATA says. A text is rebuilt from its `# text` lines: a blank between sentences, an
empty line between paragraphs where the treebank marks them. Precision, recall and F1 are those of sentence ends, the
end of each text left out. Exit status: 0 scored, 2 no data.
"""
import os
import subprocess
import sys


def documents(path):
    """Yields lists of (sentence, opens a paragraph)."""
    sentences, paragraph = [], False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if sentences:
                    yield sentences
                sentences, paragraph = [], False
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# text = "):
                sentences.append((line[len("# text = "):].strip(), paragraph))
                paragraph = False
    if sentences:
        yield sentences


def build(sentences):
    """The text of a document and the byte offsets at which its sentences end."""
    text, ends = b"", []
    for sentence, paragraph in sentences:
        if text:
            text += b"\n\n" if paragraph else b" "
        text += sentence.encode()
        ends.append(len(text))
    return text, ends


def score(split, path):
    built = [build(sentences) for sentences in documents(path)]
    answer = subprocess.run([split], input=b"\0".join(text for text, _ in built), stdout=subprocess.PIPE, check=True)
    right = wanted = found = 0
    for (text, ends), line in zip(built, answer.stdout.decode().split("\n")):
        gold = set(ends[:-1])
        ours = {int(span.split(":")[1]) for span in line.split()} - {len(text)}
        right += len(gold & ours)
        wanted += len(gold)
        found += len(ours)
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print("%s boundaries %d precision %.4f recall %.4f f1 %.4f" % (os.path.basename(os.path.dirname(path)), wanted, precision, recall, f1))


def main():
    if len(sys.argv) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    data = os.environ.get("STANDPOINT_DATA", "../shared/data")
    paths = sys.argv[2:] or [os.path.join(data, name, "dev.conllu") for name in ("ud-ewt", "ud-gum")]
    present = [path for path in paths if os.path.exists(path)]
    if not present:
        print("bench/segmentation: no treebank in %s: nothing was measured" % data, file=sys.stderr)
        return 2
    for path in present:
        score(sys.argv[1], path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
