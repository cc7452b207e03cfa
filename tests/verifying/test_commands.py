"""`lms-emulator verify`, as it is called: what it says, its exit codes, and what is left at the vendor."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.running_command import surroundings
from tests.verifying.commands import KEY, command, could_not
from tests.verifying.sides import twin_of
from tests.verifying.strangers import expired, stranger
from tests.verifying.twin import Altered, Twin

FAST = ("--pace", "100000")


def litmos(root: str) -> tuple[str, str]:
    """The option with the base URL of a fresh twin."""
    return "--base-url", f"{twin_of(root)}/v1.svc"


def users(base: str) -> list[str]:
    """The user names that begin like ours."""
    answer = httpx.get(
        f"{base}/users", params={"source": "t", "format": "json", "search": "zz-emu"}, headers={"apikey": KEY[1]}
    )
    return [user["UserName"] for user in answer.json()]


def test_agreement_is_0_with_a_file_of_shapes_and_nothing_left_behind(
    root: str, twin: Twin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    base = litmos(root)
    line = ("verify", "litmos", *base, *KEY, *FAST, "--emulator", root, "--write", "--prefix", "zz-emu")
    code, lines, _ = command(*line, "--out", "shapes.json")
    assert (code, "places agree" in lines[-2]) == (0, True), lines
    assert json.loads((tmp_path / "shapes.json").read_text())["vendor"] == "litmos"
    assert (users(base[1]), list(tmp_path.glob("*.cleanup"))) == ([], [])
    assert command("diff", "shapes.json", "--emulator", root)[0] == 0


def test_a_difference_is_2_with_a_verdict_by_verify_and_by_diff(
    root: str, twin: Twin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def alter(answer: Altered) -> None:
        answer.headers["x-page-count"] = "7"

    twin.alter = alter
    user = ("--credential", "username=api.user", "--credential", "password=emulator-password")
    line = ("verify", "nexport", "--base-url", f"{twin_of(root)}/api/v1", *user, *FAST, "--emulator", root)
    code, (line_of_json,), _ = command(*line, "--json", "--out", "shapes.json")
    found = json.loads(line_of_json)
    assert (code, found["differs"], found["verdicts"]["contract stale"]) == (2, True, 0)
    assert {finding["place"] for finding in found["findings"] if finding["verdict"] != "not tried"} == {
        "header x-page-count"
    }
    code, lines, _ = command("diff", "shapes.json", "--emulator", root)
    assert (code, "header x-page-count" in lines[0]) == (2, True)


def test_what_keeps_it_from_running_is_one_line_and_1(
    root: str, twin: Twin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LITMOS_API_KEY", "HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    line = ("verify", "litmos", "--emulator", root)
    base = litmos(root)
    assert could_not(*line, *base, "--key", "wrong") == "the vendor refuses the credentials (403)"
    with stranger() as place:
        assert "answers with a page (HTML)" in could_not(*line, *KEY, "--base-url", f"http://{place}/v1.svc")
    assert "cannot be reached" in could_not(*line, *KEY, "--base-url", "http://127.0.0.1:1/v1.svc")
    certificate = expired(tmp_path / "expired.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with stranger(certificate) as place:
        assert "certificate has expired" in could_not(*line, *KEY, "--base-url", f"https://{place}/v1.svc")
    assert "LITMOS_API_KEY" in could_not(*line, *base)
    assert "not an http or https URL" in could_not(*line, *KEY, "--base-url", "api.litmos.com")
    assert "no emulator answers" in could_not("verify", "litmos", *base, *KEY, "--emulator", "http://127.0.0.1:1")
    assert "--prefix" in could_not(*line, *base, *KEY, "--write")
    for out, why in (("none/s.json", "No such file"), (".", "it is a folder")):
        twin.asked.clear()
        assert why in could_not(*line, *base, *KEY, "--out", out)
        assert (twin.asked, list(tmp_path.glob("**/*.part"))) == ([], [])
    assert "lower-case letters" in could_not(*line, *base, *KEY, "--write", "--prefix", "Zz emu!")
    nexport = ("verify", "nexport", "--base-url", root, "--credential", "username=a", "--credential", "password=b")
    assert "say --leave, too, and they stay there" in could_not(*nexport, "--write", "--prefix", "zz-emu")
    assert "--leave is for --write" in could_not(*nexport, "--leave")
    assert "nearest is litmos" in could_not("verify", "litmus", *base)
    (tmp_path / "torn.json").write_text("{")
    assert "not a file of shapes" in could_not("diff", "torn.json")
    for option in (("--out", "s.json"), ("--write",), ("--prefix", "zz-emu"), ("--leave",), ("--json",)):
        assert f"{option[0]} is of no use with --clean-up" in could_not(
            "verify", "litmos", *KEY, "--clean-up", "torn.json", *option
        )
    assert "not a clean-up list" in could_not("verify", "litmos", *KEY, "--clean-up", "torn.json")
    assert "No such file" in could_not("diff", "none.json")
    assert "which vendor" in could_not("record", "--upstream", "https://example.com", "--out", "s.json")
    assert command("verify", "litmos", "--nothing")[0] == 1


def _heeds_sigint() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # tests that a shell runs in the background inherit that it is ignored


@contextmanager
def writing(root: str, base: str, twin: Twin, folder: Path, last: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A run that writes, once its last calls have these methods."""
    line = ["verify", "litmos", "--base-url", base, *KEY, *FAST, "--emulator", root, "--write", "--prefix", "zz-emu"]
    process = subprocess.Popen(
        [sys.executable, "-m", "emulator", *line],
        cwd=folder,
        env=surroundings(http_proxy=""),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heeds_sigint,
    )
    try:
        while [method for method, _ in twin.asked[-len(last) :]] != last:
            assert process.poll() is None
            time.sleep(0.02)
        yield process
    finally:
        process.kill()
        process.communicate()


def waits_to_ask_again(process: subprocess.Popen[str], twin: Twin) -> None:
    """Return when the run has heard the answer to its last call and sleeps: also a busy machine then calls it ready to run no more."""
    rested = 0
    while rested < 5:
        assert process.poll() is None
        sleeps = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"
        rested = rested + 1 if sleeps and not twin.under_way else 0
        time.sleep(0.05)


def refuse_users(base: str, status: int, retry_after: int, skip: int = 0) -> None:
    """Have the vendor ask to come later when a user is to be made, after some that it makes."""
    do = {"status": status, "retry_after": retry_after}
    rule = {"match": {"operation": "post_users"}, "when": {"skip": skip}, "do": do}
    httpx.post(f"{base.removesuffix('/v1.svc')}/_emulator/faults", json=rule).raise_for_status()


def test_a_run_that_is_interrupted_takes_back_what_it_made_and_waits_for_nothing_that_was_refused(
    root: str, twin: Twin, tmp_path: Path
) -> None:
    base = litmos(root)[1]
    refuse_users(base, 503, 60, skip=1)
    with writing(root, base, twin, tmp_path, ["POST", "POST"]) as process:
        waits_to_ask_again(process, twin)
        assert len(users(base)) == 1
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=60)[1]
        assert (process.returncode, errors.splitlines()[-1]) == (1, "lms-emulator: interrupted")
    assert "may still be created" not in errors
    assert (users(base), list(tmp_path.glob("*.cleanup"))) == ([], [])


def test_a_run_that_the_limit_ends_waits_for_nothing_that_was_refused(
    root: str, twin: Twin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    base = litmos(root)[1]
    refuse_users(base, 429, 0)
    line = ("verify", "litmos", "--base-url", base, *KEY, *FAST, "--emulator", root, "--write", "--prefix", "zz-emu")
    code, _, errors = command(*line, "--wait", "2")
    assert (code, errors[-1]) == (1, "lms-emulator: the vendor keeps refusing calls because of its limit (429)")
    assert "may still be created" not in "".join(errors)
    assert list(tmp_path.glob("*.cleanup")) == []


def test_a_run_that_is_killed_leaves_a_list_by_which_another_takes_back_what_it_made(
    root: str, twin: Twin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    base = litmos(root)[1]

    def alter(answer: Altered) -> None:
        made = any(method == "POST" for method, _ in twin.asked)
        if made and answer.method == "GET" and answer.path.startswith("/v1.svc/users/z"):
            answer.seconds = 20

    twin.alter = alter
    with writing(root, base, twin, tmp_path, ["POST", "GET"]) as process:
        twin.alter = None
        process.kill()
        process.wait()
    left = tmp_path / "lms-emulator-verify-zz-emu.cleanup"
    assert (len(users(base)), KEY[1] in left.read_text(), left.stat().st_mode & 0o77) == (2, False, 0)
    line = ("verify", "litmos", "--base-url", base, *KEY, "--emulator", root, "--write", "--prefix", "zz-emu")
    assert "delete them with --clean-up" in could_not(*line)
    assert "refuses" in could_not("verify", "litmos", "--key", "wrong", *FAST, "--clean-up", left.name)
    with left.open("a") as file:
        file.write('{"number": 3, "scen')  # torn by the kill
    assert command("verify", "litmos", *KEY, *FAST, "--clean-up", left.name)[:2] == (0, ["2 of 2 are gone"])
    assert (users(base), left.exists()) == ([], False)
