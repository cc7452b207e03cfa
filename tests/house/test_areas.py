"""The table that says which tests belong to which part of the code names what is there."""

import tomllib

from tests.house.source import ROOT


def test_every_path_in_the_table_of_areas_is_there() -> None:
    areas = tomllib.loads((ROOT / "scripts" / "mutants.toml").read_text())
    named = {path for area, its in areas.items() for path in (area, *its["tests"], *its.get("left_out", []))}
    gone = sorted(path for path in named if not (ROOT / path).exists())
    assert not gone, f"moved without scripts/mutants.toml: {gone}"
