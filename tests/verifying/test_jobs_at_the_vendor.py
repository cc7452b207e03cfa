"""`lms-emulator verify` and imports that take longer than it waits: nothing that still comes is forgotten."""

import json
import time
from pathlib import Path

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.verifying.commands import KEY, command
from tests.verifying.sides import twin_of

FAST = ("--pace", "6000")
APP = ("EMULATOR01", "emulator-secret")
CREDENTIALS = ("--credential", f"app={APP[0]}", "--credential", f"secret={APP[1]}")
LIST = "lms-emulator-verify-zz-emu.cleanup"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def vendor(root: str, job_seconds: float) -> str:
    """The base URL of a fresh twin whose jobs take that long."""
    here = twin_of(root)
    settings = {"job_mode": "real", "job_seconds": job_seconds}
    httpx.patch(f"{here}/_emulator/settings", json=settings).raise_for_status()
    return f"{here}/api/v2"


def hold(base: str, *, held: bool) -> None:
    """Hold the clock of the twin, so that its jobs take for ever, or let it go on."""
    httpx.put(f"{base.removesuffix('/api/v2')}/_emulator/clock", json={"held": held}).raise_for_status()


def courses(base: str) -> list[str]:
    """The ids of the courses there."""
    return [course["id"] for course in httpx.get(f"{base}/courses", auth=APP).json()["courses"]]


def left(vendor_name: str, base: str, entry: dict[str, object]) -> None:
    """Write the list of a run that was killed while the vendor had not answered."""
    head = {"form": 1, "vendor": vendor_name, "base_url": base}
    Path(LIST).write_text(json.dumps(head) + "\n" + json.dumps({"number": 1, "step": 1, **entry}) + "\n")


def clean_up(*more: str) -> tuple[int, list[str], list[str]]:
    """Finish what is left."""
    return command("verify", "scormcloud", *CREDENTIALS, *FAST, "--clean-up", LIST, *more)


def test_an_import_that_takes_longer_than_the_wait_stays_in_the_list_until_its_course_is_deleted(root: str) -> None:
    base = vendor(root, job_seconds=1)
    hold(base, held=True)
    code, lines, errors = command(
        *("verify", "scormcloud", "--base-url", base, *CREDENTIALS, *FAST, "--emulator", root),
        *("--write", "--prefix", "zz-emu", "--wait", "0.3"),
    )
    assert any("does not say within 0.3 s that it is done" in line for line in lines), (code, lines)
    assert errors[-1].endswith(f"delete them: lms-emulator verify scormcloud --clean-up {LIST}")
    assert (courses(base), Path(LIST).exists()) == ([], True)
    code, lines, errors = clean_up("--wait", "0.3")
    assert (code, Path(LIST).exists()) == (1, True), (lines, errors)
    hold(base, held=False)
    assert clean_up()[:2] == (0, ["1 of 1 are gone"])
    assert (courses(base), Path(LIST).exists()) == ([], False)
    time.sleep(1)
    assert courses(base) == []


def test_an_import_that_the_vendor_has_not_answered_to_is_waited_for_and_its_course_deleted(root: str) -> None:
    base = vendor(root, job_seconds=1)
    file = {"file": ("course.zip", build_sample("scorm12-minimal.zip"), "application/zip")}
    httpx.post(
        f"{base}/courses/importJobs/upload", params={"courseId": "zz-emu-a"}, files=file, auth=APP
    ).raise_for_status()
    left("scormcloud", base, {"scenario": "courses", "bound": {"course": "zz-emu-a"}})
    assert clean_up()[:2] == (0, ["1 of 1 are gone"])
    assert (courses(base), Path(LIST).exists()) == ([], False)


def test_what_was_not_answered_and_never_comes_is_given_up_unless_it_is_a_job(root: str) -> None:
    left("scormcloud", vendor(root, job_seconds=0), {"scenario": "courses", "bound": {"course": "zz-emu-a"}})
    code, _, errors = clean_up("--wait", "0.3")
    assert (code, "the unanswered call may still create it" in errors[1], Path(LIST).exists()) == (1, True, True)
    left("litmos", f"{twin_of(root)}/v1.svc", {"scenario": "users", "bound": {"login1": "a@b.c"}})
    code, lines, errors = command("verify", "litmos", *KEY, *FAST, "--clean-up", LIST, "--wait", "0.3")
    assert (code, lines, Path(LIST).exists()) == (0, ["1 of 1 are gone"], False), errors
