"""One emulator for each test process, one sandbox for each test, and every answer held against the vendor's contract."""

import scripts.only_own  # noqa: F401 - before the vendors are looked for
import tests.starting.bytecode  # noqa: F401 - before anything else is compiled

# isort: split
import gc
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import httpx
import pytest
from httpx._config import DEFAULT_TIMEOUT_CONFIG

from emulator.app import Emulator
from emulator.contract.checking import answer_problems
from emulator.http import Reply
from emulator.vendors.call import Call
from emulator.vendors.vendor import Vendor
from tests import evidence, postgresql
from tests.browser.browser import Learner
from tests.jitter import delays
from tests.running import running
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# By itself httpx waits five seconds: on a busy machine the first call to a process, which imports much, can take longer.
for _part in ("connect", "read", "write", "pool"):
    setattr(DEFAULT_TIMEOUT_CONFIG, _part, 60.0)

STORELESS = re.compile(
    r"tests/(house/(?!test_statements|test_operations)|scripts/(?!test_new_vendor)|container/test_wheel|docs/test_site)"
)
"""Tests that meet no store, so that they need not run on the other one too. One of them that does meet a store fails."""

_problems: list[str] = []
_names = count(1)


def is_storeless(nodeid: str) -> bool:
    """True if the test is left out on PostgreSQL."""
    return STORELESS.match(nodeid) is not None


def hold_against_contract(vendor: Vendor, call: Call, reply: Reply) -> None:
    """Note what an answer has that the contract does not allow, and that the operation was seen to answer so."""
    evidence.note(vendor.name, call, reply.status)
    found = answer_problems(vendor.contract, call.operation, reply.status, reply.content_type, reply.body)
    _problems.extend(f"{call.request.method} {call.request.path}: {problem}" for problem in found)


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Emulator]]:
    """The running emulator: (root URL, app)."""
    with running(tmp_path_factory.mktemp("data")) as (root, app):
        app.house.observers.append(hold_against_contract)
        yield root, app


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """One client for all tests: making one costs more than a hundred calls."""
    with httpx.Client(timeout=60) as client:
        yield client


@pytest.fixture
def world(emulator: tuple[str, Emulator], client: httpx.Client) -> World:
    """A sandbox of its own for each test, with no limit on the rate."""
    world = World(emulator[0], f"test-{next(_names)}", client)
    world.settings(litmos_rate_limit=None)
    return world


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """A SCORM Cloud client with the application's credentials; imports end before they are answered."""
    world.settings(job_mode="instant")
    return ScormCloudClient(world)


@pytest.fixture
def learner(browser: "Browser", tmp_path: Path) -> Iterator[Learner]:
    """Somebody at a browser: the `browser` of the folder that the test is in."""
    learner = Learner(browser, tmp_path)
    yield learner
    learner.context.close()


@pytest.fixture(autouse=postgresql.ON_SERVER)
def _databases_of_the_test_go(emulator: object) -> Iterator[None]:
    before = postgresql.made()
    yield
    postgresql.drop(postgresql.made() - before)


@pytest.fixture(autouse=True)
def _what_meets_a_store_runs_on_both(request: pytest.FixtureRequest) -> Iterator[None]:
    postgresql.asked.clear()
    yield
    meets = "emulator" in request.fixturenames or bool(postgresql.asked)
    assert not (meets and is_storeless(request.node.nodeid)), "it meets a store: STORELESS in tests/conftest.py"


@pytest.fixture(autouse=True)
def _answers_agree_with_the_contract() -> Iterator[None]:
    _problems.clear()
    yield
    assert not _problems, "\n".join(_problems)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part 3/4` is the third fourth of all tests, the same each time. `--jitter` is for tests/jitter/delays.py."""
    parser.addoption(
        "--jitter", metavar="KIND:SEED", help="let the tests (client) or the emulator (server) be late at random"
    )
    parser.addoption(
        "--part", metavar="K/N", help="run only the K-th of N equal parts of the tests, chosen by their names"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Delay what is to be delayed, also in processes that tests start."""
    if wanted := config.getoption("jitter"):
        os.environ[delays.VARIABLE] = wanted
        delays.begin(wanted)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Deal the delays of the test."""
    if wanted := item.config.getoption("jitter"):
        delays.start(wanted, item.nodeid)


@pytest.hookimpl(tryfirst=True)  # before they are dealt to processes
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out all but the part that is wanted and, on PostgreSQL, what meets no store or is about SQLite."""
    if postgresql.ON_SERVER:
        config.hook.pytest_deselected(items=[item for item in items if is_storeless(item.nodeid)])
        items[:] = [item for item in items if not is_storeless(item.nodeid)]
        for item in items:
            if item.get_closest_marker("sqlite") is not None:
                item.add_marker(pytest.mark.skip(reason="about SQLite"))
    if wanted := config.getoption("part"):
        found = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", wanted)
        if found is None or int(found[1]) > int(found[2]):
            raise pytest.UsageError(f"--part {wanted}: the first of four parts is 1/4")
        part, parts = int(found[1]) - 1, int(found[2])
        left_out = [item for item in items if crc32(item.nodeid.encode()) % parts != part]
        items[:] = [item for item in items if crc32(item.nodeid.encode()) % parts == part]
        config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """What was collected stays until the end, so the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Leave behind what was seen, if somebody asked for it (scripts/evidence)."""
    evidence.write()
