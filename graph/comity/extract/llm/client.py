"""The client of a chat endpoint: one question an article, an answer that follows the schema, or a clear refusal."""

from __future__ import annotations

import time
from functools import cache
from importlib.resources import files
from typing import Any, Final

import httpx
import msgspec

from comity.documents import Document
from comity.errors import ComityError
from comity.extract.llm.candidates import Answer, schema
from comity.terms import CODE_LISTS, VOCABULARY
from comity.vocabulary import vocabulary

#: Answers that say "not now": asked again after these seconds.
_AGAIN: Final = frozenset({408, 429, 500, 502, 503, 504})
_PAUSES: Final = (0.5, 2.0)
#: More than any list of facts needs; a model that writes on and on is cut off.
_MOST_TOKENS: Final = 8192


class UnusableAnswerError(ValueError):
    """An answer that is no list of candidates: truncated, malformed, or not what was asked for."""


class Client:
    """Asks one model at one endpoint."""

    def __init__(self, url: str, model: str, *, key: str | None = None, timeout: float = 120.0) -> None:
        """`url` is the base of the interface, `timeout` in seconds for one answer."""
        self._url = url.rstrip("/") + "/chat/completions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._timeout = timeout

    def ask(self, document: Document) -> Answer | UnusableAnswerError:
        """What the model says of the document. An unusable answer is returned, to be counted, not raised.

        Raises `ComityError` if the endpoint cannot be reached, refuses, or does not answer in time.
        """
        body = {
            "model": self._model,
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "messages": [
                {"role": "system", "content": instructions()},
                {"role": "user", "content": _question(document)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": False, "schema": schema()},
            },
        }
        try:
            reply = self._send(body).json()
            choice = reply["choices"][0]
            text = choice["message"]["content"]
        except (KeyError, IndexError, TypeError, ValueError):
            return UnusableAnswerError("the endpoint's reply is not of the chat protocol")
        if choice.get("finish_reason") == "length":
            return UnusableAnswerError("the answer was cut off")
        try:
            return msgspec.json.decode(text, type=Answer)
        except (msgspec.DecodeError, TypeError) as error:
            return UnusableAnswerError(f"the answer does not follow the schema ({error})")

    def _send(self, body: dict[str, Any]) -> httpx.Response:
        problem = ""
        for pause in (*_PAUSES, None):
            try:
                reply = httpx.post(self._url, json=body, headers=self._headers, timeout=self._timeout)
            except httpx.TimeoutException:
                problem = f"it gave no answer in {self._timeout:g} seconds (COMITY_LLM_TIMEOUT)"
                break
            except httpx.HTTPError as error:
                problem = f"it cannot be reached ({error})"
            else:
                if reply.is_success:
                    return reply
                problem = f"it answers {reply.status_code} {reply.reason_phrase}"
                if reply.status_code not in _AGAIN:
                    break
            if pause is not None:
                time.sleep(pause)
        raise ComityError(f"the language model at {self._url}: {problem}; check COMITY_LLM_URL, and that it runs")


@cache
def instructions() -> str:
    """The instructions, with the codes of the vocabularies filled in."""
    text = (files(__package__) / "prompt.md").read_text(encoding="utf-8")
    for codes in CODE_LISTS:
        prefix = f"{VOCABULARY}{codes}/"
        known = sorted(name.removeprefix(prefix) for name in vocabulary().statements if name.startswith(prefix))
        text = text.replace(f"{{{codes}s}}" if codes != "status" else "{statuses}", ", ".join(known))
    return text


def _question(document: Document) -> str:
    published = f"Published: {document.published}\n" if document.published else ""
    return f"{published}Article:\n{document.text}"
