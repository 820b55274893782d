#!/usr/bin/env python3
"""Xapian for the search benchmark: xapian_peer.py index|query CLAIMS_OR_QUERIES FOLDER. Prints one JSON object.

Needs Debian's python3-xapian; the work is done by the library, Python only hands over texts and queries."""
import json
import resource
import sys
import time

import xapian

from peers import percentiles, read_claims, read_queries, size_of


def term(prefix, value):
    return (prefix + value)[:120]


def index(claims, folder):
    db = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("en"))
    generator.set_stemming_strategy(xapian.TermGenerator.STEM_SOME)
    count, text, spent, cpu, longest = 0, 0, 0.0, 0.0, 0.0
    for batch in read_claims(claims, 4000):
        begin, cpu_begin = time.monotonic(), time.process_time()
        for number, source, seconds, holder, words in batch:
            document = xapian.Document()
            generator.set_document(document)
            generator.index_text(words)
            generator.index_text(holder)
            document.add_boolean_term(term("XS", source))
            document.add_boolean_term(term("XH", holder))
            document.add_value(0, xapian.sortable_serialise(seconds))
            document.set_data("\t".join((number, source, str(seconds), holder, words)))
            db.add_document(document)
            text += len(words.encode())
        db.commit()
        took = time.monotonic() - begin
        spent, longest, cpu = spent + took, max(longest, took), cpu + time.process_time() - cpu_begin
        count += len(batch)
    db.close()
    return {"claims": count, "claims_per_second": count / spent, "claims_per_core_second": count / cpu,
            "longest_call_ms": longest * 1000, "disk_mb": size_of(folder) / 1e6, "disk_to_text": size_of(folder) / text,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def parsed(parser, query):
    flags = xapian.QueryParser.FLAG_PHRASE
    words = query["words"]
    found = parser.parse_query('"%s"' % words if query["kind"] == "phrase" else words, flags)
    if query["source"]:
        found = xapian.Query(xapian.Query.OP_FILTER, found, xapian.Query(term("XS", query["source"])))
    if query["holder"]:
        found = xapian.Query(xapian.Query.OP_FILTER, found, xapian.Query(term("XH", query["holder"])))
    if query["first"] is not None:
        times = xapian.Query(xapian.Query.OP_VALUE_RANGE, 0, xapian.sortable_serialise(query["first"]),
                             xapian.sortable_serialise(query["last"] - 1))
        found = xapian.Query(xapian.Query.OP_FILTER, found, times)
    return found


def search(queries, folder):
    begin = time.monotonic()
    db = xapian.Database(folder)
    result = {"open_s": time.monotonic() - begin}
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    parser.set_database(db)
    for turn in ("first", "again"):
        seconds, hits = {}, 0
        for query in queries:
            begin = time.thread_time()
            enquire = xapian.Enquire(db)
            enquire.set_query(parsed(parser, query))
            hits += len([match.document.get_data() for match in enquire.get_mset(0, 10)])
            took = time.thread_time() - begin
            seconds.setdefault(query["kind"], []).append(took)
            seconds.setdefault("all", []).append(took)
        result[turn] = {kind: percentiles(s) for kind, s in sorted(seconds.items())}
        result["hits"] = hits
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return result


if __name__ == "__main__":
    work, path, folder = sys.argv[1:4]
    print(json.dumps(index(path, folder) if work == "index" else search(read_queries(path), folder)))
