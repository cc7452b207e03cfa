"""The command `lms-emulator play`: calls the control API of a running emulator and prints the result in a line."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from emulator.gate.token import is_token

SECONDS = 60.0
"""To wait for an answer; in `instant` mode it comes after all that it started."""


class _Nowhere(HTTPRedirectHandler):
    """Follows no redirect: the token is for the emulator alone."""

    def redirect_request(self, *args: Any) -> None:
        return None


_DIRECTLY = build_opener(ProxyHandler({}), _Nowhere)


class RefusedError(Exception):
    """The emulator refuses; the words are its own."""


class CannotAskError(Exception):
    """No emulator responds, or the arguments are wrong; the message tells which."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """The address of a running emulator, a sandbox's name, and the token if one is needed."""

    url: str
    sandbox: str | None = None
    token: str | None = field(default=None, repr=False)

    def ask(self, method: str, path: str, query: Mapping[str, str], body: Any = None) -> Any:
        """The answer to a call of the control API. Raises `RefusedError` or `CannotAskError`."""
        try:
            with _DIRECTLY.open(self._request(method, path, query, body), timeout=SECONDS) as response:
                return json.loads(response.read())
        except HTTPError as error:
            if error.code == 401:
                raise RefusedError(self._locked()) from None
            raise RefusedError(_words(error)) from None
        except UnicodeEncodeError:
            raise CannotAskError("what was given is no text in UTF-8") from None
        except (URLError, OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise CannotAskError(f"no emulator answers at {self.url}: {reason}") from None

    def _locked(self) -> str:
        if self.token is None:
            return f"the emulator at {self.url} wants its token: give --token, or set EMULATOR_CONTROL_TOKEN"
        return f"the emulator at {self.url} has another token than that of --token or EMULATOR_CONTROL_TOKEN"

    def _request(self, method: str, path: str, query: Mapping[str, str], body: Any) -> Request:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise CannotAskError(f"{self.url} is no http or https URL")
        if self.token is not None and not is_token(self.token):
            raise CannotAskError(
                "what --token or EMULATOR_CONTROL_TOKEN gives is no token: it is too short or has signs that none has"
            )
        headers = {"Content-Type": "application/json"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        place = f"/~{quote(self.sandbox, safe='')}" if self.sandbox else ""
        search = f"?{urlencode(query)}" if query else ""
        return Request(  # noqa: S310 - only http and https come here
            f"{self.url.rstrip('/')}{place}/_emulator/{path}{search}",
            data=None if body is None else json.dumps(body).encode(),
            headers=headers,
            method=method,
        )


def play(emulator: Emulator, wanted: Mapping[str, str], deed: Mapping[str, Any]) -> dict[str, Any]:
    """Play an attempt. `deed` has the members of the body; None and empty ones are left out. Returns the control API's response."""
    body = {name: value for name, value in deed.items() if value is not None and value != {}}
    answer: dict[str, Any] = emulator.ask("POST", "attempts/play", wanted, body)
    return answer


def link(emulator: Emulator, wanted: Mapping[str, str]) -> str:
    """A link that opens an attempt in a browser."""
    return str(emulator.ask("POST", "attempts/link", wanted, {})["link"])


def listed(emulator: Emulator, wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    """List what learners attempt."""
    answer: list[dict[str, Any]] = emulator.ask("GET", "attempts", wanted)["attempts"]
    return answer


def line(summary: Mapping[str, Any]) -> str:
    """An attempt in a line."""
    ids = " ".join(f"{name}={value}" for name, value in summary["of"].items())
    score = "" if summary["score"] is None else f", score {summary['score']:g}"
    seconds = f", {summary['seconds']:g} s" if summary["seconds"] else ""
    suspended = ", suspended" if summary["suspended"] else ""
    attempt = summary["attempt"] or "not launched yet"
    return f"{attempt}: {summary['vendor']} {ids}: {summary['status']}{suspended}{score}{seconds}"


def pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """Read `NAME=VALUE` texts as a dict. Raises `CannotAskError` for a text of another form."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise CannotAskError(f"{option} {text}: must be NAME=VALUE")
        found[name] = value
    return found


def _words(error: HTTPError) -> str:
    try:
        found = json.loads(error.read())["error"]
    except (ValueError, KeyError, TypeError, OSError):
        return f"the answer is {error.code} {error.reason}; is that an lms-emulator?"
    return str(found)
