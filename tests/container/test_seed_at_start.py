"""`--seed FILE`: the default sandbox starts with it, keeps it over a restart, and comes back to it after a reset."""

import json
import sys
from pathlib import Path

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.processes import serving
from tests.starting import forked
from tests.vendors.litmos.calling import OWNER


def names(client: httpx.Client, root: str) -> list[str]:
    """The names of the courses of the default sandbox."""
    query = {"source": "t", "format": "json"}
    courses = client.get(f"{root}/v1.svc/courses", params=query, headers={"apikey": OWNER}).json()
    return [course["Name"] for course in courses]


def test_the_seed_file_is_loaded_once_and_again_after_a_reset(tmp_path: Path, client: httpx.Client) -> None:
    file = tmp_path / "seed.json"
    file.write_text(json.dumps({"litmos": {"courses": [{"Name": "Seeded"}]}}))
    for expected in (["Seeded"], ["Seeded", "Mine"]):
        with serving(tmp_path / "data", EMULATOR_SEED=str(file)) as (root, _):
            assert names(client, root) == expected
            body = {"Name": "Mine"}
            url, headers = f"{root}/v1.svc/courses", {"apikey": OWNER}
            client.post(url, params={"source": "t"}, headers=headers, json=body)
    with serving(tmp_path / "data", EMULATOR_SEED=str(file)) as (root, _):
        client.post(f"{root}/_emulator/reset")
        assert names(client, root) == ["Seeded"]
        assert client.get(f"{root}/~other/v1.svc/courses?source=t&format=json&apikey={OWNER}").json() == []


def test_a_seed_file_may_name_packages_beside_it_for_every_vendor(tmp_path: Path, client: httpx.Client) -> None:
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "mine.zip").write_bytes(build_sample("scorm12-quiz.zip"))
    package = "courses/mine.zip"
    section = {
        "name": "Safety",
        "assignments": [{"name": "Quiz", "package": package}],
        "enrollments": [{"user": "jo"}],
    }
    user, course = (
        {"UserName": "jo@b.example", "FirstName": "Jo", "LastName": "Baba"},
        {"Name": "C", "Code": "C", "Active": True},
    )
    described = {
        "litmos": {
            "users": [user],
            "courses": [{**course, "Modules": [{"Name": "Quiz", "Package": package}]}],
            "assignments": [{"User": "jo@b.example", "Course": "C"}],
        },
        "scormcloud": {
            "courses": [{"id": "c", "package": package}],
            "registrations": [{"registrationId": "r", "courseId": "c", "learner": {"id": "jo"}}],
        },
        "nexport": {"users": [{"login": "jo"}], "sections": [section]},
    }
    file = tmp_path / "seed.json"
    file.write_text(json.dumps(described))
    with serving(tmp_path / "data", EMULATOR_SEED=str(file)) as (root, _):
        for _again in range(2):
            listed = client.get(f"{root}/_emulator/attempts").json()["attempts"]
            assert sorted(one["vendor"] for one in listed) == ["litmos", "nexport", "scormcloud"]
            for one in listed:
                played = client.post(f"{root}/_emulator/attempts/play", params=one["of"], json={"status": "passed"})
                assert (played.status_code, played.json()["status"]) == (200, "passed")
            client.post(f"{root}/_emulator/reset")


@pytest.mark.parametrize("package", ["missing.zip", ".", "seed.json", "\0", "x" * 5000])
def test_a_seed_file_that_names_no_package_is_refused_at_the_start(tmp_path: Path, package: str) -> None:
    file = tmp_path / "seed.json"
    file.write_text(json.dumps({"scormcloud": {"courses": [{"id": "c", "package": package}]}}))
    data = str(tmp_path / "data")
    arguments = [sys.executable, "-m", "emulator", "serve", "--port", "0", "--data", data, "--seed", str(file)]
    ended = forked.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "scormcloud.courses[0].package" in ended.stderr
    assert "Traceback" not in ended.stderr
