#!/usr/bin/env python3
"""SQLite FTS5 for the search benchmark: sqlite_peer.py index|query CLAIMS_OR_QUERIES FOLDER. Prints one JSON object."""
import json
import os
import resource
import sqlite3
import sys
import time

from peers import percentiles, read_claims, read_queries, size_of


def index(claims, folder):
    os.makedirs(folder, exist_ok=True)
    db = sqlite3.connect(os.path.join(folder, "claims.db"), isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE claim(id INTEGER PRIMARY KEY, source TEXT, time INTEGER, holder TEXT, text TEXT)")
    db.execute("CREATE INDEX by_source ON claim(source, time)")
    db.execute("CREATE INDEX by_holder ON claim(holder)")
    db.execute("CREATE INDEX by_time ON claim(time)")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text, holder, content='claim', content_rowid='id', "
               "tokenize='porter unicode61')")
    count, text, spent, longest = 0, 0, 0.0, 0.0
    cpu = 0.0
    for batch in read_claims(claims, 4000):
        rows = [(count + i, s, t, h, x) for i, (_, s, t, h, x) in enumerate(batch)]
        begin, cpu_begin = time.monotonic(), time.process_time()
        db.execute("BEGIN")
        db.executemany("INSERT INTO claim VALUES(?,?,?,?,?)", rows)
        db.executemany("INSERT INTO words(rowid, text, holder) VALUES(?,?,?)", [(r[0], r[4], r[3]) for r in rows])
        db.execute("COMMIT")
        took = time.monotonic() - begin
        spent, longest, cpu = spent + took, max(longest, took), cpu + time.process_time() - cpu_begin
        count += len(rows)
        text += sum(len(r[4].encode()) for r in rows)
    return {"claims": count, "claims_per_second": count / spent, "claims_per_core_second": count / cpu,
            "longest_call_ms": longest * 1000, "disk_mb": size_of(folder) / 1e6, "disk_to_text": size_of(folder) / text,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def expression(query):
    def quoted(word):
        return '"' + word.replace('"', '""') + '"'
    if query["kind"] == "phrase":
        return quoted(query["words"])
    return " ".join(quoted(w) for w in query["words"].split())


def search(queries, folder):
    begin = time.monotonic()
    db = sqlite3.connect(os.path.join(folder, "claims.db"))
    db.execute("PRAGMA cache_size=-524288")
    db.execute("SELECT count(*) FROM (SELECT 1 FROM claim LIMIT 1)").fetchone()
    result = {"open_s": time.monotonic() - begin}
    for turn in ("first", "again"):
        seconds, hits = {}, 0
        for query in queries:
            sql, values = "SELECT c.id, c.source, c.time, c.holder, c.text FROM words w JOIN claim c ON c.id = w.rowid WHERE words MATCH ?", [expression(query)]
            if query["source"]:
                sql, values = sql + " AND c.source = ?", values + [query["source"]]
            if query["holder"]:
                sql, values = sql + " AND c.holder = ?", values + [query["holder"]]
            if query["first"] is not None:
                sql, values = sql + " AND c.time >= ? AND c.time < ?", values + [query["first"], query["last"]]
            begin = time.thread_time()
            hits += len(db.execute(sql + " ORDER BY w.rank LIMIT 10", values).fetchall())
            took = time.thread_time() - begin
            seconds.setdefault(query["kind"], []).append(took)
            seconds.setdefault("all", []).append(took)
        result[turn] = {kind: percentiles(s) for kind, s in sorted(seconds.items())}
        result["hits"] = hits
    begin = time.thread_time()
    db.execute("SELECT strftime('%Y-%m', time, 'unixepoch'), count(*) FROM claim GROUP BY 1").fetchall()
    result["aggregate_by_month"] = percentiles([time.thread_time() - begin])
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


if __name__ == "__main__":
    work, path, folder = sys.argv[1:4]
    print(json.dumps(index(path, folder) if work == "index" else search(read_queries(path), folder)))
