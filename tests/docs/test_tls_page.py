"""docs/tls.md: its examples run as they stand."""

import re
import subprocess
from pathlib import Path

import pytest

from emulator.vendors import ENTRIES
from tests.docs.test_readme import SURROUNDINGS

PAGE = Path("docs/tls.md").read_text()
BLOCKS = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("block", "shows"), [*zip(BLOCKS, ("API is up.", "<Users"), strict=True)])
def test_code_with_https_or_a_fixed_host_name_comes_here_as_the_page_says(
    tmp_path: Path, block: str, shows: str
) -> None:
    command = ["bash", "-eu", "-o", "pipefail", "-c", f"trap 'kill %1 || true' EXIT; {block}"]
    done = subprocess.run(
        command, cwd=tmp_path, env=SURROUNDINGS, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert shows in done.stdout


def test_the_page_has_every_host_name_of_the_vendors() -> None:
    assert [host for entry in ENTRIES for host in entry.hosts if f"`{host}`" not in PAGE] == []
