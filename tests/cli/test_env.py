"""`lms-emulator env`: what a program needs to call the emulator, and the lines that point a client at it."""

import subprocess
import sys
from pathlib import Path

import pytest

from emulator.vendors.clients.known import every_client
from tests.cli.running_command import document, impossible, lines, run
from tests.world import World


def test_the_variables_of_a_sandbox_can_be_read_by_a_shell(tmp_path: Path) -> None:
    at = ("--url", "http://127.0.0.1:8420/", "--sandbox", "mine")
    shown = lines("env", "--export", *at, folder=tmp_path)
    (tmp_path / ".env").write_text("\n".join(shown))
    read = ["sh", "-c", '. ./.env; echo "$LITMOS_BASE_URL $SCORM_CLOUD_APP_ID $NEXPORT_PASSWORD"']
    said = subprocess.run(read, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said == "http://127.0.0.1:8420/~mine/v1.svc EMULATOR01 emulator-password\n"
    assert document("env", *at, folder=tmp_path)["LITMOS_API_KEY"] == "litmos-account-owner"


def test_the_lines_of_the_python_client_run_as_they_are_printed(world: World, tmp_path: Path) -> None:
    shown = lines("env", "--client", "scormcloud-python", "--url", world.host, "--sandbox", world.name, folder=tmp_path)
    code = "\n".join([*shown, "print(scorm_cloud.PingApi(client).ping_app_id().api_message)"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "API is up.\n"


@pytest.mark.parametrize("name", [client.name for _, client in every_client()])
def test_the_lines_of_each_client_have_the_base_url_of_the_sandbox_and_say_whether_they_were_tried(name: str) -> None:
    ((entry, client),) = [found for found in every_client() if found[1].name == name]
    text = "\n".join(client.lines_at("http://127.0.0.1:8420/~mine", entry.base_path))
    path = f"/~mine{entry.base_path}"
    assert (f"http://127.0.0.1:8420{path}" in text) or ("127.0.0.1:8420" in text and path in text)
    assert (client.tried, bool(client.note)) in ((True, False), (False, True))
    assert not [left for left in ("{url}", "{root}", "{host}", "{path}", "{scheme}") if left in text]


def test_a_client_that_nobody_declares_is_refused_with_the_nearest(tmp_path: Path) -> None:
    words = impossible("env", "--client", "litmos-rubi", "--url", "http://x", folder=tmp_path)
    assert words == "litmos-rubi is no known client; the nearest is litmos-ruby"
    assert [line.partition(":")[0] for line in lines("env", "--client", "list", folder=tmp_path)] == [
        client.name for _, client in every_client()
    ]


@pytest.mark.parametrize("url", ["nonsense", "ftp://x", "http://", "http://[", "http://x:port"])
@pytest.mark.parametrize("command", ["env", "ready"])
def test_what_is_no_url_is_refused_in_one_line(tmp_path: Path, command: str, url: str) -> None:
    assert impossible(command, "--url", url, folder=tmp_path) == f"{url} is not an http or https URL"


def test_a_name_that_no_sandbox_can_have_is_refused_in_one_line(tmp_path: Path) -> None:
    words = impossible("env", "--sandbox", "a b", folder=tmp_path)
    assert words.startswith("'a b' cannot be a sandbox: use up to 64 letters")


def test_ready_asks_the_emulator_at_the_url_that_is_given(world: World, tmp_path: Path) -> None:
    assert lines("ready", "--url", world.host, folder=tmp_path) == []
    assert lines("ready", folder=tmp_path, EMULATOR_URL=f"{world.host}/") == []
    here = run("ready", "--port", "1", folder=tmp_path, EMULATOR_URL=world.host)
    assert (here.returncode, "127.0.0.1:1" in here.stderr) == (1, True)


def test_a_data_folder_that_is_not_there_is_not_made_to_show_its_authority(tmp_path: Path) -> None:
    assert impossible("tls", "--data", "nope/x", folder=tmp_path) == "there is no data folder nope/x"
    assert not (tmp_path / "nope").exists()
