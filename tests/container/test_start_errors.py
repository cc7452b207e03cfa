"""What keeps the command from starting is said in one line, with exit code 2."""

import json
import os
import resource
import socket
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.container.starting import refusal, start
from tests.processes import serving


def test_a_setting_with_a_typo_is_named(tmp_path: Path) -> None:
    line = refusal(start("--data", str(tmp_path), EMULATOR_JOB_MODE="quick"))
    assert "EMULATOR_JOB_MODE" in line
    assert "quick" in line


def test_a_port_in_the_environment_that_is_no_number_is_named(tmp_path: Path) -> None:
    assert "EMULATOR_PORT" in refusal(start("--data", str(tmp_path), EMULATOR_PORT="abc"))


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port}" in refusal(start("--data", str(tmp_path), "--port", str(port)))


def test_a_host_that_is_not_of_this_machine_is_named(tmp_path: Path) -> None:
    assert "192.0.2.1" in refusal(start("--data", str(tmp_path), "--host", "192.0.2.1"))


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 70, "::1%nothing", "[::1]"])
def test_a_host_that_does_not_exist_is_named(tmp_path: Path, host: str) -> None:
    line = refusal(start("--data", str(tmp_path), "--host", host))
    assert host in line
    assert "another --host" in line


def test_a_port_that_another_process_takes_during_the_start_is_named(tmp_path: Path) -> None:
    """Both hold the port, and one is the first that takes connections: the start waits in its middle for this test."""
    waits, goes_on = tmp_path / "waits", tmp_path / "goes-on"
    (tmp_path / "sitecustomize.py").write_text(f"""
import time
from pathlib import Path
import emulator.house

keep = emulator.house.House.load_seed

def wait(*arguments, **options):
    Path({str(waits)!r}).touch()
    while not Path({str(goes_on)!r}).exists():
        time.sleep(0.02)
    return keep(*arguments, **options)

emulator.house.House.load_seed = wait
""")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

        def take() -> None:
            while not waits.exists():
                threading.Event().wait(0.02)
            other.listen()
            goes_on.touch()

        taking = threading.Thread(target=take, daemon=True)
        taking.start()
        options = ("--data", str(tmp_path / "data"), "--port", str(port))
        line = refusal(start(*options, PYTHONPATH=f"{tmp_path}{os.pathsep}{os.getcwd()}"))
    assert f"127.0.0.1:{port}" in line
    assert "another --port" in line


@pytest.mark.parametrize(
    "place",
    ["emulator.house.House.keep_house", "emulator.upkeep.watchdog.Watchdog.__init__", "uvicorn.Server.startup"],
)
def test_a_start_that_fails_at_the_last_moment_says_so_and_nothing_else(tmp_path: Path, place: str) -> None:
    module, owner, name = place.rsplit(".", 2)
    (tmp_path / "sitecustomize.py").write_text(f"""
import {module}

def fail(*arguments, **options):
    raise RuntimeError("the moon is full")

{module}.{owner}.{name} = fail
""")
    line = refusal(start("--data", str(tmp_path / "data"), PYTHONPATH=f"{tmp_path}{os.pathsep}{os.getcwd()}"))
    assert "the moon is full" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", ""),
        ("PUBLIC_URL", "http://["),
        ("PUBLIC_URL", "https://a:99999"),
        ("CONTENT_URL", "http://["),
        ("HEAD_SECONDS", "inf"),
        ("FETCH_SECONDS", "nan"),
        ("JOB_SECONDS", "inf"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    assert f"EMULATOR_{name}" in refusal(start("--data", str(tmp_path), before=None, **{f"EMULATOR_{name}": value}))


def test_a_data_folder_in_use_is_named(tmp_path: Path) -> None:
    with serving(tmp_path):
        line = refusal(start("--data", str(tmp_path)))
    assert str(tmp_path) in line
    assert "in use" in line


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert str(file) in refusal(start("--data", str(file)))


def test_a_data_folder_that_nobody_may_make_is_named() -> None:
    assert "/proc/data" in refusal(start("--data", "/proc/data"))


@pytest.mark.parametrize("name", ["files", "files/uploads", "emulator.db/x", "lock/x"])
def test_what_is_in_the_way_in_the_data_folder_is_named(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    assert str(tmp_path / name.removesuffix("/x")) in refusal(start("--data", str(tmp_path)))


def test_tables_that_cannot_be_brought_up_to_date_are_named_with_the_reason(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "emulator.db", isolation_level=None)) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('0001')")
    line = refusal(start("--data", str(tmp_path)))
    assert "emulator.db" in line
    assert "cannot be brought up to date: no such table" in line


def test_tables_of_a_newer_version_are_named(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "emulator.db", isolation_level=None)) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES ('9999')")
    line = refusal(start("--data", str(tmp_path)))
    assert str(tmp_path) in line
    assert "newer" in line


def little_space() -> None:
    """No file may become longer than this: as if the disk were full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(start("--data", str(tmp_path), before=little_space))


def test_a_disk_that_is_too_full_for_the_seed_is_named(tmp_path: Path) -> None:
    with serving(tmp_path / "data"):
        pass
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({"litmos": {"courses": [{"Name": f"Course {number}"} for number in range(500)]}}))
    line = refusal(start("--data", str(tmp_path / "data"), "--seed", str(seed), before=little_space))
    assert str(tmp_path / "data") in line


def test_a_data_folder_whose_database_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "emulator.db").write_bytes(b"not a database, but long enough to be looked at as one" * 100)
    assert "emulator.db" in refusal(start("--data", str(tmp_path)))


def test_a_seed_file_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "no-seed.json" in refusal(start("--data", str(tmp_path), "--seed", str(tmp_path / "no-seed.json")))


def test_a_seed_file_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "seed.json"
    file.write_text('{\n  "litmos": {,\n}')
    line = refusal(start("--data", str(tmp_path / "data"), "--seed", str(file)))
    assert "seed.json" in line
    assert "line 2" in line


def test_a_seed_document_with_a_wrong_member_is_named_with_its_path(tmp_path: Path) -> None:
    file = tmp_path / "seed.json"
    file.write_text('{"litmos": {"users": [{"UserName": 7}]}}')
    line = refusal(start("--data", str(tmp_path / "data"), "--seed", str(file)))
    assert "seed.json" in line
    assert "litmos" in line
    assert "users" in line


def test_a_start_that_a_bad_seed_stopped_loads_the_mended_seed(tmp_path: Path) -> None:
    file = tmp_path / "seed.json"
    user = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba", "Email": "jo@example.com"}
    file.write_text(json.dumps({"litmos": {"users": [user, {**user, "UserName": 7}]}}))
    refusal(start("--data", str(tmp_path / "data"), "--seed", str(file)))
    file.write_text(json.dumps({"litmos": {"users": [user]}}))
    with serving(tmp_path / "data", EMULATOR_SEED=str(file)) as (root, _):
        answer = httpx.get(f"{root}/v1.svc/users?source=test&apikey=litmos-account-owner&search=jo@example.com")
    assert "jo@example.com" in answer.text


def test_a_variable_that_is_no_setting_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    done = start("--port", "x", "--data", str(tmp_path))
    assert "EMULATOR_" not in done.stderr
    done = start("--data", str(tmp_path / "data"), EMULATOR_DATTA="x", EMULATOR_JOB_MODE="never")
    assert done.returncode == 2
    assert "EMULATOR_DATTA is not a setting; EMULATOR_DATA is" in done.stderr
