"""The pytest plugin: fixtures, markers and options."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from pytest_lms_emulator._async.handles import AsyncEmulator, AsyncSandbox
from pytest_lms_emulator._sync.handles import Emulator, Sandbox
from pytest_lms_emulator.asking import EmulatorError
from pytest_lms_emulator.options import MARKERS, Options, add_options, read_options
from pytest_lms_emulator.reporting import journal_of, line_of, unmatched
from pytest_lms_emulator.sharing import Shared
from pytest_lms_emulator.starting import StartError

RUN: pytest.StashKey[Run] = pytest.StashKey()
WORLD = "world-"
"""How the names of worlds begin, between the run's name and theirs."""


class Run:
    """What the plugin has in this process of a run."""

    def __init__(self, config: pytest.Config) -> None:
        self.options: Options = read_options(config)
        given = getattr(config, "workerinput", {}).get("lms_emulator")
        self._shared = Shared.join(given) if given else None

    @property
    def shared(self) -> Shared:
        """What all processes of the run share, made by the first that needs it or has others to share it with."""
        if self._shared is None:
            self._shared = Shared.make()
        return self._shared

    @property
    def name(self) -> str:
        """A name for the run, that no other run has."""
        return self.shared.folder.name.rpartition("-")[2].replace("_", "x")

    def connect(self) -> Emulator:
        """The emulator, started if it must be. Raises `StartError` or `EmulatorError`."""
        url = self.options.url or self.shared.url(self.options.start)
        return Emulator.connect(url, self.options.token)

    def close(self) -> None:
        """End what is ours."""
        if self._shared is not None:
            self._shared.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """The markers, and what this process has. Nothing is started yet."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    config.stash[RUN] = Run(config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist what all of them share."""
    node.workerinput["lms_emulator"] = str(node.config.stash[RUN].shared.folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The emulator ends with the run."""
    run = config.stash.get(RUN, None)
    if run is not None:
        run.close()


@contextmanager
def _in_one_line() -> Iterator[None]:
    """What cannot be had is one line of the report, and no traceback of ours."""
    try:
        yield
    except (EmulatorError, StartError) as error:
        raise pytest.fail.Exception(f"lms-emulator: {error}", pytrace=False) from None


@pytest.fixture(scope="session")
def lms_emulator(pytestconfig: pytest.Config) -> Iterator[Emulator]:
    """The emulator of this run: one for all tests and all workers of xdist."""
    run = pytestconfig.stash[RUN]
    with _in_one_line():
        emulator = run.connect()
    with emulator:
        yield emulator
        if run.options.url is not None and not hasattr(pytestconfig, "workerinput"):
            for world in run.shared.done(WORLD):  # one that was started for the run takes them along
                with suppress(EmulatorError):
                    emulator.sandbox(f"{run.name}-{world}").delete()


@pytest.fixture
def sandbox(request: pytest.FixtureRequest, lms_emulator: Emulator) -> Iterator[Sandbox]:
    """A sandbox for this test alone, deleted after it. The markers `lms_world` and `lms_settings` say how it begins."""
    settings = {
        name: value
        for marker in reversed([*request.node.iter_markers("lms_settings")])
        for name, value in marker.kwargs.items()
    }
    with _in_one_line():
        world = _world(request, lms_emulator)
        made = lms_emulator.make_sandbox(_name(request), **({} if world is None else {"from_": world}))
        if settings:
            lms_emulator.connection.ask_of(made.name)("PATCH", "settings", body=settings)
    yield made
    with _in_one_line():
        made.delete()


@pytest.fixture
def async_sandbox(sandbox: Sandbox) -> AsyncSandbox:
    """The same sandbox as `sandbox`, with methods to await. It belongs to no event loop."""
    return AsyncEmulator(sandbox.emulator.facts).sandbox(sandbox.name)


def _name(request: pytest.FixtureRequest) -> str:
    """A name by which one finds the test's sandbox in the console."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", request.node.name).strip("-")[:48].strip("-")
    return f"{words or 'test'}-{uuid4().hex[:8]}"


def _world(request: pytest.FixtureRequest, emulator: Emulator) -> str | None:
    """The name of the sandbox that the test's is a fork of, seeded by whoever needs it first. Raises `EmulatorError`."""
    marker = request.node.get_closest_marker("lms_world")
    if marker is None:
        return None
    if not marker.args or not all(isinstance(name, (str, Path)) for name in marker.args):
        pytest.fail(
            "lms-emulator: lms_world needs the names of seed documents, or of an exported world (.zip)", pytrace=False
        )
    files = [_file(request, name) for name in marker.args]
    if any(file.suffix == ".zip" for file in files[1:]):
        pytest.fail(
            "lms-emulator: lms_world takes an exported world first: it replaces what came before", pytrace=False
        )
    texts = [file.read_bytes() for file in files]
    key = sha256(b"\0".join([*(str(file).encode() for file in files), *texts])).hexdigest()[:12]
    run = request.config.stash[RUN]
    name = f"{run.name}-{WORLD}{key}"

    def make() -> None:
        world = emulator.make_sandbox(name, replace=True)
        for file, text in zip(files, texts):
            with _naming(file):
                if file.suffix == ".zip":
                    replacing = {"replace": "true", "credentials": "false"}
                    emulator.connection.ask_of(name)("POST", "import", query=replacing, body=text)
                else:
                    world.seed(text)

    run.shared.once(f"{WORLD}{key}", make)
    return name


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    try:
        yield
    except EmulatorError as error:
        raise EmulatorError(f"the world {file}: {error}") from None


def _file(request: pytest.FixtureRequest, name: str | Path) -> Path:
    """A file beside the test, or else below the folder from which pytest counts."""
    places = [request.path.parent / name, request.config.rootpath / name]
    for place in places:
        if place.is_file():
            return place
    return pytest.fail(
        f"lms-emulator: there is no world {name}: neither {' nor '.join(map(str, places))}", pytrace=False
    )


def _sandbox_of(item: pytest.Item) -> Sandbox | None:
    found = getattr(item, "funcargs", {}).get("sandbox")
    return found if isinstance(found, Sandbox) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test that went well fails if it called what is no operation, and that is not allowed."""
    result = yield
    made = _sandbox_of(item)
    if made is not None and _forbids_unmatched(item):
        with _in_one_line():
            wrong = unmatched(made)
        if wrong:
            lines = [f"{line_of(made, entry)}\n      {entry['explanation'] or ''}" for entry in wrong]
            pytest.fail("calls at what is no operation of any vendor:\n" + "\n".join(lines), pytrace=False)
    return result


def _forbids_unmatched(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("lms_fail_on_unmatched")
    if marker is None:
        return item.config.stash[RUN].options.fail_on_unmatched
    return bool(marker.args[0]) if marker.args else bool(marker.kwargs.get("yes", True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The report of a test that failed has the journal of its sandbox, which is still there."""
    report = yield
    made = _sandbox_of(item)
    if report.failed and report.when == "call" and made is not None:
        report.sections.append((f"lms-emulator: journal of the sandbox {made.name}", journal_of(made)))
    return report
