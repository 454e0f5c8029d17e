"""A language model is held to the text: over real HTTP, against a small server that plays scripted answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from comity.documents import Document
from comity.errors import ComityError
from comity.extract.llm import from_environment
from comity.facts import Cooperation, Extraction, Tenure, Visit
from conftest import document

TEXT = (
    "В Астану 12 мая 2025 года прибыла делегация Министерства обороны Узбекистана во главе с министром обороны "
    "генерал-майором Шухратом Холмухамедовым. Стороны обсудили сотрудничество Казахстана и Узбекистана в области "
    "миротворчества."
)
ARTICLE = document(TEXT, language="ru", published="2025-05-13")
STATES = [{"value": "UZ", "surface": "Узбекистана"}, {"value": "KZ", "surface": "Астану"}]
VISIT = {
    "type": "visit",
    "polarity": "stated",
    "quote": "В Астану 12 мая 2025 года прибыла делегация Министерства обороны Узбекистана",
    "states": STATES,
    "persons": [{"surface": "Шухратом Холмухамедовым"}],
    "date": {"value": "2025-05-12", "surface": "12 мая 2025 года"},
}


class Script(BaseHTTPRequestHandler):
    """Answers each request with the next line of the script: (status, body, seconds to wait)."""

    lines: list[tuple[int, Any, float]]
    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append({"path": self.path, "key": self.headers.get("Authorization"), **asked})
        status, body, wait = self.lines.pop(0) if len(self.lines) > 1 else self.lines[0]
        time.sleep(wait)
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        try:
            self.wfile.write(raw)
        except BrokenPipeError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def says(content: object, finish: str = "stop") -> tuple[int, Any, float]:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return 200, {"choices": [{"message": {"content": text}, "finish_reason": finish}]}, 0.0


@contextmanager
def playing(monkeypatch: pytest.MonkeyPatch, *lines: tuple[int, Any, float]) -> Iterator[type[Script]]:
    script = type("Played", (Script,), {"lines": list(lines), "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), script)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("COMITY_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("COMITY_LLM_MODEL", "scripted")
    monkeypatch.setenv("COMITY_LLM_KEY", "secret")
    monkeypatch.setenv("COMITY_LLM_TIMEOUT", "1")
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


def heard(monkeypatch: pytest.MonkeyPatch, *facts: dict[str, Any], article: Document = ARTICLE) -> Extraction:
    with playing(monkeypatch, says({"facts": list(facts)})):
        return from_environment()(article)


def test_what_the_text_supports_is_kept_with_its_exact_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = heard(monkeypatch, VISIT)
    [visit] = found.facts
    assert isinstance(visit, Visit)
    assert (visit.visitor, visit.host, visit.date) == ("UZ", "KZ", "2025-05-12")
    assert TEXT[visit.quotes[0].start : visit.quotes[0].end] == visit.quotes[0].exact
    assert found.persons[0].names[0].text == "Шухратом Холмухамедовым"


def test_the_question_carries_the_schema_the_codes_and_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(monkeypatch, says({"facts": []})) as script:
        from_environment()(ARTICLE)
    [asked] = script.asked
    assert (asked["path"], asked["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert asked["response_format"]["json_schema"]["schema"]["$ref"]
    assert "peacekeeping" in asked["messages"][0]["content"]
    assert TEXT in asked["messages"][1]["content"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"quote": "Министры подписали договор о создании военной базы"}, "its quotation is not in the article"),
        ({"states": [{"value": "FR", "surface": "Узбекистана"}, STATES[1]]}, "name the state FR"),
        ({"states": [STATES[0], {"value": "FR", "surface": "Франция"}]}, "name the state FR"),
        ({"states": [STATES[0]]}, "not between two states"),
        ({"polarity": "denied"}, "it is denied"),
        ({"polarity": "planned"}, "it is only planned"),
        ({"type": "cooperation", "area": "astrology"}, "'astrology' is no area"),
        ({"type": "office", "persons": [{"surface": "Иван Петров", "role": "ambassador"}]}, "the person or the state"),
    ],
)
def test_a_hallucination_yields_no_fact_and_is_counted(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], why: str
) -> None:
    found = heard(monkeypatch, {**VISIT, **change})
    assert found.facts == ()
    assert why in found.refused[0].why


def test_a_slot_without_support_is_dropped_and_the_fact_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    date = {"value": "2025-05-14", "surface": "12 мая 2025 года"}
    [visit] = heard(monkeypatch, {**VISIT, "date": date, "persons": [{"surface": "Иван Петров"}]}).facts
    assert isinstance(visit, Visit)
    assert (visit.date, visit.head) == (None, None)


def test_a_quotation_that_differs_in_spaces_is_replaced_by_the_articles_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [visit] = heard(monkeypatch, {**VISIT, "quote": VISIT["quote"].replace(" прибыла", "  прибыла")}).facts
    assert TEXT[visit.quotes[0].start : visit.quotes[0].end] == visit.quotes[0].exact


def test_offices_and_cooperation_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    office = {
        **VISIT,
        "type": "office",
        "persons": [{"surface": "Шухратом Холмухамедовым", "state": STATES[0], "role": "defence-minister",
                     "rank": "major-general"}],
    }  # fmt: skip
    cooperation = {**VISIT, "type": "cooperation", "area": "peacekeeping"}
    tenure, shared = heard(monkeypatch, office, cooperation).facts
    assert isinstance(tenure, Tenure)
    assert (tenure.state, tenure.role, tenure.rank) == ("UZ", "defence-minister", "major-general")
    assert isinstance(shared, Cooperation)
    assert shared.states == ("KZ", "UZ")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (says('{"facts": [{"type": "visit", "quo', "length"), "the answer was cut off"),
        (says("Sure! Here are the facts:"), "does not follow the schema"),
        (says({"facts": [{"type": "war", "quote": "x", "polarity": "stated"}]}), "does not follow the schema"),
        ((200, b"<html>", 0.0), "not of the chat protocol"),
        ((200, {"choices": []}, 0.0), "not of the chat protocol"),
    ],
)
def test_an_unusable_answer_is_counted_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, line: tuple[int, Any, float], why: str
) -> None:
    with playing(monkeypatch, line):
        found = from_environment()(ARTICLE)
    assert found.facts == ()
    assert why in found.refused[0].why


def test_a_busy_endpoint_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(monkeypatch, (503, {}, 0.0), says({"facts": [VISIT]})) as script:
        assert len(from_environment()(ARTICLE).facts) == 1
    assert len(script.asked) == 2


@pytest.mark.parametrize(
    ("line", "why"),
    [((200, {}, 1.6), "no answer in 1 seconds"), ((401, {}, 0.0), "it answers 401 Unauthorized")],
)
def test_an_endpoint_that_does_not_serve_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, line: tuple[int, Any, float], why: str
) -> None:
    with playing(monkeypatch, line), pytest.raises(ComityError, match=why):
        from_environment()(ARTICLE)


def test_without_an_address_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMITY_LLM_URL", raising=False)
    with pytest.raises(ComityError, match="needs COMITY_LLM_URL"):
        from_environment()
