"""Whatever happens to a build, the former one stays whole; whatever a file holds, it is met in bounded memory."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from comity.build import build
from comity.errors import ComityError
from comity.export import read_graph

pytestmark = pytest.mark.slow


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one article and one fact: a build that is soon done."""
    folder = tmp_path / "articles"
    (folder / "curated").mkdir(parents=True)
    (folder / "a.txt").write_text("Стороны подписали план.", encoding="utf-8")
    (folder / "curated" / "a.ttl").write_text(
        """agreement:x a comity:Agreement ; comity:party state:KZ , state:CN ; comity:kind kind:plan ;
           comity:evidence [ oa:hasSource source:a ; oa:hasSelector [ oa:exact "подписали план" ] ] .""",
        encoding="utf-8",
    )
    return folder


def start(articles: Path, output: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "comity", "build", str(articles), "-o", str(output), "--extractor", "none"],
        stderr=subprocess.PIPE,
    )


def whole(folder: Path) -> bool:
    done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def test_a_build_killed_at_any_moment_leaves_the_former_one_whole(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "build"
    began = time.monotonic()
    assert start(articles, output).wait() == 0
    takes = time.monotonic() - began
    chance = random.Random(20)
    for _ in range(20):
        running = start(articles, output)
        time.sleep(chance.uniform(0, takes))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert whole(output)
    assert start(articles, output).wait() == 0
    assert whole(output)
    assert [entry.name for entry in output.parent.iterdir()] == ["build"]


def test_a_full_disk_is_one_sentence_and_the_former_build_stays(articles: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: writing fails half-way in the same place."""
    output = tmp_path / "build"
    build([articles], output=output, extractor="none")
    before = (output / "graph.trig").read_bytes()
    (tmp_path / "limited.py").write_text(
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "import sys; sys.argv = ['comity', *sys.argv[1:]]\n"
        "from comity.command import main; main()\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            sys.executable,
            str(tmp_path / "limited.py"),
            "build",
            str(articles),
            "-o",
            str(output),
            "--extractor",
            "none",
        ],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr
    assert (output / "graph.trig").read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ComityError, match="cannot be written"):
        build(output=tmp_path / "build", extractor="none")


def test_two_builds_at_once_leave_one_whole_build(articles: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "build"
    both = [start(articles, output), start(articles, output)]
    codes = [running.wait() for running in both]
    assert 0 in codes
    assert whole(output)
    assert [entry.name for entry in output.parent.iterdir()] == ["build"]


BOMB = "<!DOCTYPE r [" + "".join(f'<!ENTITY e{n} "' + (f"&e{n - 1};" * 10 if n else "x" * 10) + '">' for n in range(12))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.rdf", f'{BOMB}]><r xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&e11;</r>'),
        ("outside.rdf", '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>'),
        ("remote.jsonld", '{"@context": "http://127.0.0.1:9/context", "name": "x"}'),
        ("deep.ttl", "<a:a> <a:b> " + "[ <a:b> " * 200_000),
        ("lists.ttl", "<a:a> <a:b> " + "( " * 200_000),
        ("broken.trig", "<a:g> { <a:a> <a:b> "),
        ("binary.nq", "\x00\x01\x02"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "comity", "export", "--graph", str(tmp_path / name), "--format", "ntriples"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30)),
    )
    assert done.returncode == 2, done.stdout[:200]
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("comity: ")


def test_a_huge_literal_is_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "huge.nt").write_text(f'<a:a> <a:b> "{"x" * 5_000_000}" .\n', encoding="utf-8")
    [statement] = read_graph(tmp_path / "huge.nt")
    assert len(statement.object) == 5_000_002
