"""`lms-emulator init` writes a seed document that the server takes as it stands, and that all three vendors then show."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.example_seed import text
from emulator.seeds.as_yaml import as_yaml
from emulator.seeds.reading import read
from tests.cli.running_command import run
from tests.processes import serving
from tests.starting import forked
from tests.vendors.litmos.calling import OWNER
from tests.vendors.nexport import calling as nexport
from tests.vendors.nexport.calling import LOGIN, PASSWORD


def init(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `lms-emulator init` in a folder."""
    command = [sys.executable, "-m", "emulator", "init", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return forked.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=100, check=False)


def refusal(finished: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that could not do it."""
    assert (finished.returncode, finished.stdout) == (2, "")
    (line,) = finished.stderr.splitlines()
    return line


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that was started with the example as `init` writes it."""
    folder = tmp_path_factory.mktemp("init")
    done = init(folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "serve --seed seed.jsonc" in done.stdout
    with serving(folder / "data", EMULATOR_SEED=str(folder / "seed.jsonc")) as (root, _):
        yield root


def test_litmos_has_its_users_and_courses(root: str, client: httpx.Client) -> None:
    query = {"source": "t", "format": "json"}
    courses = client.get(f"{root}/v1.svc/courses", params=query, headers={"apikey": "sam-litmos-key"})
    users = client.get(f"{root}/v1.svc/users", params={**query, "search": "jo@"}, headers={"apikey": OWNER})
    assert courses.status_code == 200, courses.text
    assert {course["Name"] for course in courses.json()} == {"Fire safety", "Tides"}
    assert [user["UserName"] for user in users.json()] == ["jo@example.com"]


def test_scorm_cloud_has_its_courses_and_what_the_learner_did(root: str, client: httpx.Client) -> None:
    def get(path: str) -> Any:
        return client.get(f"{root}/api/v2{path}", auth=("EMULATOR01", "emulator-secret")).json()

    assert get("/courses/tides")["title"] == "Tides"
    assert {course["id"] for course in get("/courses")["courses"]} == {"tides", "weather"}
    done, waiting = get("/registrations/jo-tides"), get("/registrations/jo-weather")
    assert (done["registrationSuccess"], done["score"]["scaled"]) == ("PASSED", 80.0)
    assert waiting["registrationCompletion"] == "UNKNOWN"


def test_nexport_has_its_enrollment_and_the_data_of_the_sco(root: str, client: httpx.Client) -> None:
    def post(path: str, token: str = "", **body: Any) -> httpx.Response:
        return client.post(f"{root}/api/v1/{path}", params={"access_token": token}, json=body)

    enrollment, assignment = "e0000000-0000-4000-8000-000000000001", "a0000000-0000-4000-8000-000000000001"
    status = "50000000-0000-4000-8000-000000000001"
    names = ["cmi.core.lesson_status", "cmi.objectives.0.status", "cmi.objectives._count"]
    asked = {"enrollment_id": enrollment, "assignment_id": assignment, "cmi_element_names": names}
    changes = {"assignment_status_id": status, "sco_id": "exits", "lesson_status": "passed"}
    tokens = {
        login: post("AdminApi/Authenticate", username=login, password=password, grant_type="password").json()[
            "access_token"
        ]
        for login, password in ((LOGIN, PASSWORD), ("auditor", "auditor-password"))
    }
    for token in tokens.values():
        (sco,) = post("ScormApi/GetCmiData", token, **asked).json()
        assert [field["cmi_element_value"] for field in sco["cmi_fields"]] == ["incomplete", "passed", "1"]
    refused = post("ScormApi/EditScormData", tokens["auditor"], **changes)
    assert nexport.refusal(refused, 403) == "Not authorized to edit SCORM data"
    assert post("ScormApi/EditScormData", tokens[LOGIN], **changes).status_code == 200
    (sco,) = post("ScormApi/GetCmiData", tokens["auditor"], **asked).json()
    assert sco["cmi_fields"][0]["cmi_element_value"] == "passed"


def test_a_file_that_is_there_is_kept_unless_force_is_said(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonc"
    file.write_text("{}")
    line = refusal(init("mine.jsonc", folder=tmp_path))
    assert "mine.jsonc" in line
    assert "--force" in line
    assert file.read_text() == "{}"
    assert init("mine.jsonc", "--force", folder=tmp_path).returncode == 0
    assert '"nexport"' in file.read_text()


@pytest.mark.parametrize("arguments", [("missing/seed.jsonc",), (".", "--force"), (".",)])
def test_what_cannot_be_written_is_said_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert refusal(init(*arguments, folder=tmp_path)).startswith(f"lms-emulator: {arguments[0]} ")


@pytest.mark.parametrize("name", ["world.yaml", "world.yml"])
def test_a_name_of_yaml_gets_yaml_with_the_comments_that_makes_the_same_world(tmp_path: Path, name: str) -> None:
    assert init(name, folder=tmp_path).returncode == 0
    written = (tmp_path / name).read_text("utf-8")
    assert read(written.encode(), "yaml") == read(text(), "json")
    assert "# Litmos: users and courses" in written
    assert not [line for line in written.splitlines() if line.lstrip().startswith(("//", "{"))]


def test_the_yaml_is_taken_by_seed(root: str, tmp_path: Path) -> None:
    assert init("world.yaml", folder=tmp_path).returncode == 0
    done = run("seed", "world.yaml", "--url", root, "--sandbox", "yaml", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_lists_in_lists_and_what_is_empty_are_the_same_in_yaml() -> None:
    given = '{"a": [[1, 2], [], {}, [{"b": {"c": "// no", "d": null}}]], "no": "yes", "e": {} // last\n}'
    assert read(as_yaml(given).encode(), "yaml") == read(given.encode(), "json")
