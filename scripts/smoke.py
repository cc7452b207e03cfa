"""Whether an installed lms-emulator works: every command's help, a start in a foreign folder, a call to each vendor, an upload, a stop.

Run by scripts/smoke; the standard library is all it needs, so it runs in the environment that it looks at.
"""

import base64
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

COMMANDS = (
    "contract",
    "credentials",
    "diff",
    "expire",
    "export",
    "import",
    "jobs",
    "limits",
    "mcp",
    "record",
    "settings",
    "sink",
    "tls",
    "verify",
    "serve",
    "init",
    "ready",
    "play",
    "reset",
    "seed",
    "fork",
    "outbox",
    "env",
    "doctor",
    "clock",
    "fault",
    "journal",
    "wait",
    "deliveries",
    "sandboxes",
    "snapshot",
)
FOREIGN = "/"
COMMAND_SECONDS, START_SECONDS, JOB_SECONDS, STOP_SECONDS = 120.0, 30.0, 20.0, 2.0
PAUSE = 0.02
EVERY_MODULE = (
    "import emulator, importlib, pkgutil\n"
    "extras = ('mcp', 'obstore', 'opentelemetry', 'psycopg')\n"  # what needs one of them may lack it
    "for module in pkgutil.walk_packages(emulator.__path__, 'emulator.'):\n"
    "    if not module.name.startswith('emulator.migrations') and not module.name.endswith('__main__'):\n"
    "        try:\n"
    "            importlib.import_module(module.name)\n"
    "        except ModuleNotFoundError as error:\n"
    "            if error.name.partition('.')[0] not in extras:\n"
    "                raise\n"
)
EVERY_HELP = (
    "import sys\n"
    "from emulator.cli.program import app\n"
    "for name in sys.argv[1:]:\n"
    "    try:\n"
    "        app([name, '--help'])\n"
    "    except SystemExit as ended:\n"
    "        if ended.code:\n"
    "            sys.exit(f'{name} --help ends with {ended.code}')\n"
)
_DIRECTLY = build_opener(ProxyHandler({}))


class BrokenError(Exception):
    """Something does not hold; the words say what."""


def main(arguments: list[str]) -> int:
    """Look at the environment whose folder is given. Says nothing if all holds, and returns 1 after a line if not."""
    if len(arguments) != 1:
        print("usage: scripts/smoke [FOLDER OF AN ENVIRONMENT | --python VERSION]", file=sys.stderr)
        return 2
    programs = Path(arguments[0]).absolute() / "bin"
    with TemporaryDirectory(prefix="smoke-") as folder:
        try:
            check_modules(str(programs / "python"))
            run([str(programs / "python"), "-c", EVERY_HELP, *COMMANDS])
            check_installed(str(programs / "lms-emulator"), Path(folder))
        except BrokenError as error:
            print(f"smoke: {error}", file=sys.stderr)
            return 1
    return 0


def check_modules(python: str) -> None:
    """Every module can be imported, those too that no request here needs."""
    run([python, "-c", EVERY_MODULE])


def check_installed(command: str, folder: Path) -> None:
    """The command works, from its help to its stop."""
    listed = run([command, "--help"])
    for name in COMMANDS:
        if name not in listed:
            raise BrokenError(f"lms-emulator --help does not name {name}")
    seed = folder / "seed.jsonc"
    run([command, "init", str(seed)])
    with serving(
        [command, "serve", "--port", "0", "--data", str(folder / "data"), "--seed", str(seed)], folder
    ) as banner:
        root = found(r"^lms-emulator at (http://\S+)", banner)
        if call(f"{root}/_emulator/ready") != {"ready": True}:
            raise BrokenError("/_emulator/ready is not ready when the command says that it is")
        run([command, "ready", "--port", root.rpartition(":")[2]])
        tries = re.findall(r"^ +try +curl (.+)$", banner, re.MULTILINE)
        if len(tries) != len(re.findall(r"^  base URL ", banner, re.MULTILINE)) or not tries:
            raise BrokenError(f"the command names {len(tries)} calls to try, not one for each vendor:\n{banner}")
        for line in tries:
            call(*as_curl(line))
        check_fetch(root)
        check_upload(root)
        call(f"{root}/_emulator/attempts/link?registration=smoke", {"Content-Type": "application/json"}, b"")
        run([command, "play", "--registration", "smoke", "--status", "passed", "--url", root])
        if scorm_cloud(root, "registrations/smoke")["registrationSuccess"] != "PASSED":
            raise BrokenError("a registration that was passed by `lms-emulator play` is not PASSED")


def check_fetch(root: str) -> None:
    """A Litmos module, asked for in XML, is fetched from a URL and becomes ready."""
    content = f"{root}/_emulator/samples/scorm12-quiz.zip"
    body = f"<Module><Name>Smoke</Name><ModuleType>9</ModuleType><ContentURL>{content}</ContentURL></Module>"
    headers = {"apikey": "litmos-account-owner", "Content-Type": "text/xml"}
    made = call(f"{root}/v1.svc/modules?source=smoke", headers, body.encode())
    url = f"{root}/v1.svc/modules/{found('<Id>([^<]+)', made)}?source=smoke"
    until("a module that is fetched becomes Ready", lambda: "<Status>Ready<" in call(url, headers))


def check_upload(root: str) -> None:
    """A package that is uploaded becomes a course, and a launch of it is a page."""
    package = call(f"{root}/_emulator/samples/scorm2004-two-scos.zip")
    head = b'--part\r\nContent-Disposition: form-data; name="file"; filename="smoke.zip"\r\nContent-Type: application/zip\r\n\r\n'
    job = scorm_cloud(
        root,
        "courses/importJobs/upload?courseId=smoke",
        head + package + b"\r\n--part--\r\n",
        "multipart/form-data; boundary=part",
    )["result"]
    until(
        "an upload becomes COMPLETE",
        lambda: scorm_cloud(root, f"courses/importJobs/{job}")["status"] == "COMPLETE",
    )
    learner = {"id": "ann", "firstName": "Ann", "lastName": "Lee"}
    scorm_cloud(root, "registrations", {"courseId": "smoke", "registrationId": "smoke", "learner": learner})
    link = scorm_cloud(root, "registrations/smoke/launchLink", {"redirectOnExitUrl": "Message"})["launchLink"]
    if "<html" not in call(link):
        raise BrokenError(f"{link} is no page")


def scorm_cloud(root: str, path: str, body: Any = None, kind: str = "application/json") -> Any:
    """What SCORM Cloud's API returns."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": basic("EMULATOR01:emulator-secret"), "Content-Type": kind}
    return call(f"{root}/api/v2/{path}", headers, data)


@contextmanager
def serving(command: list[str], folder: Path) -> Iterator[str]:
    """Start the server in a foreign folder and give what it says; at the end it must stop in time, and have complained of nothing."""
    said, complained = folder / "said", folder / "complained"
    with said.open("w") as output, complained.open("w") as errors:
        process = subprocess.Popen(
            command, cwd=FOREIGN, env=environment(EMULATOR_JOB_SECONDS="0.2"), stdout=output, stderr=errors
        )
    try:
        until(
            "the server says that it runs",
            lambda: "\nSandboxes: " in said.read_text() or process.poll() is not None,
            START_SECONDS,
        )
        if process.poll() is not None:
            raise BrokenError(f"the server did not start: exit code {process.returncode}\n{complained.read_text()}")
        yield said.read_text()
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise BrokenError(f"the server still runs {STOP_SECONDS:g} s after SIGTERM") from None
        if code != 0 or complained.read_text() or "Traceback" in said.read_text():
            raise BrokenError(f"the server ended with exit code {code} and said:\n{complained.read_text()}")
    finally:
        process.kill()
        process.wait()


def run(command: list[str]) -> str:
    """What a command prints in a foreign folder, when it ends well and complains of nothing."""
    name = " ".join([Path(command[0]).name, *command[1:]]).partition("\n")[0]
    try:
        done = subprocess.run(
            command,
            cwd=FOREIGN,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BrokenError(f"`{name}` still runs after {COMMAND_SECONDS:g} s") from None
    if done.returncode != 0 or done.stderr:
        raise BrokenError(f"`{name}` ended with exit code {done.returncode} and said:\n{done.stderr}")
    return done.stdout


def environment(**settings: str) -> dict[str, str]:
    """Our environment without what would lead back to a checkout or change the emulator."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EMULATOR_", "PYTHON"))}
    return {**kept, **settings}


def call(url: str, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Any:
    """The body of an answer: JSON read, text as text, else bytes."""
    try:
        with _DIRECTLY.open(Request(url, body, dict(headers or {})), timeout=START_SECONDS) as response:
            kind, text = response.headers.get_content_type(), response.read()
    except HTTPError as error:
        with error:
            raise BrokenError(f"{url} returns {error.code}: {error.read().decode(errors='replace')[:500]}") from None
    except OSError as error:
        raise BrokenError(f"{url} cannot be called: {error}") from None
    if kind == "application/json":
        return json.loads(text)
    return text.decode() if kind.startswith("text/") or kind.endswith("xml") else text


def as_curl(line: str) -> tuple[str, dict[str, str], bytes | None]:
    """(URL, headers, body) of the options of curl that the banner uses."""
    words, headers, url, body = iter(shlex.split(line)), {}, "", None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-u":
            headers["Authorization"] = basic(next(words))
        elif word == "-d":
            body = next(words).encode()
        else:
            url = word
    return url, headers, body


def basic(credentials: str) -> str:
    """The header of HTTP's Basic authentication."""
    return f"Basic {base64.b64encode(credentials.encode()).decode()}"


def found(pattern: str, text: str) -> str:
    """The group of a pattern in a text."""
    match = re.search(pattern, text, re.MULTILINE)
    if match is None:
        raise BrokenError(f"there is no {pattern} in:\n{text}")
    return match.group(1)


def until(what: str, holds: Callable[[], bool], seconds: float = JOB_SECONDS) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise BrokenError(f"{what}: not within {seconds:g} s")
        time.sleep(PAUSE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
