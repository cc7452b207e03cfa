"""Asking the control API: a connection with asyncio and one without, and what both read and write in the same way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from urllib.parse import quote

import httpx

SECONDS = 60.0
"""To wait for an answer; for one that waits itself, in addition."""


class _Unset:
    def __repr__(self) -> str:
        return "UNSET"


UNSET: Any = _Unset()
"""What was not given. None is given: it is null, where that means something."""


class EmulatorError(Exception):
    """The emulator cannot do what it was asked for; the words say why."""


class RefusedError(EmulatorError):
    """The emulator refuses, with a status and in its own words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{words} ({status})")
        self.status = status


class UnreachableError(EmulatorError):
    """Nobody answers, or it is no lms-emulator that does."""


class OtherVersionError(EmulatorError):
    """The emulator is of another version than this client."""


class Ask(Protocol):
    """Asks one sandbox."""

    def __call__(self, verb: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = UNSET) -> Any:
        """The answer: JSON, a text, bytes, or None if it has no body."""


class AsyncAsk(Protocol):
    """Asks one sandbox."""

    async def __call__(self, verb: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = UNSET) -> Any:
        """The answer: JSON, a text, bytes, or None if it has no body."""


class Noun:
    """A part of the control API."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask


class AsyncNoun:
    """A part of the control API."""

    def __init__(self, ask: AsyncAsk) -> None:
        self._ask = ask


class _Address:
    """Where the emulator is, and how it is asked."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = url.rstrip("/")
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        # Reading the certificates of authorities takes 25 ms, which plain http can do without.
        self._verify: Any = httpx.create_ssl_context() if self.url.startswith("https:") else False

    def root(self, sandbox: str | None) -> str:
        """The URL before all paths of a sandbox."""
        return f"{self.url}/~{quoted(sandbox)}" if sandbox else self.url

    def request(self, sandbox: str | None, path: str, query: Mapping[str, Any] | None, body: Any) -> dict[str, Any]:
        """What httpx is given besides the method."""
        asked = {name: _text(value) for name, value in (query or {}).items() if value is not None}
        return {
            "url": f"{self.root(sandbox)}/_emulator/{path}",
            "params": asked,
            "content": None if body is UNSET else _content(body),
            "headers": self._headers,
            "timeout": SECONDS + float(asked.get("seconds", 0)),
        }

    def answer(self, response: httpx.Response) -> Any:
        """The body of an answer. Raises `EmulatorError`."""
        if not response.is_success:
            raise self._refusal(response)
        kind = response.headers.get("content-type", "").partition(";")[0]
        if not response.content:
            return None
        try:
            return (
                response.json()
                if kind.endswith("json")
                else response.text
                if kind.startswith("text/")
                else response.content
            )
        except ValueError:
            raise UnreachableError(f"what answers at {self.url} is no lms-emulator: its answer is no JSON") from None

    def unreachable(self, error: Exception) -> UnreachableError:
        """The error for a call that came to nothing."""
        return UnreachableError(f"no emulator answers at {self.url}: {error or type(error).__name__}")

    def _refusal(self, response: httpx.Response) -> EmulatorError:
        if response.status_code == 401:
            return RefusedError(401, f"the emulator at {self.url} wants its token: set EMULATOR_CONTROL_TOKEN")
        try:
            words = response.json()["error"]
        except (ValueError, KeyError, TypeError):
            return UnreachableError(
                f"what answers at {self.url} is no lms-emulator: {response.status_code} {response.reason_phrase}"
            )
        return RefusedError(response.status_code, str(words))


class Connection(_Address):
    """Asks with one client of httpx, which is kept."""

    def __init__(self, url: str, token: str | None = None) -> None:
        super().__init__(url, token)
        self._client = httpx.Client(trust_env=False, verify=self._verify)

    def ask_of(self, sandbox: str | None) -> Ask:
        """What asks this sandbox; the default one without a name."""

        def ask(verb: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = UNSET) -> Any:
            try:
                response = self._client.request(verb, **self.request(sandbox, path, query, body))
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise self.unreachable(error) from None
            return self.answer(response)

        return ask

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class AsyncConnection(_Address):
    """Asks with a client of httpx for each question, so it belongs to no event loop and leaves nothing open."""

    def ask_of(self, sandbox: str | None) -> AsyncAsk:
        """What asks this sandbox; the default one without a name."""

        async def ask(verb: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = UNSET) -> Any:
            try:
                async with httpx.AsyncClient(trust_env=False, verify=self._verify) as client:
                    response = await client.request(verb, **self.request(sandbox, path, query, body))
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise self.unreachable(error) from None
            return self.answer(response)

        return ask

    async def aclose(self) -> None:
        """Nothing is open."""


def quoted(part: object) -> str:
    """A part of a path."""
    return quote(str(part), safe="")


def held(answer: Any, expected: Mapping[str, Any]) -> Any:
    """An answer that says that all is as expected. Raises `AssertionError` with the emulator's reasons if it is not."""
    __tracebackhide__ = True
    if answer["ok"]:
        return answer
    given = ", ".join(f"{name} {value}" for name, value in expected.items() if value is not None and value is not UNSET)
    words = answer.get("reason") or f"{answer['found']} came in time of what was waited for ({given or 'anything'})"
    near = [
        f"nearly: {each['method']} {each['target']} → {each['status']} ({'; '.join(each['differences'])})"
        for each in answer.get("nearest", ())
    ]
    raise AssertionError("\n".join([words, *near]))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _content(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode()
    given = {name: value for name, value in body.items() if value is not UNSET}
    return json.dumps(given, default=_json).encode()


def _json(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")
