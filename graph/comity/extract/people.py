"""The people of one document: spellings of one name brought together, surnames led back to the full name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from comity.extract.name_span import NameSpan
from comity.names import sounds

_SHORT = 3  # letters: shorter words are alike if they are the same
_LONG = 5  # letters: shorter ones do not sound alike unless they are spelt so
_ENDING = 5  # letters that an inflected name may have more
_ALIKE = 0.87  # how like they sound (comity.names.sounds)


@dataclass
class Figure:
    """A person of the document: every spelling met, in order, and where."""

    key: str
    spellings: list[tuple[str, ...]] = field(default_factory=list)
    places: list[NameSpan] = field(default_factory=list)
    state: str | None = None
    roles: list[str] = field(default_factory=list)
    rank: str | None = None
    spoken_for: bool = False  # has an office of their own

    def last_named(self, before: int) -> int:
        """The last sentence up to that one in which they are named; -1 if none."""
        return max((n.sentence for n in self.places if n.sentence <= before), default=-1)

    @property
    def fullest(self) -> tuple[str, ...]:
        """The spelling with most words written out."""
        return max(self.spellings, key=lambda parts: (sum(len(p) > 2 for p in parts), -len(" ".join(parts))))


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two words may be one name: the same but for an ending, or sounding alike."""
    x, y = sounds.fold(a), sounds.fold(b)
    shorter = min(len(x), len(y))
    if shorter < _SHORT or x == y:
        return x == y
    common = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), shorter)
    if common >= max(_SHORT, shorter - 1) and abs(len(x) - len(y)) <= _ENDING:
        return True
    if shorter < _LONG:
        return False  # `Chun`, `Chien`: too little to tell
    return any(sounds.is_like(p, q, _ALIKE) for p in sounds.readings(x) for q in sounds.readings(y))


def is_initial(part: str) -> bool:
    """`R.`"""
    return part.endswith(".") and len(part) <= 3


@lru_cache(maxsize=4096)  # an article asks of the same pairs again and again
def same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two spellings can be one person: surnames alike, and no first names that contradict."""
    if len(a) > len(b):
        a, b = b, a
    words_a = [p for p in a if not is_initial(p)]
    words_b = [p for p in b if not is_initial(p)]
    if not words_a or not words_b:
        return False
    if len(words_a) == 1:
        word = words_a[0]
        if not (
            alike(word, words_b[-1]) or (len(words_b) > 1 and len(a) == 1 and any(alike(word, w) for w in words_b))
        ):
            return False
        initials = [p for p in a if is_initial(p)]
        return (
            not initials
            or len(b) == 1
            or any(sounds.fold(initials[0])[:1] == sounds.fold(w)[:1] for w in (b[0], *words_b[:-1]))
        )
    matched = sum(any(alike(word, other) for other in words_b) for word in words_a)
    return matched == len(words_a) or (matched >= 2 and matched >= len(words_a) - 1 and len(words_a) > 2)


class People:
    """The people met so far; names are added in the order of the text, full names first."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._named: dict[int, dict[int, tuple[NameSpan, Figure]]] = {}  # by sentence and first token

    def add(self, name: NameSpan) -> Figure:
        """The person of that name: one who is known by a spelling of it, else a new one."""
        figure = self.known(name.parts)
        if figure is None:
            figure = Figure(f"p{len(self.figures) + 1}")
            self.figures.append(figure)
        if name.parts not in figure.spellings:
            figure.spellings.append(name.parts)
        self.place(figure, name)
        return figure

    def place(self, figure: Figure, name: NameSpan) -> None:
        """Note that the person is named there."""
        named = self._named.setdefault(name.sentence, {})
        if name.first not in named:
            figure.places.append(name)
            named[name.first] = name, figure

    def known(self, parts: tuple[str, ...]) -> Figure | None:
        """The one person that this spelling can mean; None if there is none, or more than one."""
        fitting = [f for f in self.figures if any(same(parts, s) for s in f.spellings)]
        exact = [f for f in fitting if parts in f.spellings]
        if exact:
            return exact[0]
        return fitting[0] if len(fitting) == 1 else None

    def at(self, sentence: int, first: int) -> Figure | None:
        """Who is named there."""
        named = self._named.get(sentence, {}).get(first)
        return named[1] if named else None

    def in_sentence(self, sentence: int) -> list[tuple[NameSpan, Figure]]:
        """Who is named in a sentence, in order."""
        named = self._named.get(sentence)
        return [named[first] for first in sorted(named)] if named else []
