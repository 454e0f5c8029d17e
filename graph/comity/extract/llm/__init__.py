"""Extraction by a language model that the user runs or rents, held to the text.

Any endpoint with OpenAI's chat protocol serves (llama.cpp, vLLM, Ollama, a hosted one). The model proposes; nothing
that it says is believed: a quotation must be found in the article, and every slot must have words there that mean it.
What has no support is dropped and counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from comity.documents import Document
from comity.errors import ComityError
from comity.extract.llm.client import Client
from comity.extract.llm.grounding import ground
from comity.facts import Extraction

__all__ = ["Client", "from_environment", "ground"]


def from_environment() -> Callable[[Document], Extraction]:
    """The extractor served by the endpoint that the environment names.

    COMITY_LLM_URL is the base of the interface (`http://127.0.0.1:8080/v1`), COMITY_LLM_MODEL the model's name there,
    COMITY_LLM_KEY the key where one is needed, COMITY_LLM_TIMEOUT the seconds to wait for an answer (120). Raises
    `ComityError` if the address or the model is missing.
    """
    url, model = os.environ.get("COMITY_LLM_URL"), os.environ.get("COMITY_LLM_MODEL")
    if not url or not model:
        raise ComityError(
            "--extractor llm needs COMITY_LLM_URL (such as http://127.0.0.1:8080/v1) and COMITY_LLM_MODEL; set both"
        )
    timeout = os.environ.get("COMITY_LLM_TIMEOUT", "120")
    if not timeout.replace(".", "", 1).isdigit():
        raise ComityError(f"COMITY_LLM_TIMEOUT is {timeout!r}; set it to a number of seconds")
    client = Client(url, model, key=os.environ.get("COMITY_LLM_KEY"), timeout=float(timeout))

    def extract(document: Document) -> Extraction:
        answer = client.ask(document)
        return ground(answer, document, f"llm/{model}")

    return extract
