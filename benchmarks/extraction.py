"""How good and how fast extraction is, in one run: python benchmarks/extraction.py --gold FOLDER [--articles FOLDER]

Quality: `comity bench` on the annotated articles (every third is kept aside and reported pooled, with an interval from
resampling articles). Speed: documents and megabytes of UTF-8 per CPU second of the whole extraction, beside natasha's
named entities and a spaCy EntityRuler with the same patterns (where they are installed: pip install natasha spacy), all
on the same articles, the machine's load the same for all; with --beside FOLDER also another install of comity, in turn
with this one (a compiled one: benchmarks/compiled.py). Memory (--memory N, by itself): the peak after each tenth of N
articles, all different. --part quality or --part speed measures only that.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from comity.command.bench import _entries, _run
from comity.documents import Document, SourceId
from comity.extract import __file__ as reading
from comity.extract import extract
from comity.extract.judge import Tally, Verdict
from comity.extract.language import detect
from comity.extract.lexicon import folders, read

_SAMPLES = 2000
_ROUNDS = 3
_TURNS = 4  # of comity and natasha
_READER = "comity" if reading.endswith(".py") else "comity compiled"
_FEW = 12  # articles for the slowest peer
_SHORT = 700  # characters of each article that the measure of memory reads
_ALTERED = 0.2  # share of words that are another in each article


def quality(folders_: list[Path]) -> None:
    """The figures of the training part by language, and those of the articles kept aside, pooled."""
    open_run = _run(_entries(folders_, None, None, False), frozenset())
    for key in (*sorted({v.language for v in open_run.verdicts}), "all"):
        t = open_run.by[key]
        print(f"{key:4} P {t.precision:.3f} R {t.recall:.3f} F1 {t.f1:.3f}")
    aside = _run(_entries(folders_, None, None, True), frozenset())
    if aside.verdicts:
        t = aside.by["all"]
        low, high = interval(aside.verdicts)
        print(
            f"kept aside, {len(aside.verdicts)} articles: P {t.precision:.3f} R {t.recall:.3f} "
            f"F1 {t.f1:.3f} [{low:.3f}, {high:.3f}]"
        )
        print(f"traps {sum(v.fallen for v in aside.verdicts)} of {sum(v.traps for v in aside.verdicts)}")


def interval(verdicts: list[Verdict]) -> tuple[float, float]:
    """The 95 % interval of F1 by the bootstrap over articles."""
    chance = random.Random(1)
    values = []
    for _ in range(_SAMPLES):
        total = Tally()
        for verdict in chance.choices(verdicts, k=len(verdicts)):
            for tally in verdict.tallies.values():
                total.add(tally)
        values.append(total.f1)
    values.sort()
    return values[int(_SAMPLES * 0.025)], values[int(_SAMPLES * 0.975)]


def calibration(folders_: list[Path]) -> None:
    """Of the facts of each confidence, the share that is right."""
    run = _run(_entries(folders_, None, None, False), frozenset())
    judged = sorted((round(c, 2), right) for v in run.verdicts for c, right in v.judged)
    for confidence in sorted({c for c, _ in judged}):
        rights = [right for c, right in judged if c == confidence]
        print(f"confidence {confidence:.2f}: {sum(rights)} of {len(rights)} right ({sum(rights) / len(rights):.2f})")


def speed(folders_: list[Path], beside: Path | None) -> None:
    """Documents and MB per CPU second of each reader."""
    documents = _documents(folders_)
    _show(_READER, _rate(extract, documents))
    if (ruler := _rulers()) is not None:
        few = documents[:: max(1, len(documents) // _FEW)]
        _show(f"{_READER}, some", _rate(extract, few))
        _show("spaCy EntityRuler, some", _rate(lambda d: ruler(d.text), few, rounds=1))
    if (tagger := _natasha()) is not None:
        russian = [d for d in documents if detect(d.text) == "ru"]
        for _ in range(_TURNS):  # in turn, since the machine may have other work
            turn(russian)
            if beside is not None:
                _turn_of(beside, folders_)
            _show("natasha NER, Russian", _rate(lambda d: tagger(d.text), russian))


def turn(russian: list[Document]) -> None:
    """One measure of comity on the articles that natasha reads."""
    _show(f"{_READER}, Russian", _rate(extract, russian))


def _turn_of(install: Path, folders_: list[Path]) -> None:
    """The same, of the comity that is installed in that folder."""
    command = [sys.executable, __file__, "--part", "turn", *(word for f in folders_ for word in ("--gold", str(f)))]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(install)}, check=True)


def _documents(folders_: list[Path]) -> list[Document]:
    return [
        Document(SourceId(p.stem), p.name, p.read_text(encoding="utf-8"), published="2025-01-10")
        for p in _paths(folders_)
    ]


def _paths(folders_: list[Path]) -> list[Path]:
    return sorted(p for folder in folders_ for p in folder.glob("**/*-d*.txt"))


def _show(name: str, rate: tuple[float, float]) -> None:
    print(f"{name:24} {rate[0]:8.1f} documents/s {rate[1]:7.3f} MB/s", flush=True)


def _rate(
    read_one: Callable[[Document], object], documents: list[Document], rounds: int = _ROUNDS
) -> tuple[float, float]:
    for document in documents:  # the first round loads lexicons and models
        read_one(document)
    gc.collect()
    gc.freeze()  # as in processes of their own: what the peers have loaded is not searched for garbage
    begin = time.process_time()
    for _ in range(rounds):
        for document in documents:
            read_one(document)
    spent = time.process_time() - begin
    size = sum(len(d.text.encode("utf-8")) for d in documents) * rounds
    return rounds * len(documents) / spent, size / spent / 1e6


def _rulers() -> Callable[[str], object] | None:
    """One spaCy pipeline a language, with the same forms as token patterns (endings as regular expressions)."""
    try:
        import spacy
    except ImportError:
        return None
    pipes = {}
    for language in folders():
        pipe = spacy.blank("xx")
        pipe.add_pipe("sentencizer")
        ruler = pipe.add_pipe("entity_ruler")
        forms = {(entry.type, entry.form.strip("=")) for entry in read(language).entries if " .. " not in entry.form}
        endings = sorted(
            {re.escape(row[1].lower()) for row in read(language).lists["suffixes"] if row[1] != "-"}, key=len
        )
        tail = f"(?:{'|'.join(reversed(endings))}){{0,4}}" if endings else ""
        ruler.add_patterns([{"label": type_, "pattern": _pattern(form, tail)} for type_, form in sorted(forms)])
        pipes[language] = pipe
    return lambda text: pipes[(detect(text) or "en").split("-")[0]](text)


def _pattern(form: str, tail: str) -> list[dict[str, object]]:
    tokens: list[dict[str, object]] = []
    for word in form.lower().split():
        stem = re.escape(word.strip("~*"))
        if word.endswith("~"):
            tokens.append({"LOWER": {"REGEX": f"^{stem}{tail}$"}})
        elif word.endswith("*"):
            tokens.append({"LOWER": {"REGEX": f"^{stem}"}})
        else:
            tokens.append({"LOWER": word})
    return tokens


def _natasha() -> Callable[[str], object] | None:
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
    except ImportError:
        return None
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def tag(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return doc

    return tag


def memory(paths: list[Path], articles: int) -> None:
    """Peak memory after each tenth of so many articles, no two of them with the same words."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    for number in range(articles):
        text = _altered(texts[number % len(texts)][:_SHORT], random.Random(number))
        extract(Document(SourceId(f"a{number}"), f"a{number}.txt", text))
        if (number + 1) % (articles // 10) == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"peak memory after {number + 1} articles {peak / 1024:.0f} MB", flush=True)


def _altered(text: str, chance: random.Random) -> str:
    """The text with other numbers, and made-up words, of the same letters, in the place of some of its words."""

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word.isdigit():
            return "".join(chance.choice("123456789") for _ in word)
        return "".join(chance.sample(word, len(word))).capitalize() if chance.random() < _ALTERED else word

    return re.sub(r"\w+", other, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--memory", type=int, default=0, help="read so many articles, and show only the peak memory")
    parser.add_argument("--part", choices=("quality", "speed", "turn"), help="measure only this; turn: comity alone")
    parser.add_argument("--beside", type=Path, help="a folder with another install of comity, to measure in turn")
    args = parser.parse_args()
    if not _paths(args.gold):
        parser.error("no article to read: give --gold a folder with articles named *-d01.txt and so on")
    if args.memory:
        memory(_paths(args.gold), args.memory)
        return
    if args.part in (None, "quality"):
        quality(args.gold)
        calibration(args.gold)
    if args.part in (None, "speed"):
        speed(args.gold, args.beside)
    if args.part == "turn":
        turn([d for d in _documents(args.gold) if detect(d.text) == "ru"])


if __name__ == "__main__":
    main()
