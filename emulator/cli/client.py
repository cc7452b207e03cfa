"""The control API of a running emulator, as the commands call it. The standard library is enough for that, and starts quickly."""

import json
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from functools import cache
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, build_opener

from emulator import __version__
from emulator.cli.secure import trusting
from emulator.light.records import dataclass
from emulator.problems.alike import nearest_name
from emulator.problems.token import is_token

SECONDS = 60.0
"""To wait for an answer; in `instant` mode it comes after all that it started."""
NO_ROUTE = "nothing is served at "
"""How the control API's refusal begins when there is no such route."""
UNTRUSTED = "nobody here trusts the certificate"
TRUST_IT = "`lms-emulator tls` shows where to trust the emulator's own authority"


class _Nowhere(HTTPRedirectHandler):
    """Follows no redirect: the token is for the emulator alone."""

    def redirect_request(self, *args: Any) -> None:
        return None


_DIRECTLY = build_opener(ProxyHandler({}), _Nowhere)


@cache
def _securely() -> OpenerDirector:
    return build_opener(ProxyHandler({}), _Nowhere, HTTPSHandler(context=trusting()))


class EmulatorRefusedError(Exception):
    """The emulator refuses; the words are its own."""


class CannotAskError(Exception):
    """No emulator responds, or the arguments are wrong; the message tells which."""


@dataclass(frozen=True, slots=True)
class RunningEmulator:
    """The address of a running emulator, a sandbox's name, and the token if one is needed."""

    url: str
    sandbox: str | None = None
    token: str | None = field(default=None, repr=False)

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        *,
        seconds: float = SECONDS,
        media: str | None = None,
    ) -> Any:
        """The answer to a call of the control API: JSON, or None if it has no body. `path` is what stands behind `/_emulator/`, quoted.

        What is None in `query` is left out. `body` is JSON, or bytes to send as they are, of the type `media`.
        Raises `EmulatorRefusedError` or `CannotAskError`.
        """
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        with self._telling(method, path):
            return self._answer(method, path, asked, body, seconds, media)

    def fetch(self, path: str, *, seconds: float = SECONDS) -> bytes:
        """The bytes of a file of the control API. Raises `EmulatorRefusedError` or `CannotAskError`."""
        with self._telling("GET", path):
            return self._read(self._request("GET", path, {}, None), seconds)

    @contextmanager
    def _telling(self, method: str, path: str) -> Iterator[None]:
        """Put what goes wrong with a call into words: `EmulatorRefusedError` or `CannotAskError`."""
        try:
            yield
        except HTTPError as error:
            raise EmulatorRefusedError(self._refusal(error, method, path)) from None
        except UnicodeEncodeError:
            raise CannotAskError("what was given is no text in UTF-8") from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, ssl.SSLCertVerificationError):
                raise CannotAskError(f"{UNTRUSTED} at {self.url} ({reason.verify_message}): {TRUST_IT}") from None
            raise CannotAskError(f"no emulator answers at {self.url}: {reason}") from None

    def version(self) -> str | None:
        """The version of the emulator; None if what answers there is something else, or tells it to nobody without the token."""
        try:
            return str(self._answer("GET", "openapi/control.json", {}, None, SECONDS)["info"]["version"])
        except (OSError, HTTPException, ValueError, LookupError, TypeError):
            return None

    def _answer(
        self, method: str, path: str, query: Mapping[str, Any], body: Any, seconds: float, media: str | None = None
    ) -> Any:
        text = self._read(self._request(method, path, query, body, media), seconds)
        return json.loads(text) if text else None

    def _read(self, request: Request, seconds: float) -> bytes:
        opener = _securely() if self.url.startswith("https:") else _DIRECTLY
        with opener.open(request, timeout=seconds) as response:
            content: bytes = response.read()
            return content

    def check_sandbox(self) -> None:
        """Raise `EmulatorRefusedError` if the sandbox is not there: a name that is only looked at must not create one."""
        if self.sandbox is None:
            return
        names = [one if isinstance(one, str) else one["name"] for one in self.ask("GET", "sandboxes")["sandboxes"]]
        if self.sandbox not in names:
            near = nearest_name(self.sandbox, names)
            raise EmulatorRefusedError(
                f"there is no sandbox {self.sandbox}; "
                + (f"the nearest name is {near}" if near else "`lms-emulator sandboxes` lists those that there are")
            )

    def _refusal(self, error: HTTPError, method: str, path: str) -> str:
        if error.code == 401:
            return self.locked()
        words = _words(error)
        if error.code == 405 or (error.code == 404 and words.startswith(NO_ROUTE)):
            version = self.version()
            if version not in (None, __version__):
                return (
                    f"the emulator at {self.url} is version {version}, and this command is {__version__}: "
                    f"it has no {method} /_emulator/{path}"
                )
        return words

    def locked(self) -> str:
        """The words for a token that is missing or wrong."""
        if self.token is None:
            return f"the emulator at {self.url} wants its token: give --token, or set EMULATOR_CONTROL_TOKEN"
        return f"the emulator at {self.url} has another token than that of --token or EMULATOR_CONTROL_TOKEN"

    def _request(
        self, method: str, path: str, query: Mapping[str, Any], body: Any, media: str | None = None
    ) -> Request:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise CannotAskError(f"{self.url} is not an http or https URL")
        if self.token is not None and not is_token(self.token):
            raise CannotAskError(
                "what --token or EMULATOR_CONTROL_TOKEN gives is no token: it is too short or has signs that none has"
            )
        headers = {"Content-Type": media or "application/json"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        place = f"/~{quote(self.sandbox, safe='')}" if self.sandbox else ""
        search = f"?{urlencode(query)}" if query else ""
        return Request(  # noqa: S310 - only http and https come here
            f"{self.url.rstrip('/')}{place}/_emulator/{path}{search}",
            data=body if body is None or isinstance(body, bytes) else json.dumps(body).encode(),
            headers=headers,
            method=method,
        )


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
