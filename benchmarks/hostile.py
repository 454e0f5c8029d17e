"""What a bystander notices of 196 hostile requests: its usual time, and its slowest beside each group of them.

    python benchmarks/hostile.py [GRAPH]        # a build directory or RDF file; the sample of the tests without one

The cases are those of tests/test_hostile_requests.py. The bystander asks a light query over its own connection all the
while; its answers are compared. Times are wall-clock, so run it on a machine that does nothing else.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

import hostile_queries  # noqa: E402
import hostile_requests  # noqa: E402
from hostile_connections import DEEDS  # noqa: E402
from serving import SAMPLE, serving  # noqa: E402
from test_hostile_requests import _COUNT, sent  # noqa: E402

_LIMITS = ("--deadline", "1.5", "--patience", "3", "--memory", "256", "--max-megabytes", "1")


def main() -> None:
    import socket

    graph = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE
    with serving(graph, *_LIMITS) as server, socket.create_server(("127.0.0.1", 0)) as trap:
        client = httpx.Client(base_url=server.url, timeout=30)

        def ask() -> tuple[float, str]:
            began = time.perf_counter()
            answer = client.get("sparql", params={"query": _COUNT}, headers={"Accept": "text/csv"})
            return time.perf_counter() - began, answer.text

        usual = sorted(ask() for _ in range(200))
        right = usual[0][1]
        print(f"alone: median {usual[100][0] * 1000:.1f} ms, slowest {usual[-1][0] * 1000:.1f} ms\n")
        deeds = [(case.group, lambda case=case: sent(server, case.data, trap)) for case in
                 [*hostile_requests.cases(), *hostile_queries.cases()]]  # fmt: skip
        deeds += [("connections", lambda deed=deed: deed(server.port)) for deed in DEEDS]
        times: dict[str, list[float]] = defaultdict(list)
        wrong = 0
        for group, deed in deeds:
            doing = threading.Thread(target=deed)
            doing.start()
            while True:
                seconds, text = ask()
                times[group].append(seconds)
                wrong += text != right
                if not doing.is_alive():
                    break
        print("| group | answers to the bystander | median ms | slowest ms |\n|---|---|---|---|")
        for group, taken in times.items():
            taken.sort()
            print(f"| {group} | {len(taken)} | {taken[len(taken) // 2] * 1000:.1f} | {taken[-1] * 1000:.0f} |")
        print(f"\n{len(deeds)} hostile requests; {wrong} wrong answers to the bystander")


if __name__ == "__main__":
    main()
