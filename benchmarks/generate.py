"""A graph of the real shape and any size, the same for the same seed: documents of facts with their passages.

    python benchmarks/generate.py 1000000 build/million.nq

One named graph a document; states are drawn unevenly, so that a few pairs have much and most have little. Relations and
the nodes per pair and year, and per state and year, stand in graph:inferred, as the build writes them. Streams: of what
it has made, it keeps the counts of the years alone.
"""

from __future__ import annotations

import datetime
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from comity.terms import PREFIXES

STATES = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJKLMNOPQRST"]
WORDS, RUSSIAN = (line.split() for line in (Path(__file__).parent / "words.txt").read_text("utf-8").splitlines())
AREAS = ("peacekeeping", "military-education", "military-technical", "cyber", "air-defence", "medicine", "intelligence")
KINDS = ("Meeting", "Visit", "Exercise", "Agreement", "Cooperation")
FIRST, LAST = datetime.date(1990, 1, 1).toordinal(), datetime.date(2025, 12, 31).toordinal()
COUNTED = {"Meeting": "meetings", "Visit": "visits", "Exercise": "exercises", "Agreement": "agreements"}


def iri(short: str) -> str:
    prefix, _, local = short.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(words: str, language: str = "") -> str:
    return f'"{words}"' + (f"@{language}" if language else "")


def typed(value: object, datatype: str) -> str:
    return f'"{value}"^^{iri("xsd:" + datatype)}'


A = iri("rdf:type")


class Generator:
    """Makes quads, a document at a time."""

    def __init__(self, seed: int = 20260101) -> None:
        self.random = random.Random(seed)
        total, self.weights = 0.0, []
        for rank in range(len(STATES)):
            total += 1 / (rank + 1) ** 0.7
            self.weights.append(total)
        self.officials: dict[str, list[int]] = defaultdict(list)
        self.people = self.events = 0
        self.years: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.state_years: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)

    def state(self) -> str:
        return self.random.choices(STATES, cum_weights=self.weights)[0]

    def quads(self, wanted: int) -> Iterator[str]:
        """Lines of N-Quads, at least so many."""
        made = 0
        for chunk in self._chunks():
            made += len(chunk)
            yield from chunk
            if made + 9 * len(self.years) + 9 * len(self.state_years) >= wanted:  # what is inferred comes last
                break
        yield from self._inferred()

    def _chunks(self) -> Iterator[list[str]]:
        yield self._reference()
        document = 0
        while True:
            yield self._document(document)
            document += 1

    def _reference(self) -> list[str]:
        graph, lines = iri("graph:reference"), []
        for number, code in enumerate(STATES):
            state = iri(f"state:{code}")
            for predicate, value in (
                (A, iri("comity:State")), (iri("comity:iso2"), text(code)),
                (iri("rdfs:label"), text(f"State {number:03d}", "en")),
                (iri("rdfs:label"), text(f"Государство {number:03d}", "ru")),
            ):  # fmt: skip
                lines.append(f"{state} {predicate} {value} {graph} .\n")
        for code in STATES:
            lines += self._official(graph, code)
        return lines

    def _official(self, graph: str, state: str) -> list[str]:
        number, random = self.people, self.random
        self.people += 1
        self.officials[state].append(number)
        who, tenure = iri(f"official:o{number}"), iri(f"tenure:t{number}")
        start = random.randint(FIRST, LAST - 400)
        role = random.choice(("defence-minister", "chief-of-general-staff"))
        office = iri(f"office:{state}-{role}")
        name = f"{random.choice(WORDS).title()} {random.choice(WORDS).title()} {number}"
        also = f"{random.choice(RUSSIAN).title()} {random.choice(RUSSIAN).title()} {number}"
        begin, end = (
            typed(datetime.date.fromordinal(day), "date") for day in (start, start + random.randint(100, 399))
        )
        pairs = [
            (who, A, iri("comity:Official")), (who, iri("rdfs:label"), text(name, "en")),
            (who, iri("skos:altLabel"), text(also, "ru")),
            (tenure, A, iri("comity:Tenure")), (tenure, iri("comity:holder"), who),
            (tenure, iri("comity:office"), office), (tenure, iri("comity:validFrom"), begin),
            (tenure, iri("comity:validUntil"), end),
            (office, A, iri("comity:Office")), (office, iri("comity:role"), iri(f"role:{role}")),
            (office, iri("comity:ofState"), iri(f"state:{state}")),
        ]  # fmt: skip
        return [f"{s} {p} {o} {graph} .\n" for s, p, o in pairs]

    def _document(self, number: int) -> list[str]:
        random, name = self.random, f"d{number}"
        graph, source = iri(f"graph:{name}"), iri(f"source:{name}")
        day = random.randint(FIRST, LAST)
        published = datetime.date.fromordinal(day)
        pairs = [
            (source, A, iri("comity:Source")), (source, iri("dcterms:identifier"), text(f"{name}.txt")),
            (source, iri("dcterms:publisher"), text(f"Agency {random.randint(0, 40)}")),
            (source, iri("dcterms:language"), text("en")), (source, iri("dcterms:issued"), typed(published, "date")),
            (source, iri("comity:date"), text(str(published))),
        ]  # fmt: skip
        lines = [f"{s} {p} {o} {graph} .\n" for s, p, o in pairs]
        if number % 20 == 0:
            lines += self._official(graph, self.state())
        for place in range(4):
            lines += self._event(graph, source, name, day, place)
        return lines

    def _event(self, graph: str, source: str, document: str, published: int, place: int) -> list[str]:
        random, kind = self.random, self.random.choice(KINDS)
        number, self.events = self.events, self.events + 1
        fact = iri(f"{kind.lower()}:e{number}")
        parties = list(dict.fromkeys(self.state() for _ in range(2 if random.random() < 0.9 else random.randint(3, 6))))
        while len(parties) < 2:
            parties = list(dict.fromkeys([*parties, self.state()]))
        begin = max(FIRST, published - random.randint(0, 60))
        day = datetime.date.fromordinal(begin)
        end = datetime.date.fromordinal(begin + (random.randint(0, 10) if kind == "Exercise" else 0))
        member = "party" if kind == "Agreement" else "participant"
        pairs = [(fact, A, iri(f"comity:{kind}"))]
        pairs += [(fact, iri(f"comity:{member}"), iri(f"state:{code}")) for code in parties]
        if kind != "Cooperation":
            pairs += [
                (fact, iri("comity:date"), text(str(day))), (fact, iri("comity:earliest"), typed(day, "date")),
                (fact, iri("comity:latest"), typed(end, "date")),
            ]  # fmt: skip
        if kind in ("Exercise", "Agreement"):
            title = f"{' '.join(random.choices(WORDS, k=3)).capitalize()} {number}"
            pairs.append((fact, iri("rdfs:label"), text(title, "en")))
        if kind in ("Meeting", "Visit"):
            pairs += [
                (fact, iri("comity:participant"), iri(f"official:o{random.choice(self.officials[code])}"))
                for code in parties[:2]
            ]
        if kind == "Agreement":
            until = datetime.date.fromordinal(begin + random.randint(300, 5000))
            pairs += [
                (fact, iri("comity:validFrom"), typed(day, "date")),
                (fact, iri("comity:validUntil"), typed(until, "date")),
                (fact, iri("comity:kind"), iri("kind:plan")), (fact, iri("comity:status"), iri("status:signed")),
            ]  # fmt: skip
        if kind in ("Meeting", "Cooperation"):
            pairs.append((fact, iri("comity:area"), iri(f"area:{random.choice(AREAS)}")))
        if kind in COUNTED:
            for code in parties:
                self.state_years[code, day.year][COUNTED[kind]] += 1
        for one in sorted(parties):
            for other in sorted(parties):
                if one < other:
                    pairs.append((fact, iri("comity:relation"), iri(f"relation:{one}-{other}")))
                    if kind in COUNTED:
                        self.years[f"{one}-{other}", day.year][COUNTED[kind]] += 1
        pairs.append((fact, iri("comity:confidence"), typed(random.choice(("0.7", "0.8", "0.9")), "decimal")))
        for _ in range(random.randint(1, 2)):
            pairs += self._passage(fact, source, document, place)
        return [f"{s} {p} {o} {graph} .\n" for s, p, o in pairs]

    def _passage(self, fact: str, source: str, document: str, place: int) -> list[tuple[str, str, str]]:
        random = self.random
        begin = 2000 * place + random.randint(0, 1500)
        words = RUSSIAN if random.random() < 0.3 else WORDS
        quote = " ".join(random.choices(words, k=15))[:120]
        evidence = f"{PREFIXES['evidence']}{document}/{begin}-{begin + len(quote)}"
        passage, selector = f"<{evidence}>", f"<{evidence}/selector>"
        return [
            (fact, iri("comity:evidence"), passage), (passage, A, iri("comity:Evidence")),
            (passage, iri("oa:hasSource"), source), (passage, iri("oa:hasSelector"), selector),
            (selector, A, iri("oa:TextQuoteSelector")), (selector, A, iri("oa:TextPositionSelector")),
            (selector, iri("oa:exact"), text(quote, "ru" if words is RUSSIAN else "en")),
            (selector, iri("oa:start"), typed(begin, "nonNegativeInteger")),
            (selector, iri("oa:end"), typed(begin + len(quote), "nonNegativeInteger")),
        ]  # fmt: skip

    def _inferred(self) -> Iterator[str]:
        graph = iri("graph:inferred")
        for pair in sorted({pair for pair, _ in self.years}):
            relation = iri(f"relation:{pair}")
            yield f"{relation} {A} {iri('comity:BilateralRelation')} {graph} .\n"
            for code in pair.split("-"):
                yield f"{relation} {iri('comity:party')} {iri(f'state:{code}')} {graph} .\n"
        totals = self._totals()
        for (pair, year), counts in sorted(self.years.items()):
            standing = 1 + sum(n for total, n in totals[year].items() if total > counts.total())
            node = iri(f"relation-year:{pair}-{year}")
            yield f"{node} {A} {iri('comity:RelationYear')} {graph} .\n"
            yield f"{node} {iri('comity:relation')} {iri(f'relation:{pair}')} {graph} .\n"
            yield f"{node} {iri('comity:year')} {typed(year, 'gYear')} {graph} .\n"
            yield f"{node} {iri('comity:standing')} {typed(standing, 'integer')} {graph} .\n"
            yield from self._counts(node, counts)
        partners = Counter(
            (code, year)
            for (pair, year), counts in self.years.items()
            if counts["exercises"]
            for code in pair.split("-")
        )
        for (code, year), counts in sorted(self.state_years.items()):
            node = iri(f"state-year:{code}-{year}")
            yield f"{node} {A} {iri('comity:StateYear')} {graph} .\n"
            yield f"{node} {iri('comity:ofState')} {iri(f'state:{code}')} {graph} .\n"
            yield f"{node} {iri('comity:year')} {typed(year, 'gYear')} {graph} .\n"
            yield f"{node} {iri('comity:exercisePartners')} {typed(partners[code, year], 'integer')} {graph} .\n"
            yield from self._counts(node, counts)

    def _totals(self) -> dict[int, Counter[int]]:
        """Year -> total of a pair -> how many pairs have it."""
        found: dict[int, Counter[int]] = defaultdict(Counter)
        for (_, year), counts in self.years.items():
            found[year][counts.total()] += 1
        return found

    @staticmethod
    def _counts(node: str, counts: Counter[str]) -> Iterator[str]:
        for name in (*COUNTED.values(), "total"):
            count = counts.total() if name == "total" else counts[name]
            yield f"{node} {iri('comity:' + name)} {typed(count, 'integer')} {iri('graph:inferred')} .\n"


def generate(wanted: int, file: Path, seed: int = 20260101) -> int:
    """Write at least so many quads as N-Quads; gives how many there are."""
    count = 0
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as out:
        for line in Generator(seed).quads(wanted):
            out.write(line)
            count += 1
    return count


if __name__ == "__main__":
    print(f"{generate(int(sys.argv[1]), Path(sys.argv[2])):,} quads")
