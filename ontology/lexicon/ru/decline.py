"""Print the Russian forms of offices, heads and bodies from their lemmas: `lemmas/NAME.tsv` -> `NAME.base.tsv`.

    python ontology/lexicon/ru/decline.py

A line there is `value TAB lemma [TAB flags]`. The words before ` / ` are declined together (adjectives
and the noun that they go with), the others stay as written: `министр / обороны` gives `министра обороны`, `министры
обороны` and so on, each with its case, the plural ones with the flag `plural`. The flag `sg` or `pl` keeps one number;
other flags are handed on. Needs the extra `comity[lexicon]`; run it after an edit and commit what it writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pymorphy3

HERE: Final = Path(__file__).resolve().parent
CASES: Final = {"nomn": "NOM", "gent": "GEN", "datv": "DAT", "accs": "ACC", "ablt": "INS", "loct": "LOC"}
#: Words that pymorphy3 takes for another part of speech or declines otherwise than the language of offices does.
FIXED: Final = {"и", "по", "в", "при", "-", "атташе", "врио", "и.о.", "врид", "ио", "экс"}


def _noun(word: str, morph: pymorphy3.MorphAnalyzer) -> pymorphy3.analyzer.Parse | None:
    """The parse of the head, a noun in the nominative singular, a person where it can be one; None for `замглавы`."""
    parses = [p for p in morph.parse(word.lower()) if {"NOUN", "nomn", "sing"} in p.tag]
    return next((p for p in parses if "anim" in p.tag), parses[0] if parses else None)


def _modifier(word: str, morph: pymorphy3.MorphAnalyzer) -> pymorphy3.analyzer.Parse | None:
    parses = [p for p in morph.parse(word.lower()) if p.tag.POS in {"ADJF", "PRTF"} and "nomn" in p.tag]
    return parses[0] if parses else None


def decline(words: list[str], case: str, number: str, morph: pymorphy3.MorphAnalyzer) -> str:
    """The phrase (modifiers, then one noun, or two nouns) in that case and number."""
    heads = [w for w in words if w not in FIXED and _modifier(w, morph) is None]
    head = _noun(heads[0], morph) if heads else None
    gender = head.tag.gender or "masc" if head else "masc"  # an adjective as head (`командующий`) is masculine
    out = []
    for word in words:
        modifier = None if word in FIXED else _modifier(word, morph)
        noun = None if word in FIXED or modifier else _noun(word, morph)
        inflected = None
        if modifier is not None:
            asked = {case, "plur"} if number == "plur" else {case, "sing", gender}
            if case == "accs" and (number == "plur" or gender == "masc"):
                asked.add("anim")
            inflected = modifier.inflect(asked)
        elif noun is not None:
            inflected = noun.inflect({case, number})
        out.append(inflected.word if inflected else word)
    return " ".join(out)


def main() -> None:
    """Write NAME.base.tsv for each lemmas/NAME.tsv."""
    morph = pymorphy3.MorphAnalyzer()
    for path in sorted((HERE / "lemmas").glob("*.tsv")):
        lines = _forms(path.read_text(encoding="utf-8").splitlines(), morph)
        head = ["# Made by ontology/lexicon/ru/decline.py; edit lemmas/" + path.name + " instead."]
        (HERE / f"{path.stem}.base.tsv").write_text("\n".join(head + lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{path.stem}.base.tsv: {len(lines)} forms")


def _forms(lemmas: list[str], morph: pymorphy3.MorphAnalyzer) -> list[str]:
    """The lines of a list, every form with its cases."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for line in lemmas:
        if not line or line.startswith("#"):
            continue
        value, lemma, *rest = line.split("\t")
        flags = rest[0].split() if rest else []
        declined, _, fixed = lemma.partition(" / ")
        singular: set[str] = set()  # what does not change, or looks like a singular, is taken for one
        for number, mark in (("sing", "sg"), ("plur", "pl")):
            if {"sg", "pl"} & set(flags) and mark not in flags:
                continue
            kept = [f for f in flags if f not in {"sg", "pl"}] + (["plural"] if number == "plur" else [])
            for case, label in CASES.items():
                form = f"{decline(declined.split(), case, number, morph)} {fixed}".strip()
                if number == "sing":
                    singular.add(form)
                elif form in singular:
                    continue
                labels = rows.setdefault((value, form, " ".join(kept)), [])
                if label not in labels:
                    labels.append(label)
    return [
        f"{value}\t{form}\t{f'{kept} ' if kept else ''}case={'/'.join(labels)}"
        for (value, form, kept), labels in rows.items()
    ]


if __name__ == "__main__":
    main()
