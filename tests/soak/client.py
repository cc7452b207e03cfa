"""A caller's connection: one request at a time, kept open, and what it counts."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

STOPPING = 503  # what a server that was told to stop answers to a call that takes long
TIMEOUT = 20.0  # seconds for an answer; more than an import that is being waited for may take to fetch
BASIC = {"Authorization": "Basic RU1VTEFUT1IwMTplbXVsYXRvci1zZWNyZXQ="}  # EMULATOR01:emulator-secret
KEY = {"apikey": "litmos-account-owner"}
JSON = {"Content-Type": "application/json"}
BOUNDARY = "soak-boundary"


class Gone(Exception):
    """The server went away before it answered, so nobody knows whether it did what was asked."""


class Stuck(Exception):
    """The server holds the connection and says nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    content: bytes

    def __str__(self) -> str:
        return f"{self.status} {self.content[:200].decode(errors='replace')}"

    @property
    def ok(self) -> bool:
        """Whether the server said that it did it."""
        return self.status < 300

    def json(self) -> Any:
        """The document."""
        return json.loads(self.content)


class Client:
    """Calls the vendors' APIs and the control API of any sandbox. `odd` has what no caller should see: every call that was answered 5xx."""

    def __init__(self, port: int, timeout: float = TIMEOUT) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.requests = 0
        self.acknowledged = 0
        self.odd: list[tuple[str, Answer]] = []

    def cloud(self, sandbox: str, method: str, path: str, body: Any = None, **query: str) -> Answer:
        """SCORM Cloud; a body of `bytes` is sent as the file of a form."""
        return self.call(method, f"/~{sandbox}/api/v2{path}", body, BASIC, query)

    def litmos(self, sandbox: str, method: str, path: str, body: Any = None) -> Answer:
        """Litmos, in JSON."""
        return self.call(method, f"/~{sandbox}/v1.svc{path}", body, KEY, {"source": "soak", "format": "json"})

    def control(self, sandbox: str, method: str, path: str, body: Any = None, **query: str) -> Answer:
        """The control API."""
        return self.call(method, f"/~{sandbox}/_emulator{path}", body, {}, query)

    def call(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], query: Mapping[str, str] | None = None
    ) -> Answer:
        """Any call. Raises `Gone` and `Stuck`."""
        sent = dict(headers)
        if isinstance(body, Form):
            sent["Content-Type"], body = f"multipart/form-data; boundary={BOUNDARY}", body.encoded()
        elif body is not None and not isinstance(body, bytes):
            sent, body = {**sent, **JSON}, json.dumps(body).encode()
        self.requests += 1
        try:
            self._connection.request(method, f"{path}?{urlencode(query)}" if query else path, body, sent)
            answer = self._connection.getresponse()
            content = answer.read()
        except TimeoutError:
            self._connection.close()
            raise Stuck(f"{method} {path}") from None
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise Gone(repr(error)) from None
        self.acknowledged += method != "GET" and answer.status < 300
        found = Answer(answer.status, content)
        if answer.status >= 500 and answer.status != STOPPING:
            self.odd.append((f"{method} {path}", found))
        return found

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Form:
    """A multipart form with one file, `file`, and other fields."""

    content: bytes
    content_type: str = "application/zip"
    fields: tuple[tuple[str, str], ...] = ()

    def encoded(self) -> bytes:
        """The body."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in self.fields
        ]
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="file.zip"\r\n'
            f"Content-Type: {self.content_type}\r\n\r\n"
        )
        return b"".join((*parts, head.encode(), self.content, f"\r\n--{BOUNDARY}--\r\n".encode()))
