"""Makes vocabularies/states.ttl: all states of ISO 3166-1 with their names in the languages of the lexicon.

Codes and official names are those of pycountry, names in each language those of Unicode's CLDR (through Babel), and
states.tsv beside this file corrects them to what is usual. Needs the extra `lexicon`; run it from anywhere:

    python ontology/generate_states.py
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

import pycountry
from babel import Locale

HERE: Final = Path(__file__).resolve().parent
LANGUAGES: Final = ("en", "kk", "az", "ru", "ar", "tr")
#: CLDR abbreviates; written out, and in this order.
WRITTEN_OUT: Final = (
    ("en", " & ", " and "),
    ("en", "St. ", "Saint "),
    ("ru", "о-ва", "острова"),
    ("ru", "о-в", "остров"),
)
HEAD: Final = """\
# All states and territories of ISO 3166-1, made by generate_states.py from pycountry, Unicode CLDR and states.tsv.
# Do not edit: names are corrected in states.tsv.
@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix state: <https://w3id.org/comity/id/state/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def corrections() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], list[str]]]:
    """The labels of states.tsv and its other names, each by code and language."""
    labels: dict[tuple[str, str], str] = {}
    others: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in (HERE / "states.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        code, language, use, name = line.split("\t")
        if use == "label":
            labels[code, language] = name
        else:
            others[code, language].append(name)
    return labels, others


def usual(language: str, name: str) -> str:
    """The name with CLDR's abbreviations written out."""
    for written_in, short, full in WRITTEN_OUT:
        if written_in == language:
            name = name.replace(short, full)
    return name


def turtle() -> str:
    """The whole file."""
    labels, others = corrections()
    names = {language: Locale(language).territories for language in LANGUAGES}
    blocks = [HEAD]
    for country in sorted(pycountry.countries, key=lambda country: country.alpha_2):
        code = country.alpha_2
        chosen = {
            language: labels.get((code, language)) or usual(language, names[language][code]) for language in LANGUAGES
        }
        also = {(name, language) for language in LANGUAGES for name in others[code, language]}
        also |= {(getattr(country, "official_name", country.name), "en")}
        also -= {(name, language) for language, name in chosen.items()}
        blocks.append(
            f'state:{code} a comity:State ; comity:iso2 "{code}" ; comity:iso3 "{country.alpha_3}" ;\n    rdfs:label '
            + " , ".join(f'"{name}"@{language}' for language, name in chosen.items())
            + (
                " ;\n    skos:altLabel " + " , ".join(f'"{name}"@{language}' for name, language in sorted(also))
                if also
                else ""
            )
            + " .\n"
        )
    return "".join(blocks[:1]) + "\n" + "".join(blocks[1:])


if __name__ == "__main__":
    (HERE / "vocabularies" / "states.ttl").write_text(turtle(), encoding="utf-8", newline="\n")
