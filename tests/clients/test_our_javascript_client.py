"""Our client in JavaScript, beside the vendor's: it has what the control API has, and a test is written with it."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import orjson

from emulator import __version__
from emulator.app import Emulator
from emulator.courseware.samples import build_sample
from scripts.clients.api import control_document, read_api
from scripts.clients.javascript import camel
from tests.clients.conftest import OURS


def test_a_test_in_javascript_has_a_sandbox_and_all_nouns(
    emulator: tuple[str, Emulator], tmp_path: Path, node: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    archive = tmp_path / "course.zip"
    archive.write_bytes(build_sample("scorm2004-two-scos.zip"))
    done = node("control.mjs", emulator[0], str(archive))
    assert done.returncode == 0, done.stderr
    assert orjson.loads(done.stdout) == {
        "progress": "PASSED",
        "fork": "unknown",
        "posted": 1,
        "changes": True,
        "fault": "Down",
        "clock": {"now": "2030-01-01T00:00:00Z", "held": True, "scale": 1.0},
        "sample": True,
        "environment": True,
        "seeded": ["litmos"],
    }


def test_every_operation_of_the_control_api_is_in_its_table_and_declared() -> None:
    table, declared = ((OURS / name).read_text() for name in ("operations.js", "operations.d.ts"))
    for noun, methods in read_api(control_document()).nouns.items():
        part = table.partition(f'  "{noun}": {{')[2].partition("\n  },")[0]
        for method in methods:
            assert f"    {camel(method.name)}: {{" in part, method.operation
            assert f"  {camel(method.name)}(" in declared


def test_its_version_is_the_emulators() -> None:
    assert orjson.loads((OURS / "package.json").read_bytes())["version"] == __version__
    assert re.findall(r'VERSION = "(.*)"', (OURS / "index.js").read_text()) == [__version__]
