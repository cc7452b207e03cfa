"""A vendor of another distribution, tests/toy_vendor: installed as users do, it is served as ours are, and nothing else is touched."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from tests import postgresql
from tests.processes import serving

SOURCE = Path(__file__).parents[1] / "toy_vendor"
_names = count(1)
KEY = {"X-Api-Key": "toy-key"}


def install(source: Path, target: Path) -> None:
    """As `pip install` does, without an index."""
    options = ["--quiet", "--no-index", "--no-build-isolation", "--no-deps", "--no-cache-dir", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(source)], check=True, timeout=120)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the vendor is installed in."""
    target = tmp_path_factory.mktemp("packages")
    install(SOURCE, target)
    return target


@pytest.fixture(scope="module")
def root(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running emulator with the vendor."""
    with serving(tmp_path_factory.mktemp("data"), PYTHONPATH=str(packages)) as (root, _):
        yield root


@pytest.fixture
def toy(root: str) -> Iterator[httpx.Client]:
    """A client of the vendor's API in a sandbox of its own."""
    base = f"{root}/~test-{next(_names)}"
    with httpx.Client(base_url=f"{base}/toy/v1", headers=KEY, timeout=30) as client:
        yield client


def control(toy: httpx.Client, method: str, path: str, **options: Any) -> httpx.Response:
    """Call the control API of the client's sandbox."""
    return toy.request(method, str(toy.base_url).replace("/toy/v1/", "/_emulator/") + path, **options)


def command(packages: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where the vendor is installed."""
    environment = {**os.environ, "PYTHONPATH": str(packages), "COLUMNS": "200"}
    line = [sys.executable, "-m", "emulator", *arguments]
    return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=150, check=False)


def test_what_a_checkout_says_of_itself_has_nothing_of_it(packages: Path) -> None:
    names = "from emulator.vendors import ENTRIES; print(*(entry.name for entry in ENTRIES))"
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    found = [
        subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout
        for code in (names, f"import scripts.only_own; {names}")
    ]
    assert ["toy" in each.split() for each in found] == [True, False]


def test_its_five_operations_keep_state(toy: httpx.Client) -> None:
    made = toy.post("/notes", json={"title": "Tides", "text": "twice a day"})
    assert made.status_code == 201
    note = made.json()
    assert (note["id"], note["title"], note["text"]) == (1, "Tides", "twice a day")
    assert toy.get("/notes/1").json() == note
    changed = toy.put("/notes/1", json={"title": "Ebb"})
    assert (changed.status_code, changed.json()["title"], "text" in changed.json()) == (200, "Ebb", False)
    assert [each["title"] for each in toy.get("/notes").json()] == ["Ebb"]
    gone = toy.delete("/notes/1")
    assert (gone.status_code, gone.content) == (204, b"")
    missing = toy.get("/notes/1")
    assert (toy.get("/notes").json(), missing.status_code, missing.json()) == (
        [],
        404,
        {"error": "No note has the id 1"},
    )


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "words", "hint"),
    [
        ("GET", "/nothing", {}, 404, "Not found", "not an operation of toy"),
        ("PATCH", "/notes", {}, 405, "Method not allowed", "PATCH is not a method of this path; GET, POST is"),
        ("POST", "/notes/1/share", {}, 501, "shareNote is not served", "an example of an operation that is known"),
        ("GET", "/notes/7", {}, 404, "No note has the id 7", ""),
        ("GET", "/notes/x", {}, 400, "noteId must be a whole number", ""),
        ("POST", "/notes", {"json": {}}, 400, "title is required", ""),
        ("POST", "/notes", {"content": b"{"}, 400, "body is not valid JSON", ""),
        ("POST", "/notes", {"data": {"title": "x"}}, 415, "Send application/json", "send the body as"),
        ("GET", "/notes", {"headers": {"X-Api-Key": "no"}}, 401, "The API key is missing or unknown", "X-Api-Key"),
    ],
)
def test_what_it_refuses_is_in_its_own_envelope(
    toy: httpx.Client, method: str, path: str, options: dict[str, Any], status: int, words: str, hint: str
) -> None:
    answer = toy.request(method, path, **options)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert words in answer.json()["error"]
    assert hint in answer.headers.get("x-emulator-hint", "")
    (entry,) = control(toy, "GET", "journal").json()["entries"]
    assert (entry["vendor"], entry["response"]["status"]) == ("toy", status)


def test_its_settings_and_limits_are_a_sandboxes(toy: httpx.Client) -> None:
    assert control(toy, "PATCH", "settings", json={"toy_rate_limit": 2}).json()["toy_rate_limit"] == 2
    assert [toy.get("/notes").status_code for _ in range(2)] == [200, 200]
    refused = toy.get("/notes")
    assert (refused.status_code, refused.json()) == (429, {"error": "Too many requests"})
    control(toy, "POST", "clock/advance", json={"seconds": 61})
    assert toy.get("/notes").status_code == 200
    wrong = control(toy, "PATCH", "settings", json={"toy_rate_limit": 0})
    assert (wrong.status_code, "toy_rate_limit" in wrong.text) == (400, True)


def test_its_section_of_a_seed_is_created_whole_or_not_at_all(toy: httpx.Client) -> None:
    seeded = control(toy, "POST", "seed", json={"toy": {"notes": [{"title": "a"}, {"title": "b"}]}})
    assert seeded.json()["seeded"] == ["toy"]
    assert [note["title"] for note in toy.get("/notes").json()] == ["a", "b"]
    for section, words in (
        ({"notes": [{"title": "c"}, {"text": "d"}]}, "toy.notes[1].title is required"),
        ({"notes": [{"title": "c", "colour": "red"}]}, "toy.notes[0].colour is not known"),
        ({"pages": []}, "toy.pages is not known; notes is"),
    ):
        refused = control(toy, "POST", "seed", json={"toy": section})
        assert (refused.status_code, words in refused.text) == (400, True), refused.text
    assert len(toy.get("/notes").json()) == 2


def test_a_reset_empties_its_sandbox_and_no_other(toy: httpx.Client, root: str) -> None:
    beside = f"{root}/~beside/toy/v1/notes"
    for url in ("/notes", beside):
        assert toy.post(url, json={"title": "a"}).status_code == 201
    assert control(toy, "POST", "reset").is_success
    assert (toy.get("/notes").json(), len(toy.get(beside).json())) == ([], 1)
    assert toy.post("/notes", json={"title": "b"}).json()["id"] == 1


def test_it_has_a_document_a_page_entry_and_a_list_of_operations(toy: httpx.Client, root: str) -> None:
    document = toy.get(f"{root}/_emulator/openapi/toy.json").json()
    validate(document)
    assert document["servers"] == [{"url": f"{root}/toy/v1"}]
    assert set(document["paths"]["/notes/{noteId}"]) >= {"get", "put", "delete"}
    assert "openapi/toy.json" in toy.get(f"{root}/docs").text
    (vendor,) = toy.get(f"{root}/_emulator/operations", params={"vendor_name": "toy"}).json()["vendors"]
    served = {each["id"]: each.get("served_by", each.get("why_not")) for each in vendor["operations"]}
    assert served["getNote"].startswith("routes/notes.py:")
    assert served["shareNote"] == "an example of an operation that is known and not served"
    assert vendor["known"] - vendor["served"] == 1


def test_the_command_knows_it(packages: Path, tmp_path: Path) -> None:
    assert "and Toy." in command(packages, "--help").stdout
    seed = tmp_path / "seed.jsonc"
    assert command(packages, "init", str(seed)).returncode == 0
    assert '  "toy": {\n    "notes": [{ "title": "First"' in seed.read_text()
    with serving(tmp_path / "data", PYTHONPATH=str(packages), EMULATOR_SEED=str(seed)) as (root, _):
        assert [note["title"] for note in httpx.get(f"{root}/toy/v1/notes", headers=KEY).json()] == ["First"]


def test_it_is_verified_by_its_own_scenarios(packages: Path, root: str, tmp_path: Path) -> None:
    line = ["verify", "toy", "--base-url", f"{root}/~real/toy/v1", "--emulator", root, "--pace", "6000"]
    done = command(packages, *line, "--key", "toy-key", "--write", "--prefix", "zz-emu")
    assert (done.returncode, "5 of 6 operations of toy were compared" in done.stdout) == (0, True), done.stderr


def test_its_rows_last_and_without_it_their_folder_is_left_alone(packages: Path, tmp_path: Path) -> None:
    for expected in (1, 2):
        with serving(tmp_path, PYTHONPATH=str(packages)) as (root, _):
            assert httpx.post(f"{root}/toy/v1/notes", json={"title": "a"}, headers=KEY).json()["id"] == expected
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= postgresql.environment_of(tmp_path)
    line = [sys.executable, "-m", "emulator", "serve", "--port", "0", "--data", str(tmp_path)]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 2
    assert "has sandboxes of toy, a vendor that is not installed; install it" in done.stderr


def test_a_setting_of_a_vendor_that_is_gone_does_no_harm(packages: Path, tmp_path: Path) -> None:
    with serving(tmp_path, PYTHONPATH=str(packages)) as (root, _):
        changes = {"toy_rate_limit": 5, "job_mode": "step"}
        assert httpx.patch(f"{root}/~a/_emulator/settings", json=changes).is_success
    with serving(tmp_path, PYTHONPATH="") as (root, _):
        settings = httpx.get(f"{root}/~a/_emulator/settings").json()
        assert (settings["job_mode"], "toy_rate_limit" in settings) == ("step", False)


def test_its_migrations_make_exactly_its_tables(packages: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    line = [sys.executable, "-m", "scripts.new_migration", "--vendor", "toy", "Nothing"]
    done = subprocess.run(
        line, cwd=SOURCE.parents[1], env=environment, capture_output=True, text=True, timeout=150, check=False
    )
    assert (done.returncode, done.stderr) == (1, "the migrations make every table already\n")
