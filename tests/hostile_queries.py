"""Queries that mean harm: 14 that never end or eat all memory, and 30 that are deep or big."""

from __future__ import annotations

from collections.abc import Iterator

from hostile_requests import NO, OK, QUERY_TYPE, Case, posted

#: Three times every triple with every other: more rows than anybody has time for.
_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
_FAR = f"{_CROSS} . ?j ?k ?l . ?m ?n ?o"
_STEPS = zip("abcdefghijk", "bcdefghijkz", strict=True)
_DOUBLED = " ".join(f"BIND(CONCAT({', '.join([f'?{one}'] * 6)}) AS ?{other})" for one, other in _STEPS)
_ANY = "(<urn:x>|!<urn:x>)"
ENDLESS = {
    "a count of a join": f"SELECT (COUNT(*) AS ?n) {{ {_FAR} }}",
    "rows of a join": f"SELECT * {{ {_FAR} }}",
    "DISTINCT": f"SELECT DISTINCT * {{ {_CROSS} . ?j ?k ?l }}",
    "ORDER BY": f"SELECT * {{ {_CROSS} }} ORDER BY ?i ?a ?h",
    "GROUP BY": f"SELECT ?a ?e ?i (COUNT(*) AS ?n) {{ {_CROSS} . ?j ?k ?l }} GROUP BY ?a ?e ?i",
    "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?x) {{ {_CROSS} . ?j ?k ?l }}",
    "paths": "SELECT * { ?a (<urn:x>|!<urn:x>)* ?b . ?c (<urn:x>|!<urn:x>)* ?d . ?e (<urn:y>|!<urn:y>)* ?f }",
    "a path of paths": f"ASK {{ ?a ({_ANY}+/{_ANY}+)+ ?b . ?c (!<urn:z>)+ ?d FILTER(?a = ?d && ?b = <urn:no>) }}",
    "a pattern that backtracks": f"ASK {{ {_CROSS} FILTER(REGEX(CONCAT(STR(?a), STR(?f)), '(a+)+$')) }}",
    "REPLACE": f"SELECT ?z {{ BIND('{'x' * 50_000}' AS ?a) BIND(REPLACE(?a, 'x', ?a) AS ?b) "
    "BIND(REPLACE(?b, 'x', ?a) AS ?z) }",
    "strings that grow": f"SELECT ?z {{ BIND('xxxxxxxxxxxxxxxx' AS ?a) {_DOUBLED} }}",
    "a question without answer": f"ASK {{ {_CROSS} . ?j ?k ?l . FILTER(?a = ?l && ?b = ?c) }}",
    "CONSTRUCT": f"CONSTRUCT {{ ?a ?b ?f }} WHERE {{ {_CROSS} . FILTER(?a = ?f && ?b = ?c) }}",
    "OPTIONAL and MINUS": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} OPTIONAL {{ ?j ?k ?a . ?l ?m ?n }} "
    "MINUS { ?x ?y ?z . ?a ?q ?r } }",
}


def _deep() -> dict[str, str]:
    deep, wide = 20_000, 30_000
    triple = "?s ?p ?o"
    return {
        "groups": "SELECT * " + "{" * wide + "}" * wide,
        "groups never closed": "SELECT * " + "{" * wide,
        "IF": "SELECT (" + "IF(" * 5_000 + " AS ?x) {}",
        "IF whole": "SELECT (" + "IF(true," * 2_000 + "1" + ",0)" * 2_000 + " AS ?x) {}",
        "parentheses": f"SELECT * {{ {triple} FILTER({'(' * deep}1{')' * deep}) }}",
        "||": f"SELECT * {{ {triple} FILTER({'||'.join(['?s=?o'] * deep)}) }}",
        "&&": f"SELECT * {{ {triple} FILTER({'&&'.join(['?s=?o'] * deep)}) }}",
        "sums": f"SELECT ({'+'.join(['1'] * deep)} AS ?x) {{}}",
        "minus signs": f"SELECT ({'-' * 50_000}1 AS ?x) {{}}",
        "not": f"SELECT * {{ {triple} FILTER({'!' * deep}true) }}",
        "UNION": "SELECT * {" + "UNION".join([f"{{{triple}}}"] * 10_000) + "}",
        "OPTIONAL beside": "SELECT * {" + f"OPTIONAL {{{triple}}}" * 10_000 + "}",
        "OPTIONAL within": "SELECT * {" + f"{triple} OPTIONAL {{" * 5_000 + "}" * 5_001,
        "MINUS": "SELECT * { " + triple + f" MINUS {{{triple}}}" * 10_000 + "}",
        "EXISTS": "ASK {" + f"{triple} FILTER EXISTS {{" * 3_000 + triple + "}" * 3_001,
        "sub-queries": "SELECT * {" + "{ SELECT * {" * 3_000 + triple + "} }" * 3_000 + "}",
        "GRAPH": "SELECT * {" + "GRAPH ?g {" * 3_000 + triple + "}" * 3_001,
        "BIND": "SELECT * {" + " ".join(f"BIND(1 AS ?v{n})" for n in range(10_000)) + "}",
        "a path of steps": "SELECT * { ?s " + "/".join(["a"] * wide) + " ?o }",
        "a path of ways": "SELECT * { ?s " + "|".join(["a"] * wide) + " ?o }",
        "a path turned round": "SELECT * { ?s " + "^(" * 5_000 + "a" + ")" * 5_000 + " ?o }",
        "nodes without name": "SELECT * { ?s ?p " + "[ a " * 10_000 + "1" + "]" * 10_000 + " }",
        "lists": "SELECT * { ?s ?p " + "(" * 10_000 + ")" * 10_000 + " }",
        "triple terms": "SELECT * { ?s ?p " + "<<( ?a ?b " * 2_000 + "1" + " )>>" * 2_000 + " }",
        "triples": "SELECT * {" + f"{triple} . " * 90_000 + "}",
        "values": "ASK { VALUES ?x { " + "1 " * 400_000 + "} }",
        "IN": f"ASK {{ {triple} FILTER(?s IN ({', '.join(['1'] * 200_000)})) }}",
        "prefixes": "".join(f"PREFIX p{n}: <urn:{n}>\n" for n in range(40_000)) + "ASK {}",
        "a text of 1.5 million letters": f"SELECT * {{ ?s ?p '{'x' * 1_500_000}' }}",
        "a text of 3 million letters": f"SELECT * {{ ?s ?p '{'x' * 3_000_000}' }}",
    }  # fmt: skip


def cases() -> Iterator[Case]:
    """All queries of this file."""
    told = NO | OK | {503}
    for name, query in ENDLESS.items():
        yield Case("endless", name, posted(query, QUERY_TYPE), told)
    for name, query in _deep().items():
        yield Case("deep", name, posted(query, QUERY_TYPE), told)
