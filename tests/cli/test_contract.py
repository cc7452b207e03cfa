"""`lms-emulator contract export`: the document that a running emulator serves, without one."""

import json
from pathlib import Path

import pytest
import yaml

from emulator.contract.as_yaml import as_yaml
from tests.cli.running_command import impossible, lines
from tests.world import World


def test_an_exported_contract_is_the_document_of_a_running_emulator_in_json_and_in_yaml(
    world: World, tmp_path: Path
) -> None:
    served = world.control("GET", "openapi/nexport.json")
    options = ("nexport", "--base-url", world.nexport)
    assert lines("contract", "export", *options, "--out", "n.json", folder=tmp_path) != []
    assert json.loads((tmp_path / "n.json").read_text()) == served
    printed = "\n".join(lines("contract", "export", *options, "--yaml", folder=tmp_path))
    assert yaml.load(printed, yaml.CSafeLoader) == served


def test_what_cannot_be_exported_is_one_line(tmp_path: Path) -> None:
    assert impossible("contract", "export", "Litmoss", folder=tmp_path).endswith("the nearest is litmos")
    assert "No such file" in impossible("contract", "export", "litmos", "--out", "no/l.json", folder=tmp_path)


@pytest.mark.parametrize(
    "value",
    [
        {
            "a": [],
            "b": {},
            "no": None,
            "1": ["x", ["y", {"z": 1.5}], [[]]],
            "": "true",
            "c": {"d": "e: #f", "g": "- h"},
        },
        ["\x85\x7f\u2028", "é😀", "line\nbreak", "0x1f", "~", "a b", "null", "2001-01-01", "{x}", "a:", "1e5"],
        "alone",
        {},
    ],
)
def test_yaml_reads_back_what_was_written(value: object) -> None:
    assert yaml.safe_load(as_yaml(value)) == value
