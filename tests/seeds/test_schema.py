"""The JSON Schema of seed documents: it takes every example that we show, and refuses what the seed refuses."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from emulator.example_seed import text
from emulator.seeds.reading import read
from tests.refusals import control_refusal
from tests.world import World

DOCS = Path(__file__).parents[2] / "docs"
KEPT = json.loads((DOCS / "seed.schema.json").read_text())
CHECK = jsonschema.Draft202012Validator(KEPT)


def examples() -> Iterator[bytes]:
    yield text()
    page = (DOCS / "seed.md").read_text()
    for block in re.findall(r"```(?:json|yaml)\n(.*?)```", page, re.DOTALL):
        yield block.encode()
    for block in re.findall(r"(?:seed -d '|\.yaml <<'END'\n)(.*?)(?:'\n|END\n)", page, re.DOTALL):
        yield block.encode()


def test_it_is_served_as_it_is_kept_and_takes_all_examples(world: World) -> None:
    CHECK.check_schema(KEPT)
    assert world.control("GET", "seed.schema.json") == KEPT
    found = [read(example) for example in examples()]
    assert len(found) >= 5
    for each in found:
        CHECK.validate({"$schema": f"{world.root}/_emulator/seed.schema.json", **each})


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"litmos": {"users": [{"Usrname": "x"}]}}, "litmos.users[0].Usrname is not a member; UserName is"),
        (
            {"litmos": {"users": [{"csv": "UserNam\na@x.org"}]}},
            "litmos.users[0] (line 2).UserNam is not a member; UserName is",
        ),
        (
            {"nexport": {"sections": [{"name": "S", "enrolments": []}]}},
            "nexport.sections[0].enrolments is not known; enrollments is",
        ),
        ({"scormcloud": {"courses": [{"id": "C", "Title": "x"}]}}, "courses[0].Title is not a member; title is"),
        ({"scormcloud": {"applications": [{"id": "A", "key": "x"}]}}, "applications[0].key is not a member"),
        (
            {"litmos": {"courses": [{"Name": "C", "Modules": [{"Name": "M", "Sampel": "x"}]}]}},
            "Modules[0].Sampel is not a member; Sample is",
        ),
    ],
)
def test_a_member_that_is_none_is_refused_with_the_nearest_one_and_by_the_schema_too(
    world: World, document: dict[str, Any], words: str
) -> None:
    answer = world.client.post(f"{world.root}/_emulator/seed", json=document)
    assert words in control_refusal(answer, 400)
    assert "csv" in str(document) or not CHECK.is_valid(document)


def test_it_knows_the_members_that_the_litmos_section_takes(world: World) -> None:
    types, own = CHECK.schema["$defs"], CHECK.schema["properties"]["litmos"]["properties"]
    assert types
    for name, entries in own.items():
        if name in ("instructors", "defaults"):
            continue
        members = entries["items"]["properties"].keys() - {"count", "csv", "csv_file", "defaults"}
        entry = dict.fromkeys(sorted(members)) | {"zzz": None}
        answer = world.client.post(f"{world.root}/_emulator/seed", json={"litmos": {name: [entry]}})
        assert control_refusal(answer, 400) == f"litmos.{name}[0].zzz is not a member"
