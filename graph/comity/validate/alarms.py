"""The alarms of ontology/alarms/: named checks over time and sources, each a SELECT with a message.

A query gives `?focus`, whatever its message names, and what it rests on: `?fact` in the named graph `?telling`, and
where two facts are compared, `?otherFact` in `?otherTelling`. A day, a state or a holder that the graph does not know
raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from comity import locate
from comity.errors import ComityError
from comity.infer import Quotation, quotations
from comity.terms import ID, PREFIXES
from comity.validate.finding import Finding, Severity
from comity.validate.names import name

_HEAD: Final = re.compile(r"# title: (?P<title>.+)\n# severity: (?P<severity>\w+)\n# message: (?P<message>.+)\n")
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_RESTS_ON: Final = (("fact", "telling"), ("otherFact", "otherTelling"))


@dataclass(frozen=True)
class Alarm:
    """One alarm: its file's name without `.rq`, what it is about, how bad it is, the message with slots, the query."""

    name: str
    title: str
    severity: Severity
    message: str
    query: str


@cache
def all_alarms() -> tuple[Alarm, ...]:
    """The alarms by name. Raises `ComityError` for a file without a proper head."""
    found = []
    for file in sorted((locate.ontology() / "alarms").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        head = _HEAD.match(text)
        if not head or head["severity"] not in Severity.__members__:
            raise ComityError(f"{file} is no alarm; begin it with the lines '# title:', '# severity:' and '# message:'")
        found.append(Alarm(file.stem, head["title"], Severity[head["severity"]], head["message"], text))
    return tuple(found)


def alarms(store: ox.Store) -> list[Finding]:
    """What the alarms find in the store, the worst first."""
    return sorted({finding for alarm in all_alarms() for finding in _raised(store, alarm)})


def _raised(store: ox.Store, alarm: Alarm) -> Iterator[Finding]:
    rows: Any = store.query(alarm.query, use_default_graph_as_union=True)
    columns = [variable.value for variable in rows.variables]
    for row in rows:
        values = {column: row[column] for column in columns if row[column] is not None}
        tellings: set[tuple[str, str]] = set()
        passages: set[Quotation] = set()
        for fact, telling in _RESTS_ON:
            if fact in values:
                passages.update(quotations(store, values[fact], values.get(telling)))
                graphs = [values[telling]] if telling in values else _typed(store, values[fact])
                tellings.update((graph.value.removeprefix(f"{ID}graph/"), values[fact].value) for graph in graphs)
        words = {key: name(store, value) for key, value in values.items()}
        yield Finding(
            alarm.severity,
            alarm.name,
            values["focus"].value,
            alarm.message.format_map(words),
            tuple(sorted(tellings)),
            tuple(sorted(passages)),
        )


def _typed(store: ox.Store, fact: ox.NamedNode) -> set[ox.NamedNode]:
    """The named graphs that tell the fact, for an alarm that looks at all of them at once."""
    stated = store.quads_for_pattern(fact, _TYPE, None, None)
    return {quad.graph_name for quad in stated if isinstance(quad.graph_name, ox.NamedNode)}
