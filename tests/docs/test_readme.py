"""What the README tells a newcomer to paste works, as it stands there."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, SURROUNDINGS
from tests.running import running

README = (ROOT / "README.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```(\w+)\n(.*?)```", README, re.DOTALL)
EXPECTED = [
    ('"Status":"Ready"', "<Status>Queued</Status>", '"Complete":true,"PercentageComplete":100.00'),
    ("HTTP/1.1 204", '"status":"COMPLETE"'),
    ("Tides",),
    ('"cmi_element_value":"passed"', '"cmi_element_value":"85"'),
    (
        '"status":"passed"',
        '"registrationSuccess":"PASSED"',
        "registration=r1 instance=0 course=tides: failed, score 40",
    ),
    ("litmos-account-owner@example.com", '"held":true'),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An emulator of its own, since the README's blocks use the default sandbox."""
    with running(tmp_path_factory.mktemp("readme"), job_seconds=0.3) as (root, _):
        yield root


def test_every_block_that_is_to_be_run_is_known_here() -> None:
    assert len(BLOCKS) == len(EXPECTED)


def test_the_blocks_run_one_after_the_other_and_show_what_they_should(root: str, tmp_path: Path) -> None:
    for (language, text), expected in zip(BLOCKS, EXPECTED, strict=True):
        code = text.replace("http://127.0.0.1:8420", root).replace("/tmp/", f"{tmp_path}/")
        command = [sys.executable, "-c", code] if language == "python" else ["bash", "-eu", "-c", code]
        done = subprocess.run(command, env=SURROUNDINGS, capture_output=True, text=True, timeout=150, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        for words in expected:
            assert words in done.stdout
        assert '"error' not in done.stdout.replace('"error_code":0', "").replace('"error_message":""', "")
