"""What keeps the command from starting is said in one line, with exit code 2."""

import json
import os
import socket
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


def test_a_host_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert "no-such-host.invalid" in refusal(start("--data", str(tmp_path), "--host", "no-such-host.invalid"))


def test_a_data_folder_in_use_is_named(tmp_path: Path) -> None:
    with serving(tmp_path):
        line = refusal(start("--data", str(tmp_path)))
    assert str(tmp_path) in line
    assert "in use" in line


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert str(file) in refusal(start("--data", str(file)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert str(tmp_path) in refusal(start("--data", str(tmp_path)))


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
