#!/usr/bin/env python3
"""Sends two documents to Standpoint, waits for their analysis and prints who stands where towards a proposition.

    assess.py ADDRESS "PROPOSITION"

The stubs are generated from proto/ as docs/api.md shows.
"""
import sys
import time

import grpc
from standpoint.v1 import ingest_service_pb2, ingest_service_pb2_grpc, query_service_pb2, query_service_pb2_grpc, stance_pb2

DOCUMENTS = {
    "example-review": "Critics say that export controls on AI chips have backfired. The ban only helped rivals, one engineer said.",
    "example-journal": "Export controls on AI chips are working. The minister denied that they had backfired.",
}
WAIT_SECONDS = 30


def send(channel, corpus):
    """Sends the documents; returns their names. Safe to run again: the same content is the same document."""
    stub = ingest_service_pb2_grpc.IngestServiceStub(channel)
    inputs = [ingest_service_pb2.DocumentInput(content=text.encode(), source=source) for source, text in DOCUMENTS.items()]
    answer = stub.BatchIngestDocuments(ingest_service_pb2.BatchIngestDocumentsRequest(parent=corpus, inputs=inputs), timeout=10)
    for result in answer.results:
        if result.HasField("error"):
            raise SystemExit(f"refused: {result.error.message}")
    return [result.response.document for result in answer.results]


def wait_until_visible(query, names):
    deadline = time.monotonic() + WAIT_SECONDS
    for name in names:
        while True:
            try:
                query.GetDocument(query_service_pb2.GetDocumentRequest(name=name), timeout=10)
                break
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.NOT_FOUND or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    address, proposition = sys.argv[1:]
    corpus = "corpora/example"
    with grpc.insecure_channel(address) as channel:
        query = query_service_pb2_grpc.QueryServiceStub(channel)
        wait_until_visible(query, send(channel, corpus))
        answer = query.AssessProposition(query_service_pb2.AssessPropositionRequest(parent=corpus, proposition=proposition), timeout=10)
    for side in answer.sides:
        print(f"{stance_pb2.Relation.Name(side.relation)[len('RELATION_'):].lower()}: {side.voice_count}")
        for evidence in side.evidence:
            holder = evidence.holder.text or "author"
            print(f'  {holder} ({evidence.claim.document.source}): "{evidence.claim.text}"')


if __name__ == "__main__":
    main()
