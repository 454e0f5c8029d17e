"""Whether the compiled package reads what the pure one reads: python benchmarks/compiled.py FOLDER ARTICLES...

1. Installs this checkout into FOLDER with its reading compiled (some ten minutes; needs a C compiler), unless a
   compiled one is there.
2. Reads every article (*.txt) below the folders ARTICLES with each of the two, in processes of their own.
3. Names the articles of which they differ in any fact, passage or confidence, and ends with 1 if there is one.

`benchmarks/extraction.py --part speed --beside FOLDER` then measures them in turn.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import msgspec
from comity.documents import Document, SourceId
from comity.extract import __file__ as reading
from comity.extract import extract

_ROOT = Path(__file__).resolve().parents[1]
_HOOK = "HATCH_BUILD_HOOK_ENABLE_CUSTOM"


def install(folder: Path) -> None:
    """Install the checkout into the folder, compiled."""
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), str(_ROOT)]
    subprocess.run(command, env={**os.environ, _HOOK: "true"}, check=True)


def facts_of(package: Path, articles: list[Path]) -> dict[str, str]:
    """What the package in that folder reads in each article, as JSON."""
    command = [sys.executable, __file__, "--read", *map(str, articles)]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=dict[str, str])


def read(articles: list[Path]) -> dict[str, str]:
    """What this package reads in each article, and from which file it reads."""
    found = {"": reading}
    for article in articles:
        text = article.read_text(encoding="utf-8")
        extraction = extract(Document(SourceId(article.stem), article.name, text, published="2025-01-10"))
        found[str(article)] = msgspec.json.encode(extraction).decode()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", action="store_true", help="only read the articles, with the package that is imported")
    parser.add_argument("paths", type=Path, nargs="+", help="the folder of the compiled install, then the articles")
    args = parser.parse_args()
    if args.read:
        sys.stdout.buffer.write(msgspec.json.encode(read(args.paths)))
        return
    folder, *places = args.paths
    if not (folder / "comity").is_dir():
        install(folder)
    articles = sorted(p for place in places for p in place.rglob("*.txt"))
    pure, compiled = facts_of(_ROOT / "graph", articles), facts_of(folder, articles)
    assert pure.pop("").endswith(".py"), "the checkout is compiled"
    assert not compiled.pop("").endswith(".py"), f"{folder} holds a package in pure Python"
    different = [name for name in pure if pure[name] != compiled[name]]
    print(f"{len(articles)} articles, {len(different)} of which are read differently", *different, sep="\n")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
