"""The floor of taking events in: PostgreSQL storing the same rows, one statement a table, with nothing around it."""

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from uuid6 import uuid7

KEYS = """INSERT INTO ingest_key (device_id, event_id, epoch, seq, sha256)
    SELECT %(sender)s, event_id, epoch, seq, decode(sha256, 'hex')
    FROM json_to_recordset(%(rows)s::json) AS given(event_id uuid, epoch uuid, seq bigint, sha256 text)
    ON CONFLICT (device_id, event_id) DO NOTHING"""
EVENTS = """INSERT INTO ingest_event (device_id, event_id, received_ms, kind, v, understood, wall_ms, mono_ms, boot_id,
                                     clock_quality, body)
    SELECT %(sender)s, event_id, %(now)s, kind, v, 1, wall_ms, mono_ms, boot_id, clock_quality, body
    FROM json_to_recordset(%(rows)s::json) AS given(event_id uuid, kind text, v int, wall_ms bigint, mono_ms bigint,
                                                    boot_id text, clock_quality text, body text)"""


def raw_rate(address: str, connections: int, batches: list[list[dict[str, Any]]]) -> float:
    """Return the events a second that so many connections store, each `batches` under a sender of its own.

    Args:
        address: of a database with the province's tables, as psycopg takes it.
    """
    ready = threading.Barrier(connections + 1)
    work = [_prepared(batches) for _ in range(connections)]

    def store(rows: list[str]) -> None:
        sender, now = str(uuid7()), round(time.time() * 1000)
        with psycopg.connect(address) as db:
            ready.wait(60)
            for one in rows:
                with db.transaction():
                    db.execute(KEYS, {"sender": sender, "rows": one})
                    db.execute(EVENTS, {"sender": sender, "rows": one, "now": now})

    with ThreadPoolExecutor(connections) as pool:
        runs = [pool.submit(store, rows) for rows in work]
        ready.wait(60)
        began = time.perf_counter()
        for run in runs:
            run.result()
    return connections * sum(len(one) for one in batches) / (time.perf_counter() - began)


def _prepared(batches: list[list[dict[str, Any]]]) -> list[str]:
    """Return the batches as text under new identities; what a client prepares is not PostgreSQL's time."""
    return [
        json.dumps([{**event, "event_id": str(uuid7()), "epoch": epoch, "sha256": "ab" * 32} for event in one])
        for one in batches
        for epoch in [str(uuid7())]
    ]
