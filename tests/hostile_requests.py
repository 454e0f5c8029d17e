"""Requests that mean harm, one by one: raw bytes for one connection each, and the statuses that are a good answer.

Groups and their sizes are those in which other endpoints were tried: 196 cases, 141 of them here, the queries in
`hostile_queries`, the deeds of many connections in `hostile_connections`. PORT stands for the server's port, TRAP for
that of a listener which nobody may call. A status of 0 is a connection that was closed without an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

CLOSED = 0
#: Statuses of a request that is refused, whatever for.
NO = frozenset({400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 421, 431, 501, 505, CLOSED})
OK = frozenset({200})
QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
INSERT = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


@dataclass(frozen=True)
class Case:
    """One hostile request: its group, its name, the bytes, and the statuses that are right for it."""

    group: str
    name: str
    data: bytes
    statuses: frozenset[int] = NO
    never: str = ""  # a header that the answer must not have


def request(
    target: str, *fields: str, method: str = "GET", body: bytes = b"", host: str = "Host: 127.0.0.1:PORT"
) -> bytes:
    """The bytes of a request; the length of its body is told if it has one."""
    lines = [f"{method} {target} HTTP/1.1", *([host] if host else []), "Connection: close", *fields]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body


def asking(query: str) -> str:
    """The address of a query."""
    return f"/sparql?query={quote(query)}"


def posted(body: str | bytes, type: str | None, target: str = "/sparql", method: str = "POST") -> bytes:
    """A request with this body."""
    data = body.encode("utf-8") if isinstance(body, str) else body
    return request(target, *([f"Content-Type: {type}"] if type is not None else []), method=method, body=data)


def updates() -> Iterator[Case]:
    """27: everything that would change the graph, and requests that are none of the protocol."""
    form = f"update={quote(INSERT)}"
    yield Case("updates", "by form", posted(form, FORM_TYPE))
    yield Case("updates", "by body", posted(INSERT, "application/sparql-update"))
    yield Case("updates", "by GET", request(f"/sparql?{form}"))
    yield Case("updates", "beside a query", posted(f"query={quote('ASK {}')}&{form}", FORM_TYPE))
    yield Case("updates", "in the address of a query", posted("ASK {}", QUERY_TYPE, f"/sparql?{form}"))
    for verb in (
        INSERT, "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL", "LOAD <file:///etc/passwd>",
        "CREATE GRAPH <urn:g>", "COPY DEFAULT TO <urn:g>", "MOVE DEFAULT TO <urn:g>", "ADD DEFAULT TO <urn:g>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ):  # fmt: skip
        yield Case("updates", f"as a query: {verb.split()[0]}", request(asking(verb)))
    yield Case("updates", "after a query", request(asking(f"ASK {{}} ; {INSERT}")))
    turtle = "<urn:a> <urn:b> <urn:c> ."
    yield Case("updates", "PUT of a graph", posted(turtle, "text/turtle", "/sparql?default", "PUT"))
    yield Case("updates", "POST of a graph", posted(turtle, "text/turtle", "/sparql?graph=urn:g"))
    yield Case("updates", "DELETE of a graph", request("/sparql?default", method="DELETE"))
    yield Case("updates", "PATCH", posted(INSERT, "application/sparql-update", "/sparql", "PATCH"))
    parts = f'--x\r\nContent-Disposition: form-data; name="update"\r\n\r\n{INSERT}\r\n--x--\r\n'
    yield Case("updates", "in parts", posted(parts, "multipart/form-data; boundary=x"))
    yield Case("updates", "two queries", request(f"{asking('ASK {}')}&query={quote('ASK {}')}"))
    yield Case("updates", "no query", posted("nothing=1", FORM_TYPE))
    yield Case("updates", "an empty query", request("/sparql?query="))
    yield Case("updates", "a query that is not UTF-8", posted(b"ASK { ?s ?p '\xff\xfe' }", QUERY_TYPE))
    yield Case("updates", "a form that is not UTF-8", posted("query=%ff%fe", FORM_TYPE))
    yield Case("updates", "a thousand and one fields", posted("&".join(f"a{n}=1" for n in range(1001)), FORM_TYPE))


def outgoing() -> Iterator[Case]:
    """10: requests that would have the server call somebody."""
    url = "http://127.0.0.1:TRAP/x"
    answered = NO | OK
    for name, query in {
        "SERVICE": f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SERVICE SILENT": f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SERVICE by prefix": f"PREFIX e: <{url}> SELECT * {{ sErViCe e: {{ ?s ?p ?o }} }}",
        "SERVICE by variable": f"SELECT * {{ BIND(<{url}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        "SERVICE within EXISTS": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{url}> {{ ?a ?b ?c }} }} }}",
        "SERVICE behind an ambiguous <": "SELECT * { ?a ?p ?b FILTER(?a<?b#>'''\n) "
        f"SERVICE <{url}> {{ ?x ?y ?z }} #'''\n }}",
        "FROM": f"SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "FROM NAMED": f"SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "LOAD": f"LOAD <{url}>",
    }.items():
        yield Case("outgoing", name, request(asking(query).replace(quote("TRAP"), "TRAP")), answered)
    yield Case(
        "outgoing", "default-graph-uri", request(f"{asking('ASK { ?s ?p ?o }')}&default-graph-uri={url}"), answered
    )


def methods() -> Iterator[Case]:
    """9: methods that are not answered."""
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "MKCOL", "FOO", "get"):
        yield Case("methods", method, request(asking("ASK {}"), method=method))
    yield Case("methods", "CONNECT", b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n")


def content_types() -> Iterator[Case]:
    """16: bodies of other types than they say, or of none."""
    for type in (
        None, "", "text/plain", "application/json", "text/turtle", "application/xml", "multipart/form-data",
        "application/sparql-query, text/plain", f"{QUERY_TYPE}; charset=utf-16", f"{QUERY_TYPE}; charset=latin-1",
        "application/sparql-querya", "a" * 10_000, "/", ";;;", "application/sparql-results+json",
    ):  # fmt: skip
        yield Case("content types", str(type)[:40], posted("ASK {}", type))
    yield Case("content types", "in capitals", posted("ASK {}", QUERY_TYPE.upper()), OK)


def accepts() -> Iterator[Case]:
    """26: what clients say that they accept."""
    for accept in (
        "*/*", "", ",", ";;;q=x,,", "nonsense", "text/*", "*/json", "*", "application/sparql-results+json;q=0",
        "application/sparql-results+json;q=2", "text/csv;q=NaN", "text/csv;q=-1", "text/csv;q=inf", "text/csv;q=",
        "text/csv;q=0.0001", "image/png", "image/png, */*;q=0.1", "TEXT/CSV", "text/csv;charset=utf-16",
        ", ".join(f"a/b{n}" for n in range(1_000)), "text/csv;" + "a=b;" * 1_000, "/" * 1_000, "a/" * 1_000,
        "text/html", "application/sparql-results+json" + " " * 5_000, "text/csv,text/csv;q=0",
    ):  # fmt: skip
        yield Case("accepts", accept[:40], request(asking("ASK {}"), f"Accept: {accept}"), NO | OK)


def paths() -> Iterator[Case]:
    """21: ways out of the pages."""
    for path in (
        "/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/..%2f..%2fapp.py", "/assets/....//app.py",
        "//etc/passwd", "/assets//etc/passwd", "/assets/%00", "/assets/vendor", "/id/../../etc/passwd", "/id/%00",
        "/id/", "/relation/", "/relation/<script>alert(1)</script>", "/id/" + "a" * 5_000, "/%ff%fe",
        "/sparql/../../etc/passwd", "/.git/config", "/assets/site.css%00.html", "/vocabulary/../../../x",
        "/ontology/../app.py", "/network/around/../../x",
    ):  # fmt: skip
        yield Case("paths", path[:40], request(path))


def hosts() -> Iterator[Case]:
    """11: names that are not the server's."""
    for name, host in {
        "another": "Host: evil.example", "another with our port": "Host: evil.example:PORT",
        "no port": "Host: localhost", "another port": "Host: 127.0.0.1:1",
        "ours as the beginning": "Host: localhost.evil.example:PORT",
        "ours as the user": "Host: 127.0.0.1:PORT@evil.example", "an open bracket": "Host: [::1",
        "two": "Host: evil.example\r\nHost: 127.0.0.1:PORT", "none": "", "empty": "Host:",
        "other numbers": "Host: 127.1:PORT",
    }.items():  # fmt: skip
        yield Case("hosts", name, request("/sparql", host=host))


def origins() -> Iterator[Case]:
    """5: pages of other sites."""
    header = "access-control-allow-origin"
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        yield Case("origins", origin, request(asking("ASK {}"), f"Origin: {origin}"), OK, header)
    asks = ("Origin: https://evil.example", "Access-Control-Request-Method: POST")
    yield Case("origins", "preflight", request("/sparql", *asks, method="OPTIONS"), frozenset({200, 204}), header)
    with_cookies = ("Origin: https://evil.example", "Cookie: a=b", "Sec-Fetch-Site: cross-site")
    yield Case("origins", "with cookies", request(asking("ASK {}"), *with_cookies), OK, header)


def broken() -> Iterator[Case]:
    """16: what is no HTTP, or HTTP that lies about itself."""
    post = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
    for name, data in {
        "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
        "HTTP 0.9": b"GET\r\n\r\n",
        "HTTP 9.9": b"GET / HTTP/9.9\r\n\r\n",
        "zeros": b"\x00" * 1000,
        "a long address": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        "many headers": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        "a long header": b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        "a length below 0": post + b"Content-Length: -1\r\n\r\nx",
        "a length without end": post + b"Content-Length: 99999999999\r\n\r\nx",
        "two lengths": post + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "chunks of ZZZ": post + b"Transfer-Encoding: chunked\r\n\r\nZZZ\r\nx\r\n0\r\n\r\n",
        "chunks and a length": post + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r",
        "another's address": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "a header with a space": b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nbad header\r\n\r\n",
        "a line within a header": b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: a\rSet-Cookie: b=c\r\n\r\n",
    }.items():
        yield Case("broken", name, data, NO | OK)
    upgrade = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
    yield Case("broken", "an upgrade", upgrade, NO | OK)


def cases() -> list[Case]:
    """All requests of this file."""
    groups = (updates, outgoing, methods, content_types, accepts, paths, hosts, origins, broken)
    return [case for group in groups for case in group()]
