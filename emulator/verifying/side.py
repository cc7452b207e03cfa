"""A side: the real vendor, or the emulator in its place."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import field
from typing import Any
from urllib.parse import quote

import httpx

from emulator.contract.model import Contract
from emulator.light.records import dataclass
from emulator.sandbox.clock import stopwatch
from emulator.vendors.scenarios.scenario import Scenario
from emulator.vendors.scenarios.step import Step
from emulator.vendors.scenarios.verification import Verification
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.shapes.answer import Raw
from emulator.verifying.templates import filled

MOST_BYTES = 16 * 1024 * 1024
SECONDS = 60.0
TRIES = 3
LONGEST_WAIT = 120.0
WAIT = 60.0
"""Seconds to wait if the vendor says "try again later" without saying when."""


@dataclass(slots=True)
class Side:
    """`who` is the side's name in messages, `base` its base URL. `bound` has the values for `{name}` in a scenario's texts: the
    credentials, and what steps found."""

    who: str
    base: str
    contract: Contract
    verification: Verification
    bound: dict[str, str]
    pace: float
    """The maximum number of calls per minute; 0 means no limit."""
    trusts_environment: bool = True
    seconds: float = SECONDS
    unmade: bool = field(default=True, init=False)
    """True as long as the last step cannot have changed anything: its call was not made, or was refused because of the vendor's limit."""
    _client: httpx.Client | None = None
    _next: float = field(default=0.0)

    def begin(self, scenario: Scenario) -> None:
        """Bind the names that a scenario begins with."""
        for name, text in scenario.names.items():
            self.bound[name] = str(filled(text, self.bound))

    def send(self, step: Step) -> Raw:
        """Make the call of a step; repeats it when the vendor asks for that. Raises `CannotVerifyError` or `NotTriedError`."""
        self.unmade = True
        options = self._options(step)
        for left in reversed(range(TRIES)):
            unmade = self.unmade
            raw = self._once(options)
            wait = self._wait(raw)
            if wait is None:
                return raw
            self.unmade = unmade and raw.status in self._over_limit
            if left:
                time.sleep(wait)
        raise CannotVerifyError(f"{self.who} keeps refusing calls because of its limit ({raw.status})")

    @property
    def _over_limit(self) -> tuple[int, ...]:
        return (*self.verification.over_limit, 429)

    def texts(self, step: Step) -> list[str]:
        """The texts that a step sends. The shape of its answer must not show any of them as a name."""
        bound = self.bound | {name: filled(text, self.bound) for name, text in step.also.items()}
        return [*bound.values()]

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    def _options(self, step: Step) -> dict[str, Any]:
        bound = self.bound | {name: filled(text, self.bound) for name, text in step.also.items()}
        operation = self.contract.operations[step.operation]
        path = operation.path
        for name, text in step.path.items():
            path = path.replace("{" + name + "}", quote(filled(text, bound), safe=""))
        verification = self.verification
        carried = {name: text for name, text in verification.query.items() if step != verification.login}
        options: dict[str, Any] = {
            "method": operation.method,
            "url": self.base.rstrip("/") + path,
            "params": filled({**carried, **step.query}, bound),
            "headers": filled(dict(verification.headers), bound),
        }
        if verification.basic is not None:
            name, password = verification.basic
            options["auth"] = (filled(name, bound), filled(password, bound))
        if step.body is not None:
            options["json"] = filled(step.body, bound)
        if step.upload is not None:
            options["files"] = {"file": ("course.zip", _sample(step.upload), "application/zip")}
        return options

    def _once(self, options: Mapping[str, Any]) -> Raw:
        client = self._client = self._client or self._opened()
        self._keep_pace()
        self.unmade = False
        begun = stopwatch()
        try:
            with client.stream(**options) as response:
                body = _body(response)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise CannotVerifyError(f"{self.who} at {self.base} {_why(error)}") from None
        headers = list(response.headers.multi_items())
        return Raw(response.status_code, response.reason_phrase, headers, body, stopwatch() - begun)

    def _opened(self) -> httpx.Client:
        try:
            return httpx.Client(timeout=self.seconds, trust_env=self.trusts_environment)
        except (ssl.SSLError, OSError, ValueError, httpx.InvalidURL) as error:
            raise CannotVerifyError(f"no connection can be made from here: {error}") from None

    def _keep_pace(self) -> None:
        now = stopwatch()
        if self.pace and now < self._next:
            time.sleep(self._next - now)
        self._next = stopwatch() + (60 / self.pace if self.pace else 0)

    def _wait(self, raw: Raw) -> float | None:
        """Seconds to wait before repeating the call; None if it was not refused because of a limit."""
        asked = next((value for name, value in raw.headers if name.lower() == "retry-after"), None)
        if raw.status not in self._over_limit and not (raw.status == 503 and asked):
            return None
        seconds = float(asked) if asked is not None and asked.strip().isdecimal() else WAIT
        return min(seconds, LONGEST_WAIT)


def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise CannotVerifyError(f"an answer has more than {MOST_BYTES:,} bytes")
    return bytes(body)


def _sample(name: str) -> bytes:
    from emulator.courseware.samples import build_sample

    return build_sample(name)


def _why(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"shows a certificate that is not trusted: {cause.verify_message}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return "does not answer in time"
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return "is not an http or https URL"
    return f"cannot be reached: {error or type(error).__name__}"
