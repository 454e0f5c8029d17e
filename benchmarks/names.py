"""How well spellings of one person are told from those of another, beside rigour and plain edit distance.

    python benchmarks/names.py NAMES.tsv [--worst 20]

NAMES.tsv has the columns person, state, script/lang, variant: one spelling a line. Spellings that are a surname only
are left out (they never merge across documents). Every pair of different spellings is judged: of one person, or not.
The persons are halved by turns, in the order of the file; the threshold that is best on one half judges the other, and
the other way round, so that no person helps to judge himself. `same state` leaves out pairs of two states.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from anyascii import anyascii
from comity.names import keys, parse, similarity
from rapidfuzz import fuzz
from rigour.names import NameTypeTag, analyze_names, compare_parts, pair_symbols
from rigour.text.distance import levenshtein_similarity

Measure = Callable[[str, str], float]


@dataclass(frozen=True)
class Spelling:
    person: str
    state: str
    text: str


def read(path: Path) -> list[Spelling]:
    with path.open(encoding="utf-8", newline="") as file:
        found = [
            Spelling(row["person"], row["state"], row["variant"])
            for row in csv.DictReader(file, delimiter="\t")
            if "Hani" in row["script/lang"] or not parse(row["variant"]).bare
        ]
    return list(dict.fromkeys(found))


def rigour_parts(one: str, other: str) -> float:
    """rigour's matcher as its documentation puts it together: symbols first, edit distance for what they leave."""
    best = 0.0
    for a in analyze_names(NameTypeTag.PER, [one]):
        for b in analyze_names(NameTypeTag.PER, [other]):
            for pairing in pair_symbols(a, b) or [()]:
                used_a = {part for edge in pairing for part in edge.qps}
                used_b = {part for edge in pairing for part in edge.rps}
                rest = compare_parts([p for p in a.parts if p not in used_a], [p for p in b.parts if p not in used_b])
                edges = [*pairing, *rest]
                weight = [max(len(edge.qstr), len(edge.rstr)) for edge in edges]
                score = sum(edge.score * share for edge, share in zip(edges, weight, strict=True)) / max(sum(weight), 1)
                best = max(best, score)
    return best


def rigour_levenshtein(one: str, other: str) -> float:
    """rigour's edit distance on sorted, romanised words."""
    return levenshtein_similarity(*(" ".join(sorted(anyascii(name).lower().split())) for name in (one, other)))


def token_sort(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(anyascii(one).lower(), anyascii(other).lower()) / 100


def blocked(one: str, other: str) -> float:
    return similarity(one, other) if keys(one) & keys(other) else 0.0


MEASURES: dict[str, Measure] = {
    "comity": similarity,
    "comity, blocked": blocked,
    "rigour, symbols and parts": rigour_parts,
    "rigour, Levenshtein of anyascii": rigour_levenshtein,
    "rapidfuzz token_sort of anyascii": token_sort,
}


def f1(scores: list[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """F1, precision and recall where a score from the threshold on says: one person."""
    right = sum(same for score, same in scores if score >= threshold)
    said = sum(score >= threshold for score, _ in scores)
    true = sum(same for _, same in scores)
    precision, recall = right / said if said else 0.0, right / true if true else 0.0
    return (2 * precision * recall / (precision + recall) if right else 0.0), precision, recall


def best_threshold(scores: list[tuple[float, bool]]) -> float:
    return max((step / 100 for step in range(30, 100)), key=lambda threshold: f1(scores, threshold)[0])


def halves(spellings: list[Spelling]) -> tuple[list[Spelling], list[Spelling]]:
    order = {person: number for number, person in enumerate(dict.fromkeys(s.person for s in spellings))}
    return [s for s in spellings if order[s.person] % 2 == 0], [s for s in spellings if order[s.person] % 2]


def pairs(spellings: list[Spelling], same_state: bool) -> list[tuple[Spelling, Spelling]]:
    return [
        (a, b) for a, b in combinations(spellings, 2) if a.text != b.text and (a.state == b.state or not same_state)
    ]


def judge(measure: Measure, given: list[tuple[Spelling, Spelling]]) -> list[tuple[float, bool]]:
    return [(measure(a.text, b.text), a.person == b.person) for a, b in given]


def report(spellings: list[Spelling]) -> None:
    whole = pairs(spellings, same_state=False)
    same = sum(a.person == b.person for a, b in whole)
    print(f"{len(spellings)} spellings, {same} pairs of one person, {len(whole) - same} of two\n")
    print("| measure | pairs | in sample F1 (P / R @ threshold) | unseen persons F1 (P / R) | pairs/s |")
    print("|---|---|---|---|---|")
    for name, measure in MEASURES.items():
        for same_state in (False, True):
            start = time.process_time()
            scores = judge(measure, pairs(spellings, same_state))
            speed = len(scores) / (time.process_time() - start)
            threshold = best_threshold(scores)
            all_in = f1(scores, threshold)
            one, other = (judge(measure, pairs(half, same_state)) for half in halves(spellings))
            crossed = [f1(other, best_threshold(one)), f1(one, best_threshold(other))]
            unseen = [sum(figures) / 2 for figures in zip(*crossed, strict=True)]
            print(
                f"| {name} | {'same state' if same_state else 'all'} "
                f"| {all_in[0]:.3f} ({all_in[1]:.3f} / {all_in[2]:.3f} @ {threshold:.2f}) "
                f"| {unseen[0]:.3f} ({unseen[1]:.3f} / {unseen[2]:.3f}) | {speed:,.0f} |"
            )


def worst(spellings: list[Spelling], count: int) -> None:
    judged = [(similarity(a.text, b.text), a, b) for a, b in pairs(spellings, same_state=False)]
    missed = sorted((item for item in judged if item[1].person == item[2].person), key=lambda item: item[0])[:count]
    wrong = sorted((item for item in judged if item[1].person != item[2].person), key=lambda item: -item[0])[:count]
    for title, items in (("one person, least alike", missed), ("two persons, most alike", wrong)):
        print(f"\n{title}:")
        for score, a, b in items:
            apart = "" if keys(a.text) & keys(b.text) else ", no common key"
            print(f"  {score:.2f}  {a.text}  |  {b.text}  ({a.state}, {b.state}{apart})")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="show so many of the pairs that are judged worst")
    chosen = parser.parse_args()
    spellings = read(chosen.names)
    report(spellings)
    if chosen.worst:
        worst(spellings, chosen.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
