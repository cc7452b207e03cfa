"""Entries of the journal to take along: an archive, a command, a test."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


@pytest.fixture
def litmos(world: World) -> LitmosClient:
    """A user was created and one that does not exist looked for."""
    client = LitmosClient(world)
    client.new_user("jo@example.com")
    client.call("GET", "/users/nobody")
    return client


def test_the_journal_is_an_archive_without_secrets(world: World, litmos: LitmosClient) -> None:
    archive = world.control("GET", "journal.har")["log"]
    assert (archive["version"], archive["creator"]["name"]) == ("1.2", "lms-emulator")
    first, second = archive["entries"]
    assert first["request"]["url"] == f"{world.litmos}/users?source=tests&format=json"
    assert "jo@example.com" in first["request"]["postData"]["text"]
    assert {"name": "source", "value": "tests"} in first["request"]["queryString"]
    assert {"name": "apikey", "value": "(hidden)"} in first["request"]["headers"]
    assert (second["response"]["status"], second["comment"]) == (404, second["comment"])
    assert second["comment"].startswith("No such user (userid is nobody); there are for instance: user ")
    for only in ({"status": "404"}, {"limit": 1}):  # the newest
        (entry,) = world.control("GET", "journal.har", params=only)["log"]["entries"]
        assert entry["request"]["url"] == second["request"]["url"]


def test_an_entry_is_copied_as_a_command(world: World, litmos: LitmosClient) -> None:
    command = world.client.get(f"{world.root}/_emulator/journal/1?as=curl").text
    assert command.startswith(f"curl -X POST '{world.litmos}/users?source=tests&format=json'")
    shown = subprocess.run(
        command.replace("(hidden)", "litmos-account-owner").replace("jo@", "bo@"),
        shell=True,
        capture_output=True,
        text=True,
    )
    assert "bo@example.com" in shown.stdout, shown


def test_an_entry_is_copied_as_a_test_that_passes_and_can_fail(
    world: World, litmos: LitmosClient, tmp_path: Path
) -> None:
    file = tmp_path / "test_copied.py"
    file.write_text(world.client.get(f"{world.root}/_emulator/journal/2?as=pytest").text)
    assert "def test_litmos_get_users_userid_404_was_called" in file.read_text()
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", str(file)]
    passed = subprocess.run(run, capture_output=True, text=True)
    assert passed.returncode == 0, passed.stdout
    world.control("DELETE", "journal")
    failed = subprocess.run(run, capture_output=True, text=True)
    assert failed.returncode == 1, failed.stdout
    assert "0 of 0 entries fit" in failed.stdout


def test_another_form_is_refused_by_name(world: World, litmos: LitmosClient) -> None:
    refused = world.client.get(f"{world.root}/_emulator/journal/1?as=wget")
    assert control_refusal(refused, 400) == "as: Input should be 'json', 'curl', 'pytest' or 'seed'"
