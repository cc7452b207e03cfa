"""The usual mistakes, looked for by asking the running emulator: what `lms-emulator doctor` finds."""

import re
from collections.abc import Callable, Iterator
from socket import create_connection
from ssl import SSLCertVerificationError, create_default_context
from typing import Any, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from emulator import __version__
from emulator.cli.address import own_proxy
from emulator.cli.client import SECONDS, TRUST_IT, UNTRUSTED, CannotAskError, EmulatorRefusedError, RunningEmulator
from emulator.cli.counting import counted
from emulator.gate.hosts import is_loopback
from emulator.light.records import dataclass
from emulator.running_at import SPEAKS_TLS
from emulator.vendors import ENTRIES
from emulator.vendors.clients.known import every_client

SHOWN = 3
"""So many calls are named; the journal has all."""


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What was found: `problem` keeps calls from working, `notice` may surprise."""

    kind: Literal["problem", "notice", "fine"]
    words: str
    mend: str = ""


def examine(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    """Look for each mistake in turn. What keeps others from being looked for ends it."""
    yield from _proxy(emulator)
    blocked = _unreachable(emulator)
    if blocked is not None:
        yield blocked
        return
    try:
        emulator.check_sandbox()  # what else is asked would create it
    except EmulatorRefusedError as error:
        yield CheckFinding("problem", str(error))
        return
    for look in LOOKS:
        try:
            yield from look(emulator)
        except EmulatorRefusedError as error:
            yield CheckFinding("problem", str(error))


def _proxy(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    parts = urlsplit(emulator.url)
    host = parts.hostname or ""
    proxy = getproxies().get(parts.scheme)
    if proxy and is_own_proxy(proxy):
        yield from _names_past_proxy()
    elif proxy and not proxy_bypass(host):
        yield CheckFinding(
            "problem",
            f"{parts.scheme}_proxy sends your code's calls to {host} through a proxy ({urlsplit(proxy).hostname})",
            f"set NO_PROXY={host},localhost",
        )


def is_own_proxy(proxy: str) -> bool:
    """True if that is the proxy of this machine's emulator."""
    own = own_proxy()
    return (
        own is not None and urlsplit(proxy).port == urlsplit(own).port and is_loopback(urlsplit(proxy).hostname or "")
    )


def _names_past_proxy() -> Iterator[CheckFinding]:
    """Calls to a vendor that NO_PROXY leads past the emulator's proxy reach the vendor itself."""
    past = [host for entry in ENTRIES for host in entry.hosts if proxy_bypass(host.replace("*.", "any."))]
    if past:
        yield CheckFinding(
            "problem", f"NO_PROXY leads calls to {', '.join(past)} past the emulator's proxy", "change NO_PROXY"
        )


def _trust(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    """Whether a program that is started from here trusts the certificate, as this command does."""
    parts = urlsplit(emulator.url)
    if parts.scheme != "https":
        return
    try:
        with (
            create_connection((parts.hostname, parts.port or 443), timeout=SECONDS) as connection,
            create_default_context().wrap_socket(connection, server_hostname=parts.hostname),
        ):
            return
    except SSLCertVerificationError as error:
        words = f"a program that is started here does not trust the emulator's certificate ({error.verify_message})"
        yield CheckFinding("problem", words, 'eval "$(lms-emulator tls --export)", or see lms-emulator tls')
    except OSError as error:
        yield CheckFinding("notice", f"TLS could not be tried: {error}")


def _unreachable(emulator: RunningEmulator) -> CheckFinding | None:
    """Why the emulator cannot be asked at all; None if it can."""
    try:
        found = emulator.ask("GET", "openapi/control.json")
        is_ours = found["info"]["title"].startswith("lms-emulator")
    except CannotAskError as error:
        if str(error).startswith(UNTRUSTED):
            return CheckFinding("problem", str(error).partition(": ")[0], TRUST_IT)
        return _by_http(emulator) or CheckFinding(
            "problem", str(error), "start it: lms-emulator serve, or give its --url"
        )
    except EmulatorRefusedError as error:
        if str(error) == emulator.locked():
            return CheckFinding("problem", str(error))
        if str(error).startswith(SPEAKS_TLS):
            return CheckFinding(
                "problem", f"the emulator at {emulator.url} speaks https, not http", str(error).partition(": ")[2]
            )
        is_ours = False
    except (LookupError, TypeError, AttributeError):
        is_ours = False
    if is_ours:
        return None
    return CheckFinding(
        "problem",
        f"what answers at {emulator.url} is no lms-emulator: the port is taken by another program, or the URL has a path too many",
        "give lms-emulator serve another --port, and the URL without a path",
    )


def _by_http(emulator: RunningEmulator) -> CheckFinding | None:
    scheme, _, rest = emulator.url.partition("://")
    if scheme != "https" or RunningEmulator(f"http://{rest}", token=emulator.token).version() is None:
        return None
    return CheckFinding(
        "problem", f"the emulator at {rest} speaks http, not https", f"use http://{rest}, or a TLS proxy in front"
    )


def _version(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    version = emulator.version()
    if version == __version__:
        yield CheckFinding("fine", f"lms-emulator {version} answers at {emulator.url}")
    else:
        yield CheckFinding(
            "notice", f"the emulator is version {version}, this command {__version__}", "upgrade one of them"
        )


def _writes(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    try:
        emulator.ask("GET", "ready")
    except EmulatorRefusedError:
        yield CheckFinding(
            "problem", "nothing can be kept: the disk is full or broken", "GET /_emulator/ready says why"
        )


def _clock(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    clock = emulator.ask("GET", "clock")
    if clock["held"]:
        yield CheckFinding(
            "notice",
            f"the clock is held at {clock['now']}: jobs do not go on by themselves, and no token expires",
            "lms-emulator clock release, or clock advance",
        )
    if clock["scale"] != 1:
        yield CheckFinding(
            "notice", f"{clock['scale']:g} seconds pass in one of the machine's", "lms-emulator clock scale 1"
        )


def _jobs(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    if emulator.ask("GET", "settings")["job_mode"] == "step":
        yield CheckFinding("notice", "job_mode is step: a job moves on when it is read, and not by itself")


def _limits(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    for limit in emulator.ask("GET", "limits")["limits"]:
        full = [key["key"] for key in limit["keys"] if limit["limit"] and key["used"] >= limit["limit"]]
        exhausted = limit["exhausted"] or any(key["exhausted"] for key in limit["keys"])
        if exhausted or full:
            why = "was exhausted on request" if exhausted else f"is used up for {', '.join(full)}"
            yield CheckFinding(
                "problem",
                f"the limit {limit['name']} ({limit['limit']} in {limit['seconds']} s) {why}: calls are refused",
                f'PATCH /_emulator/settings {{"{limit["name"]}": null}} turns it off, '
                f"POST /_emulator/limits/{limit['name']}/lift lifts it",
            )


def _faults(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    active = [fault for fault in emulator.ask("GET", "faults")["faults"] if not fault["spent"]]
    if active:
        yield CheckFinding(
            "notice", f"{counted(len(active), 'fault')} asked for", "lms-emulator fault list, fault clear"
        )


def _calls(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    lost = _entries(emulator, vendor="none")
    if lost:
        yield CheckFinding(
            "problem", f"{counted(len(lost), 'call')} went where nothing is served: {_shown(lost)}", _nearest(lost)
        )
    refused = [entry for status in ("401", "403") for entry in _entries(emulator, status=status)]
    locked = [entry for entry in refused if entry["credential"] is None]  # nobody whom the vendor knows
    if locked:
        yield CheckFinding(
            "problem", f"{counted(len(locked), 'call')} had no good credentials: {_shown(locked)}", "lms-emulator env"
        )


def _clients(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    """Clients that are older than those that are tried here: by the User-Agent of what the journal has."""
    agents = {
        value
        for entry in _entries(emulator)
        for name, value in entry["request"]["headers"]
        if name.lower() == "user-agent"
    }
    for _, client in every_client():
        for agent in sorted(agents) if client.agent else ():
            found = re.fullmatch(client.agent, agent)
            if found is not None and _numbers(found[1]) < _numbers(client.version):
                words = f"{client.package} is version {found[1]}; what is tried here is {client.version}"
                yield CheckFinding("notice", words, "upgrade it, if its answers surprise you")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)


def _deliveries(emulator: RunningEmulator) -> Iterator[CheckFinding]:
    found = emulator.ask("GET", "deliveries", {"limit": 1000})["deliveries"]
    lost = [delivery for delivery in found if delivery["state"] == "GivenUp"]
    if lost:
        tried = lost[-1]["tries"][-1] if lost[-1]["tries"] else {"status": None, "error": "never tried"}
        why = tried["error"] or f"status {tried['status']}"
        yield CheckFinding(
            "problem",
            f"given up: {counted(len(lost), 'delivery', 'deliveries')}, the last one to {lost[-1]['url']}: {why}",
            "lms-emulator deliveries show; in a container, localhost is the container",
        )


LOOKS: tuple[Callable[[RunningEmulator], Iterator[CheckFinding]], ...] = (
    _version,
    _trust,
    _writes,
    _clock,
    _jobs,
    _limits,
    _faults,
    _calls,
    _clients,
    _deliveries,
)


def _entries(emulator: RunningEmulator, **wanted: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = emulator.ask("GET", "journal", {**wanted, "limit": 1000})["entries"]
    return found


def _shown(entries: list[dict[str, Any]]) -> str:
    calls = dict.fromkeys(
        f"{entry['request']['method']} {entry['request']['target'].partition('?')[0]}" for entry in reversed(entries)
    )
    return ", ".join(list(calls)[:SHOWN]) + (", …" if len(calls) > SHOWN else "")


def _nearest(entries: list[dict[str, Any]]) -> str:
    newest = entries[-1]
    return newest["explanation"] or next(iter(newest["notes"]), "lms-emulator env has the base URLs")
