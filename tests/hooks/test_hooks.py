"""Hooks: seeds and scripts that prepare a start, as the image runs those in /docker-entrypoint.d."""

import asyncio
import json
import signal
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from emulator.app import create_app
from emulator.seeding import SeedDocument, read_seed_file
from emulator.settings import Settings
from tests.cli.running_command import serving
from tests.container.starting import refusal, start

USER = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba", "Email": "jo@example.com"}
WAITS = """#!/bin/sh
echo "said by the first hook"
curl -s -o "$OUT/ready" -w '%{http_code}' "$EMULATOR_URL/_emulator/ready" > "$OUT/status"
curl -sf "$EMULATOR_URL/v1.svc/users?source=t&format=json&search=jo" -H 'apikey: litmos-account-owner' > "$OUT/found"
"""


def write(folder: Path, name: str, text: str, mode: int = 0o644) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    (folder / name).chmod(mode)


def test_seeds_are_there_when_scripts_run_and_it_is_ready_when_they_are_done(tmp_path: Path) -> None:
    hooks, log = tmp_path / "hooks", tmp_path / "log"
    write(hooks, "10-users.yaml", f"litmos:\n  users:\n    - {json.dumps(USER)}\n")
    write(hooks, "20-look", WAITS, 0o755)
    write(hooks, "30-again.sh", 'lms-emulator ready; echo "$?" > "$OUT/code"\n')
    write(hooks, "README.txt", "what these are for")
    variables = {"EMULATOR_HOOKS": str(hooks), "OUT": str(tmp_path), "http_proxy": ""}
    with log.open("w") as errors, serving(tmp_path, "--json", errors=errors, **variables) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        assert httpx.get(f"{said['url']}/_emulator/ready").json() == {"ready": True}
        process.send_signal(signal.SIGTERM)
        assert (process.stdout.read(), process.wait(60)) == ("", 0)
    assert (tmp_path / "status").read_text() == "503"
    assert json.loads((tmp_path / "ready").read_text())["reason"] == "the hooks of the start are running"
    assert "jo@example.com" in (tmp_path / "found").read_text()
    assert "said by the first hook" in log.read_text()
    assert "README.txt is no hook" in log.read_text()


def test_a_script_that_fails_ends_the_start_with_its_name(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    write(hooks, "10-bad.sh", "exit 3\n")
    write(hooks, "20-never.sh", f"touch {tmp_path}/never\n")
    line = refusal(start("--data", str(tmp_path / "data"), EMULATOR_HOOKS=str(hooks)))
    assert line == f"lms-emulator: the hook {hooks}/10-bad.sh failed with exit code 3"
    assert not (tmp_path / "never").exists()
    assert not (tmp_path / "data" / "server.json").exists()


def test_a_seed_that_fails_ends_the_start_and_none_of_them_is_kept(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    write(hooks, "10-good.json", json.dumps({"litmos": {"users": [USER]}}))
    write(hooks, "20-bad.json", json.dumps({"litmos": {"users": [{"UserName": 7}]}}))
    line = refusal(start("--data", str(tmp_path / "data"), EMULATOR_HOOKS=str(hooks)))
    assert f"the seed file {hooks}/20-bad.json: " in line
    write(hooks, "20-bad.json", json.dumps({"litmos": {"users": [{**USER, "UserName": "ab@example.com"}]}}))
    with serving(tmp_path, "--json", "--data", "data", EMULATOR_HOOKS=str(hooks)) as process:
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"]
        users = httpx.get(f"{url}/v1.svc/users?source=t&format=json&apikey=litmos-account-owner").text
    assert ("jo@example.com" in users, "ab@example.com" in users) == (True, True)


def test_a_start_that_ends_between_two_seeds_begins_with_the_first_one_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "10.json", tmp_path / "20.json"]
    for file, name in zip(files, ("jo@example.com", "ab@example.com"), strict=True):
        file.write_text(json.dumps({"litmos": {"users": [{**USER, "UserName": name}]}}))
    house = create_app(Settings(data=tmp_path / "data")).house
    house.open()
    monkeypatch.setattr("emulator.seeding.read_seed_file", ended_at(files[1]))
    with pytest.raises(KeyboardInterrupt):
        house.load_seed(files)
    monkeypatch.undo()
    assert house.sandboxes.get("default").vendors_in_use == frozenset()
    house.load_seed(files)
    assert house.sandboxes.get("default").vendors_in_use == {"litmos"}
    asyncio.run(house.close())


def ended_at(last: Path) -> Callable[[Path], SeedDocument]:
    """What reads seed files, until one at which the process ends."""

    def read(file: Path) -> SeedDocument:
        if file == last:
            raise KeyboardInterrupt
        return read_seed_file(file)

    return read


def test_a_folder_of_hooks_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "the folder of hooks /nowhere" in refusal(start("--data", str(tmp_path), EMULATOR_HOOKS="/nowhere"))
