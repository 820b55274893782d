"""What the peers written in Python share."""
import os


def read_claims(path, batch):
    """Batches of (document, source, seconds, holder, text)."""
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 5:
                rows.append((fields[0], fields[1], int(fields[2]), fields[3], fields[4]))
            if len(rows) == batch:
                yield rows
                rows = []
    if rows:
        yield rows


def read_queries(path):
    queries = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            kind, words, source, holder, first, last = line.rstrip("\n").split("\t")
            queries.append({"kind": kind, "words": words, "source": source, "holder": holder,
                            "first": int(first) if first else None, "last": int(last) if last else None})
    return queries


def percentiles(seconds):
    ordered = sorted(seconds)

    def at(part):
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000
    return {"n": len(ordered), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": at(1)}


def size_of(folder):
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)
