"""A build hook, off unless it is asked for: compiles the reading of articles (comity/extract) to C with mypyc.

    HATCH_BUILD_HOOK_ENABLE_CUSTOM=true pip install .

1. The package is copied to a folder of its own, so that nothing compiled is left in the checkout.
2. mypyc makes one extension of the modules, and beside each source a small one that loads it.
3. Both go into the wheel beside the sources; without the hook the wheel is pure Python and needs no compiler.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "comity"
COMPILED = "extract"
SWITCH = "HATCH_BUILD_HOOK_ENABLE_CUSTOM"
#: What no article is read with: a client of servers, and the judge of annotated articles.
LEFT_OUT = frozenset({"llm", "judge.py"})
_OPTIONS = ("--config-file=", "--ignore-missing-imports", "--follow-imports=silent")
#: One C file a module: half the time that one file of all takes.
_SETUP = """
import json, sys
from mypyc.build import mypycify
from setuptools import setup
paths = json.loads(sys.argv.pop(1))
setup(name="compiled", packages=[], ext_modules=mypycify(paths, opt_level="2", debug_level="0", multi_file=True))
"""


class CompilingHook(BuildHookInterface):
    """Adds the compiled modules to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and hand the made files to the wheel."""
        self._folder = tempfile.TemporaryDirectory()
        place = Path(self._folder.name)
        shutil.copytree(Path(self.root) / "graph" / PACKAGE, place / PACKAGE)
        build(place)
        for made in sorted((*place.glob("*__mypyc*"), *extensions(place))):
            build_data["force_include"][str(made)] = made.relative_to(place).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was only needed to make the wheel."""
        self._folder.cleanup()


def modules(place: Path) -> list[str]:
    """The sources to compile, as paths from the folder `place` that holds the package."""
    folder = place / PACKAGE / COMPILED
    found = [p.relative_to(folder) for p in folder.rglob("*.py")]
    return sorted((folder / p).relative_to(place).as_posix() for p in found if p.parts[0] not in LEFT_OUT)


def extensions(place: Path) -> list[Path]:
    """The modules that were made beside their sources."""
    sources = [place / module for module in modules(place)]
    return [made for source in sources for made in source.parent.glob(f"{source.stem}.*") if made != source]


def build(place: Path) -> None:
    """Compile the modules of the package in the folder `place`, each beside its source."""
    words = json.dumps([*_OPTIONS, *modules(place)])
    command = [sys.executable, "-c", _SETUP, words, "build_ext", "--inplace"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        raise RuntimeError(f"comity could not be compiled; without {SWITCH} it is built in pure Python:\n{last}")
