"""Make the base lists of the lexicon: names of states and months, from CLDR and ISO 3166, in their inflected forms.

    python ontology/lexicon/generate.py [LANGUAGE ...]

Writes `states.base.tsv` and `dates.base.tsv` into the folder of each language; the hand-edited `states.tsv` and
`dates.tsv` beside them add to them and take back (docs/lexicon.md). Needs the extra `comity[lexicon]`. The method:

1. Names of states are those of CLDR (Babel) and the translations of ISO 3166 (pycountry), names in brackets apart.
2. Agglutinative languages get the mark `~` on the last word: its endings come from suffixes.tsv. Russian names are
   declined with pymorphy3, each form with its case. Arabic names are left as they are: clitics are found by the reader.
3. Months and weekdays are CLDR's of all the regional variants that differ (Arabic has four sets).
"""

from __future__ import annotations

import gettext
import re
import sys
from pathlib import Path
from typing import Final

import pycountry
import pymorphy3
from babel import Locale
from babel.core import UnknownLocaleError

HERE: Final = Path(__file__).resolve().parent
LANGUAGES: Final = ("en", "kk", "az", "tr", "ru", "ar")
AGGLUTINATIVE: Final = {"kk", "az", "tr", "uz", "ky"}
VARIANTS: Final = {"ar": ("ar", "ar_LB", "ar_IQ", "ar_MA", "ar_DZ", "ar_TN", "ar_EG")}
#: pymorphy3's names of the oblique cases, and ours.
CASES: Final = {"gent": "GEN", "datv": "DAT", "accs": "ACC", "ablt": "INS", "loct": "LOC"}
#: Short names that are also words, or parts of other names: case-sensitive.
SHORT: Final = 4
MONTHS_BY_ENDING: Final = {"kk", "az", "tr", "uz", "ky"}


def names_of_states(language: str) -> dict[str, list[str]]:
    """ISO 3166-1 alpha-2 -> names in that language, CLDR's first."""
    cldr = Locale.parse(language).territories
    try:
        translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
    except FileNotFoundError:
        translate = str
    found: dict[str, list[str]] = {}
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_2):
        names = [cldr.get(country.alpha_2, "")]
        for field in ("name", "official_name", "common_name"):
            text = getattr(country, field, "")
            if text and (language == "en" or translate(text) != text):
                names.append(translate(text))
        found[country.alpha_2] = list(dict.fromkeys(n for raw in names for n in plain(raw, language) if len(n) > 2))
    return found


def plain(name: str, language: str) -> list[str]:
    """The name without brackets and inversions ("Korea, Republic of"), `&` written out; none if it is no plain name."""
    name = re.sub(r"\s*[(（].*?[)）]", "", name).replace("’", "'").replace("\u0301", "").strip()
    if " - " in name or "," in name or "،" in name or ";" in name:
        before, _, after = name.partition(", ")
        return [f"{after} {before}"] if language == "en" and after.endswith(" of") else []
    name = re.sub(r"\b(SAR China|Special Administrative Region)\b", "", name).strip()
    return [name.replace("&", "and") if language == "en" else name.replace("&", " ")]


def forms(name: str, language: str, morph: pymorphy3.MorphAnalyzer) -> list[tuple[str, str]]:
    """(form, flags) for each form of the name that a text may have."""
    if language in AGGLUTINATIVE:
        return [(f"{name}~", "")]
    if language != "ru":
        return [(name, "")]
    mark = "=" if len(name) <= SHORT else ""
    found = {mark + name: ["NOM"]}
    for case, label in CASES.items():
        declined = decline(name, case, morph)
        if declined:
            found.setdefault(mark + declined, []).append(label)
    return [(form, "case=" + "/".join(labels)) for form, labels in found.items()]


def decline(name: str, case: str, morph: pymorphy3.MorphAnalyzer) -> str | None:
    """The Russian name in that case: the words in the nominative up to the first noun, the rest as it stands."""
    words, done = [], False
    for word in re.split(r"([ \-])", name):
        if done or word in {" ", "-", "и"} or not word:
            words.append(word)
            done = done and word != "и"
            continue
        nominative = [p for p in morph.parse(word) if p.tag.case == "nomn" and p.tag.POS in {"NOUN", "ADJF"}]
        nominative.sort(key=lambda p: "Geox" not in p.tag)
        changed = nominative[0].inflect({case}) if nominative else None
        if changed is None:
            return None
        words.append(changed.word[:1].upper() + changed.word[1:] if word[:1].isupper() else changed.word)
        done = nominative[0].tag.POS == "NOUN" and "-" not in name
    return "".join(words)


def dates(language: str) -> list[tuple[str, str, str]]:
    """(value, form, flags) for months and weekdays."""
    rows: dict[tuple[str, str], None] = {}
    end = "~" if language in MONTHS_BY_ENDING else ""
    for variant in VARIANTS.get(language, (language,)):
        try:
            locale = Locale.parse(variant)
        except UnknownLocaleError:
            continue
        for width in ("wide", "abbreviated"):
            for number, month in locale.months["format"][width].items():
                rows[f"month-{number}", month.rstrip(".") + (end if width == "wide" else "")] = None
        for number, day in locale.days["format"]["wide"].items():
            rows[f"weekday-{number + 1}", day + end] = None
    return [(value, form, "") for value, form in rows if len(form) > 2]


def write(path: Path, rows: list[tuple[str, str, str]], note: str) -> None:
    """One line a row, after a note that says where they are from."""
    lines = [f"# {note}", "# Made by ontology/lexicon/generate.py; edit the file without .base instead."]
    lines += ["\t".join(row).rstrip("\t") for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(languages: list[str]) -> None:
    """Write the base lists of these languages."""
    morph = pymorphy3.MorphAnalyzer()
    for language in languages:
        folder = HERE / language
        folder.mkdir(exist_ok=True)
        states = {
            (iso, form): flags
            for iso, names in names_of_states(language).items()
            for name in names
            for form, flags in forms(name, language, morph)
        }
        rows = [(iso, form, flags) for (iso, form), flags in states.items()]
        write(folder / "states.base.tsv", rows, "Names of states: CLDR and ISO 3166-1.")
        write(folder / "dates.base.tsv", dates(language), "Months and weekdays: CLDR.")


if __name__ == "__main__":
    main(sys.argv[1:] or list(LANGUAGES))
