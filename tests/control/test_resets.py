"""A reset of the default sandbox when its seed file has become unusable: refused in words, and nothing is reset."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from tests.running import running
from tests.vendors.litmos.calling import OWNER

GOOD = {"litmos": {"courses": [{"Name": "A"}]}}
Spoil = Callable[[Path], Any]


def say(text: bytes | str | dict[str, Any]) -> Spoil:
    """Write another text into the file."""
    given = orjson.dumps(text) if isinstance(text, dict) else text.encode() if isinstance(text, str) else text
    return lambda file: file.write_bytes(given)


def make_a_folder(file: Path) -> None:
    """A folder with its name."""
    file.unlink()
    file.mkdir()


def courses(root: str, client: httpx.Client) -> list[str]:
    query = {"source": "t", "format": "json"}
    found = client.get(f"{root}/v1.svc/courses", params=query, headers={"apikey": OWNER})
    return [course["Name"] for course in found.json()]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (Path.unlink, "it cannot be read: No such file or directory"),
        (make_a_folder, "it cannot be read: Is a directory"),
        (say(""), "line 1, column 1"),
        (say('{"litmos": {\n "courses" []}}'), "line 2, column 12"),
        (say(b"\xff\xfe{\0}\0"), "line 1, column 1"),
        (say("[]"), "the document must be an object"),
        (say({"moodle": {}}), "moodle is not known"),
        (say({"version": 2}), "version must be 1"),
        (say({"litmos": []}), "litmos must be an object"),
        (say({"litmos": {"courses": [{"Nmae": "A"}]}}), "litmos.courses[0]"),
        (say({"litmos": {"courses": [{"Name": "A", "Active": "perhaps"}]}}), "litmos.courses[0].Active"),
        (say({"scormcloud": {"courses": [{"id": "C1", "sample": "none.zip"}]}}), "scormcloud.courses[0].sample"),
        (say({"scormcloud": {"courses": [{"id": "C1", "package": "gone.zip"}]}}), "is not the path of a file"),
        (say({"scormcloud": {"courses": [{"id": "C1", "package": "seed.jsonc"}]}}), "scormcloud.courses[0].package"),
    ],
)
def test_an_unusable_seed_file_is_named_and_nothing_is_reset(
    tmp_path: Path, client: httpx.Client, spoil: Spoil, words: str
) -> None:
    file = tmp_path / "seed.jsonc"
    say(GOOD)(file)
    with running(tmp_path / "data", seed=file) as (root, _):
        assert courses(root, client) == ["A"]
        spoil(file)
        response = client.post(f"{root}/_emulator/reset")
        assert (response.status_code, list(response.json())) == (409, ["error"]), response.text
        refusal = response.json()["error"]
        assert refusal.startswith(f"the seed file {file}: ")
        assert words in refusal
        assert refusal.endswith("; nothing was reset")
        assert courses(root, client) == ["A"]
        assert client.post(f"{root}/~other/_emulator/reset").status_code == 200


def test_a_seed_file_that_is_mended_is_loaded_again(tmp_path: Path, client: httpx.Client) -> None:
    file = tmp_path / "seed.jsonc"
    say(GOOD)(file)
    with running(tmp_path / "data", seed=file) as (root, _):
        say("{")(file)
        refused = client.post(f"{root}/_emulator/reset")
        assert (refused.status_code, "nothing was reset" in refused.json()["error"]) == (409, True)
        say(b"\xef\xbb\xbf" + orjson.dumps({"litmos": {"courses": [{"Name": "B"}]}}))(file)  # as Windows writes it
        assert client.post(f"{root}/_emulator/reset").status_code == 200
        assert courses(root, client) == ["B"]
