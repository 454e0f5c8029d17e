"""The endpoint beside rdflib-endpoint: CPU of a light and a heavy request, memory of a big answer, a runaway query.

    python benchmarks/endpoint.py build/bench/100000.nq [--requests 2000]

CPU is that of all processes of a server, from /proc; requests go one after the other over one connection, the servers
take turns. rdflib-endpoint (pip install rdflib-endpoint) runs over an Oxigraph store, its fastest.
"""

from __future__ import annotations

import argparse
import http.client
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PREFIX = "PREFIX comity: <https://w3id.org/comity/ontology#> PREFIX source: <https://w3id.org/comity/id/source/> "
LIGHT = PREFIX + "SELECT ?p ?o { source:d77 ?p ?o }"
HEAVY = (
    PREFIX + "SELECT ?who (COUNT(DISTINCT ?state) AS ?n) { ?fact a comity:Meeting ; comity:participant ?who, ?state . "
    "?who a comity:Official . ?state a comity:State } GROUP BY ?who HAVING (COUNT(DISTINCT ?state) >= 3)"
)
BIG = "SELECT * { ?a ?b ?c . ?a ?d ?e } LIMIT 60000"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PEER = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(store="Oxigraph", default_union=True)
graph.parse(sys.argv[1], format="ox-nq")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="error", access_log=False)
"""
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Running:
    name: str
    pid: int
    port: int
    path: str
    client: http.client.HTTPConnection

    def ask(self, query: str) -> tuple[int, int]:
        """Status and size of an answer, which is read and thrown away."""
        self.client.request("GET", self.path + quote(query), headers={"Accept": "application/sparql-results+json"})
        answer = self.client.getresponse()
        size = 0
        while part := answer.read(1 << 16):
            size += len(part)
        return answer.status, size

    def tree(self) -> list[int]:
        found, todo = [], [self.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            try:
                todo += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            except OSError:
                continue
        return found

    def cpu(self) -> float:
        total = 0
        for pid in self.tree():
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            total += sum(map(int, fields[11:15]))  # its own, and that of children that are gone
        return total / TICK

    def peak(self) -> float:
        """Megabytes that the process which speaks HTTP has held at most."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


@contextmanager
def running(name: str, command: list[str], port: int, path: str) -> Iterator[Running]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(3000):
            if process.poll() is not None:
                raise SystemExit(f"{name} ended with {process.returncode} before it answered: {' '.join(command)}")
            client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                server = Running(name, process.pid, port, path, client)
                server.ask("ASK {}")
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise SystemExit(f"{name} did not answer within ten minutes: {' '.join(command)}")
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def per_request(server: Running, query: str, times: int) -> float:
    """CPU milliseconds of one request; infinite if it is not answered within the client's patience."""
    server.client.close()  # it opens again by itself; what was idle for long may have been closed
    try:
        for _ in range(max(1, times // 20)):
            server.ask(query)
        before = server.cpu()
        for _ in range(times):
            assert server.ask(query)[0] == 200
    except TimeoutError:
        return float("inf")
    return (server.cpu() - before) / times * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--requests", type=int, default=2000)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build, peer = Path(folder) / "build", Path(folder) / "peer.py"
        build.mkdir()
        (build / "graph.nq").symlink_to(told.graph.resolve())
        (build / "network.html").write_text("<!doctype html>")
        peer.write_text(PEER)
        ours = [sys.executable, "-m", "comity", "serve", "--graph", str(build), "--port", "7951"]
        with running("comity serve", ours, 7951, "/sparql?query=") as one:
            table = [(one, per_request(one, LIGHT, told.requests), per_request(one, HEAVY, 10))]
            before = one.peak()
            status, size = one.ask(BIG)
            print(f"an answer of {size / 1e6:.0f} MB ({status}) adds {one.peak() - before:.1f} MB to the server's peak")
        with running("comity serve", [*ours, "--deadline", "3"], 7951, "/sparql?query=") as one:
            began = time.monotonic()
            status, _ = one.ask(ENDLESS)
            print(f"a query without end, deadline 3 s: {status} after {time.monotonic() - began:.2f} s")
        if importlib.util.find_spec("rdflib_endpoint"):
            theirs = [sys.executable, str(peer), str(told.graph), "7952"]
            with running("rdflib-endpoint", theirs, 7952, "/?query=") as other:
                table.append((other, per_request(other, LIGHT, told.requests), per_request(other, HEAVY, 3)))
    print("\n| server | light: CPU ms a request | heavy |\n|---|---|---|")
    for server, light, heavy in table:
        print(f"| {server.name} | {light:.3f} | {heavy:.1f} |")


if __name__ == "__main__":
    main()
