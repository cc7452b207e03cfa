"""A disk that fills while callers write: the vendors' own errors, `ready` says why, and all is well again when there is space."""

import time
from contextlib import suppress
from pathlib import Path

from tests.small_disk import small_disk
from tests.soak.client import Answer, Client, Gone, Stuck
from tests.soak.crowd import Crowd
from tests.soak.reading import FAILED
from tests.soak.rounds import Round, Soak
from tests.soak.server import Server

MEBIBYTES, BALLAST = 48, 20 * 1024 * 1024
WRITTEN_SECONDS = 1.5  # that callers write before the disk is filled
BLOCK = bytes(64 * 1024)
COURSE = 300_000  # bytes, so that much is under way
FILLED_SECONDS, FULL_SECONDS, WELL_SECONDS = 30, 2.0, 10
INSUFFICIENT_STORAGE = 507
LOG_LINES = 60  # that the server may write while the disk is full
POLL = 0.05
ASKED = 4  # connections for each process, so that each gets one


def fill(soak: Soak, this: Round) -> None:
    """One round on a disk of its own; says so where none can be made."""
    with small_disk(soak.folder / this.name, MEBIBYTES) as disk:
        if disk is None:
            soak.figures.full_disk = "skipped: only root can mount a small disk"
            return
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(BALLAST))
        with Server(disk / "data", soak.port, this.job_mode, soak.folder / f"{this.name}.log") as server:
            crowd = soak.crowd(this, COURSE)
            crowd.prepare()
            crowd.start()
            crowd.gone.wait(WRITTEN_SECONDS)
            _fill_up(ballast)
            reason = _until_full(server, crowd)
            crowd.stop()
            ballast.unlink()
            until_well(server, crowd)
            crowd.failed += [words for path, answer in crowd.odd() if (words := unlike_an_error(path, answer))]
            crowd.count(soak.figures, refusals_are_well=True)
            forgive_failed_imports(crowd)
            soak.read_again(server, this, crowd)
            soak.stop(server, this)
        soak.figures.rounds += 1
        soak.figures.full_disk = f"not ready: {reason}; writable again with space" if reason else "not noticed"


def _fill_up(ballast: Path) -> None:
    """Leave no space: callers alone would take long to on a busy machine."""
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while file.write(BLOCK):
            pass


def _until_full(server: Server, crowd: Crowd) -> str:
    """Wait until the server says that it is not ready, and go on for a while; returns its reason."""
    client, until = Client(server.port), time.monotonic() + FILLED_SECONDS
    while (answer := client.call("GET", "/_emulator/ready", None, {})).ok:
        if time.monotonic() > until:
            crowd.failed.append(f"the disk is full, and /_emulator/ready says {answer.content.decode()}")
            return ""
        time.sleep(POLL)
    lines = _lines(server)
    crowd.gone.wait(FULL_SECONDS)
    if (more := _lines(server) - lines) > LOG_LINES:
        crowd.failed.append(f"{more} lines in the log within {FULL_SECONDS:g} s of a full disk")
    client.close()
    try:
        return str(answer.json()["reason"])
    except (ValueError, KeyError):
        crowd.failed.append(f"the disk is full, and /_emulator/ready answers {answer}")
        return ""


def until_well(server: Server, crowd: Crowd) -> float:
    """What was missing is there again: soon each process writes, and says that it is ready. Returns after how many seconds."""
    began, well = time.monotonic(), 0
    while well < server.workers * ASKED:
        trouble = _trouble(server)
        well = 0 if trouble else well + 1
        if trouble and time.monotonic() > began + WELL_SECONDS:
            crowd.failed.append(f"all is there again: {trouble}")
            break
        if trouble:
            time.sleep(POLL)
    return time.monotonic() - began


def _trouble(server: Server) -> str:
    """What does not go well at the process that takes the next connection; empty if all does."""
    client = Client(server.port)
    try:
        written = client.control("well-again", "PATCH", "/settings", {"job_seconds": 1})
        ready = client.call("GET", "/_emulator/ready", None, {})
    except (Gone, Stuck) as error:  # it was killed
        return repr(error)
    finally:
        client.close()
    return "" if written.ok and ready.ok else f"PATCH settings answers {written}, ready {ready}"


def unlike_an_error(call: str, answer: Answer) -> str | None:
    """What is wrong with a refusal: control says 507 and why, a vendor's has words in its own form and not the server's."""
    if "/_emulator/" in call:
        well = answer.status == INSUFFICIENT_STORAGE and answer.content.startswith(b'{"error":')
    else:
        well = (
            bool(answer.content) and b"Traceback" not in answer.content and answer.content != b"Internal Server Error"
        )
    return None if well else f"refused: {call}: {answer}"


def forgive_failed_imports(crowd: Crowd) -> None:
    """An import that was acknowledged may end as failed for want of space, as long as it says so."""
    for fact in crowd.facts():
        if fact.kind in ("course", "module"):
            fact.possible.add(FAILED)
    crowd.place.versions.done = 0


def _lines(server: Server) -> int:
    """In its log, but for the one that each refused call has."""
    return sum("lms_emulator.refused" not in line for line in server.log.read_text().splitlines())
