"""Which vendors are installed: by entry points, with a clear error for each thing that can be wrong with one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emulator import plugins
from emulator.plugins import PluginError, installed
from emulator.vendors import ENTRIES, apis_of, entry_at
from emulator.vendors.entry import GROUP, installed_vendors
from tests.starting import forked

ENTRY = """
from emulator.vendors.entry import Entry

ENTRY = Entry(name={name!r}, title="Toy", base_path={base_path!r}, module="toy", credentials="", example="", {more})
"""


def install(folder: Path, name: str = "toy", base_path: str = "/toy", more: str = "", point: str = "toy") -> None:
    """Lay out in a folder what pip would: a module with an entry, and the metadata that names it."""
    module = f"{point}_entry"
    (folder / f"{module}.py").write_text(ENTRY.format(name=name, base_path=base_path, more=more))
    metadata = folder / f"lms_{point}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: lms-{point}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{point} = {module}:ENTRY\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python finds packages in."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(plugins, "only_own", False)  # as tests/conftest.py has it
    monkeypatch.delitem(sys.modules, "toy_entry", raising=False)
    return tmp_path


def test_our_vendors_are_found_as_those_of_others_are_and_come_first(folder: Path) -> None:
    install(folder)
    assert [entry.name for entry in installed_vendors()] == [*(entry.name for entry in ENTRIES), "toy"]
    assert [entry.module for entry in ENTRIES] == [f"emulator.vendors.{entry.name}" for entry in ENTRIES]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            {"name": "other"},
            "the entry point toy of lms_emulator.vendors must refer to the Entry of a vendor with this",
        ),
        ({"name": "Toy", "point": "Toy"}, "'Toy' cannot be a vendor's name"),
        ({"base_path": ""}, "'' of toy cannot be a vendor's path"),
        ({"base_path": "toy"}, "'toy' of toy cannot be a vendor's path"),
        ({"base_path": "/_emulator/toy"}, "'/_emulator/toy' of toy cannot be a vendor's path"),
        ({"more": "roots=('/other',)"}, "/other of toy is not below its base path /toy"),
        ({"base_path": "/v1.svc/toy"}, "/v1.svc/toy of the vendor toy is at or below /v1.svc of litmos"),
        ({"base_path": "/api"}, "/api/v2 of the vendor scormcloud is at or below /api of toy"),
        ({"more": "pages=('/lrs',)"}, "/lrs of the vendor scormcloud is at or below /lrs of toy"),
        ({"more": "colour='red'"}, "toy of the package lms-toy cannot be loaded from toy_entry:ENTRY: TypeError"),
        ({"point": "litmos"}, "two installed packages have a litmos for lms_emulator.vendors: uninstall one"),
    ],
)
def test_a_vendor_that_cannot_be_is_refused_by_name(folder: Path, wrong: dict[str, str], words: str) -> None:
    install(folder, **wrong)
    with pytest.raises(PluginError) as refused:
        installed_vendors()
    assert words in str(refused.value)


def test_a_checkout_without_metadata_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(PluginError, match=r"missing or old.* pip install --no-deps --editable \."):
        installed(GROUP)


def test_the_command_says_in_one_line_what_is_wrong_with_a_vendor(tmp_path: Path) -> None:
    install(tmp_path, base_path="/api")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "emulator", "ready", "--port", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=150, check=False)
    words = "lms-emulator: /api/v2 of the vendor scormcloud is at or below /api of toy\n"
    assert (done.returncode, done.stderr, done.stdout) == (2, words, "")


def test_a_vendor_may_have_several_base_paths(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(folder, base_path="", more="roots=('/learn/v1', '/token')")
    monkeypatch.setattr("emulator.vendors._APIS", apis_of(installed_vendors()))
    found = {path: entry_at(path) for path in ("/learn/v1", "/learn/v1/courses", "/token/", "/learn", "/tokens", "/")}
    assert [path for path, entry in found.items() if entry] == ["/learn/v1", "/learn/v1/courses", "/token/"]


def test_a_vendors_settings_begin_with_its_name(tmp_path: Path) -> None:
    install(tmp_path, more="settings='toy_settings:ToySettings'")
    (tmp_path / "toy_settings.py").write_text(
        "from pydantic import BaseModel\nclass ToySettings(BaseModel):\n    colour: str = 'red'\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "emulator", "ready", "--port", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=150, check=False)
    assert (done.returncode, done.stderr) == (2, "lms-emulator: the setting colour of toy must begin with toy_\n")


def test_the_help_of_the_command_names_every_vendor_and_what_learners_attempt_there() -> None:
    assert all(entry.title in help_of() for entry in ENTRIES)
    words = help_of("play").split()
    assert all(f"--{key.replace('_', '-')}" in words for entry in ENTRIES for key in entry.subjects)


def help_of(*command: str) -> str:
    environment = {**os.environ, "COLUMNS": "200"}
    arguments = [sys.executable, "-m", "emulator", *command, "--help"]
    return forked.run(arguments, env=environment, capture_output=True, text=True, timeout=150, check=True).stdout
