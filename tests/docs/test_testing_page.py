"""What docs/testing.md shows works, as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pytest_lms_emulator.starting import IMAGE

from emulator.app import Emulator
from tests.plugin.docker_engine import docker_engine
from tests.plugin.test_plugin import command, surroundings

ROOT = Path(__file__).parents[2]
README = (ROOT / "clients/javascript/README.md").read_text()
PAGE = (ROOT / "docs/testing.md").read_text()


def blocks(how: str) -> list[str]:
    return [text for _, text in re.findall(rf"<!-- run: {how} -->\n```(\w+)\n(.*?)```", PAGE, re.DOTALL)]


def test_the_tests_of_the_page_pass(tmp_path: Path, emulator: tuple[str, Emulator]) -> None:
    for number, text in enumerate(blocks("pytest")):
        (tmp_path / f"test_{number}.py").write_text(text)
    done = subprocess.run(
        command("-W", "error", "-W", "ignore:Using `httpx` with `starlette", "-rA"),
        cwd=tmp_path,
        env=surroundings(LMS_EMULATOR_URL=emulator[0]),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert f"{sum(text.count('def test_') for text in blocks('pytest'))} passed" in done.stdout, done.stdout


def test_the_javascript_of_the_page_runs(tmp_path: Path, emulator: tuple[str, Emulator]) -> None:
    node = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if node is None:
        pytest.skip("there is no Node here")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/lms-emulator-client").symlink_to(ROOT / "clients/javascript")
    (text,) = blocks("node")
    for name, code in (("page.mjs", text), ("readme.mjs", README.partition("```js\n")[2].partition("```")[0])):
        (tmp_path / name).write_text(code.replace("http://127.0.0.1:8420", emulator[0]))
        done = subprocess.run([node, name], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == ("503 200\n" if name == "page.mjs" else "")


def test_the_test_with_a_container_passes(tmp_path: Path) -> None:
    pytest.importorskip("testcontainers")
    (text,) = blocks("container")
    (tmp_path / "test_container.py").write_text(text)
    with docker_engine() as engine:
        place = {"DOCKER_HOST": f"tcp://127.0.0.1:{engine.server_port}", "TESTCONTAINERS_RYUK_DISABLED": "true"}
        done = subprocess.run(
            command("-rA"),
            cwd=tmp_path,
            env=surroundings(**place),
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert "1 passed" in done.stdout, done.stdout
        assert engine.created["c0"]["Image"] == IMAGE


def test_every_recipe_names_the_image_its_port_and_when_it_is_ready() -> None:
    recipes = PAGE.partition("\n## Containers")[2]
    parts = re.findall(r"```(?:java|js|csharp|go)\n(.*?)```", recipes, re.DOTALL)
    assert len(parts) == 4
    for part in parts:
        assert all(words in part for words in (f'"{IMAGE}"', "8420", "/_emulator/ready", "EMULATOR_MEMORY"))


def test_the_compose_file_waits_for_the_health_check_of_the_image() -> None:
    (text,) = re.findall(r"<!-- read: compose -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    services = yaml.safe_load(text)["services"]
    check = re.findall(r"HEALTHCHECK .*CMD (\[.*\])", (ROOT / "Dockerfile").read_text())
    assert [services["lms"]["healthcheck"]["test"][1:]] == [yaml.safe_load(each) for each in check]
    assert services["lms"]["image"] == IMAGE
    assert services["tests"]["depends_on"]["lms"]["condition"] == "service_healthy"


def test_the_workflow_gives_the_action_only_inputs_that_it_has() -> None:
    (text,) = re.findall(r"<!-- read: workflow -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    (given,) = (
        step["with"] for step in yaml.safe_load(text)["jobs"]["test"]["steps"] if "lms-emulator" in step.get("uses", "")
    )
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert given.keys() <= action["inputs"].keys()
    assert all(f"`{name}`" in PAGE for name in action["inputs"])


@pytest.mark.parametrize("readme", ["README.md", "pytest-plugin/README.md"])
def test_the_readmes_show_the_first_test_of_the_page(readme: str) -> None:
    assert blocks("pytest")[0] in (ROOT / readme).read_text()


def test_the_page_has_every_option_and_marker_of_the_plugin() -> None:
    text = (ROOT / "pytest-plugin/src/pytest_lms_emulator/options.py").read_text()
    for name in re.findall(r'"(--lms-[a-z-]+)"|addini\(\s*"(\w+)"|^    "(lms_\w+)', text, re.MULTILINE):
        assert "".join(name) in PAGE
