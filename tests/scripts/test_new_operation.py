"""scripts/new-operation: entry, rule, route and test pass the checks as they are written."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scripts.conftest import ROOT, Run

CACHE = ".mypy_cache"

REASON = "a test wants to know whether this works"
OPERATIONS = {
    "litmos": (
        *("get_users_userid_notes", "GET", "/users/{userid}/notes"),
        *("--rule", "users/notes.py", "--answers", "User", "--list"),
    ),
    "scormcloud": ("setNote", "PUT", "/registrations/{registrationId}/note", "--rule", "registrations/instances.py"),
    "nexport": (
        *("AdminApi_FindSubscription", "POST", "/AdminApi/FindSubscription", "--rule", "directory/subscriptions.py"),
        *("--answers", "ApiResponseBase", "--body", "AuthenticationTokenRequest"),
    ),
}
INFERRED = {"evidence": "inferred", "reason": REASON}
AUTH = {  # as most of the resource have it
    "litmos": {"kinds": ["apikey"], "minimum_level": "Account_Owner", **INFERRED},
    "scormcloud": {"kinds": ["basic:APP_NORMAL", "oauth"], "scopes": ["write", "write:registration"], **INFERRED},
    "nexport": {"kinds": ["access_token"]},
}


@pytest.mark.parametrize("vendor", OPERATIONS)
def test_what_it_writes_passes_the_checks_and_its_own_test(
    vendor: str, checkout: Path, run: Run, passes: Callable[..., None]
) -> None:
    done = run("scripts.new_operation", vendor, *OPERATIONS[vendor], "--reason", REASON)
    assert done.returncode == 0, done.stderr
    entry, rule, route, test = done.stdout.split()
    noun = {"litmos": "users", "scormcloud": "registration", "nexport": "admin_api"}[vendor]
    assert [entry, route] == [
        f"emulator/vendors/{vendor}/contract/operations/{noun}.json",
        f"emulator/vendors/{vendor}/routes/{noun}.py",
    ]
    (*_, written) = json.loads((checkout / entry).read_text())
    assert (written["id"], written["reason"]["response"], written["auth"]) == (
        OPERATIONS[vendor][0],
        REASON,
        AUTH[vendor],
    )
    passes(("scripts.generate", "--check"), ("pytest", "-q", "-n0", test, "-k", "returns"))
    if vendor == "nexport":  # the same for all, and slow
        if (ROOT / CACHE).is_dir():
            shutil.copytree(ROOT / CACHE, checkout / CACHE)
        passes(("mypy", rule, route, test), ("pytest", "-q", "-n0", "tests/house", "-k", "not statement"))


def test_what_is_there_already_or_cannot_be_is_refused(run: Run) -> None:
    tail = ("--rule", "users/notes.py", "--reason", REASON)
    for arguments, words in (
        (("litmos", "get_users", "GET", "/notes"), "get_users is there: GET /users"),
        (("litmos", "x", "GET", "/users"), "get_users is there: GET /users"),
        (("litmos", "x", "GET", "/notes", "--answers", "Note"), "Note is no type of the contract"),
        (("nexport", "x", "GET", "/notes"), "every answer of nexport has a body"),
        (("moodle", "x", "GET", "/notes"), "invalid choice: 'moodle'"),
    ):
        done = run("scripts.new_operation", *arguments, *tail)
        assert done.returncode != 0
        assert words in done.stderr
