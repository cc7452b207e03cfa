"""What a user's run has verified raises the evidence of an operation, by its day, and gets old."""

import json
from pathlib import Path

import httpx
import pytest

from emulator.verifying.today import today
from emulator.verifying.verified import Verified, VerifiedFileError
from scripts.verified import raised
from tests.cli.running_command import run
from tests.running import running

GOOD = {
    "operation": "get_users_userid",
    "status": 404,
    "reason": "words of UserNotFound",
    "headers": {"content-type": "application/json"},
    "body": {"kinds": ["object"], "members": {"Detail": {"kinds": ["string"], "forms": ["words of UserNotFound"]}}},
}
STALE = {**GOOD, "operation": "get_courses_courseid", "status": 418}


def shapes(path: Path, day: str) -> Path:
    """Write a file of shapes of this day."""
    path.write_text(
        json.dumps(
            {"form": 1, "vendor": "litmos", "lms_emulator": "0", "day": day, "shapes": [GOOD, STALE], "unknown": []}
        )
    )
    return path


def test_what_agrees_in_a_file_counts_as_verified_beside_the_shipped_evidence_until_it_is_old(tmp_path: Path) -> None:
    file = shapes(tmp_path / "s.json", today())
    with running(tmp_path / "data", verified=file) as (root, _):
        found = httpx.get(f"{root}/_emulator/operations", params={"vendor_name": "litmos"}).json()["vendors"][0]
        by_id = {operation["id"]: operation for operation in found["operations"]}
        one = by_id["get_users_userid"]
        assert (one["evidence"]["errors"], one["verified"]) == (
            "documented",
            {"errors": {"day": today(), "days": 0, "old": False}},
        )
        assert by_id["get_courses_courseid"]["verified"] == {}
        answer = httpx.get(f"{root}/v1.svc/users/1", headers={"X-Emulator-Evidence": "1"})
        assert "errors=verified" in answer.headers["X-Emulator-Evidence"]
    old = Verified(oldest=365)
    old.load(shapes(tmp_path / "old.json", "2020-01-01"))
    (contract, _), operation = old.seen[0], old.seen[0][0].operations["get_users_userid"]
    assert (contract.vendor, old.days(operation)["errors"].old) == ("litmos", True)
    assert old.evidence(operation)["errors"] == "recorded"


def test_a_file_that_cannot_be_taken_stops_the_start_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(VerifiedFileError, match="is not a date"):
        Verified(1).load(shapes(tmp_path / "s.json", "yesterday"))
    (tmp_path / "torn.json").write_text("{")
    done = run("serve", "--memory", "--port", "0", folder=tmp_path, EMULATOR_VERIFIED="torn.json")
    (line,) = done.stderr.splitlines()
    assert (done.returncode, line) == (2, "lms-emulator: torn.json is not a file of shapes of lms-emulator")


def test_the_script_puts_the_day_into_the_contract_in_place_of_a_reason() -> None:
    text = json.dumps([{"id": "a", "evidence": {"errors": "inferred"}, "reason": {"errors": "a guess"}}])
    written, count = raised(text, {"a": {"errors"}}, "2026-11-29")
    assert (count, json.loads(written)) == (
        1,
        [{"id": "a", "evidence": {"errors": "verified"}, "verified": {"errors": "2026-11-29"}}],
    )
