"""A soak that finds nothing proves something only if it finds what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from random import Random  # noqa: TID251 - seeded
from typing import Any

import pytest

from tests.soak import deeds
from tests.soak.checking import check
from tests.soak.client import Answer, Client, Form, Gone
from tests.soak.deeds import Caller, Place, course_of
from tests.soak.figures import Bounds, Figures
from tests.soak.ledger import ABSENT, Fact, Ledger, Tally
from tests.soak.processor import seconds_to_end
from tests.soak.receivers import receivers
from tests.soak.watcher import watching
from tests.world import World

WELL, REFUSED, BROKEN = Answer(204, b""), Answer(409, b""), Answer(500, b"")


def fresh() -> Figures:
    return Figures(Bounds(250, 2))


def port_of(world: World) -> int:
    return int(world.host.rpartition(":")[2])


def test_what_is_not_there_as_acknowledged_is_counted_as_lost(world: World) -> None:
    world.settings(job_mode="instant")
    client = Client(port_of(world))
    for marker in ("C1", "C2"):
        form = Form(course_of(marker, 100))
        answer = client.cloud(world.name, "POST", "/courses/importJobs/upload", form, courseId=marker)
        assert answer.ok, answer
    facts = [Fact("course", world.name, key, {value}) for key, value in (("C1", "C1"), ("C2", "another"), ("C3", "C3"))]
    figures = fresh()
    check(port_of(world), facts, [], figures)
    assert figures.lost == [
        f"course C2 of {world.name} is 'C2' and not 'another'",
        f"course C3 of {world.name} is '' and not 'C3'",
    ]
    assert (figures.checked, figures.doubled, figures.stuck, figures.is_well) == (3, [], [], False)
    client.close()


def test_an_import_done_twice_is_counted_as_doubled(world: World) -> None:
    world.settings(job_mode="instant")
    client = Client(port_of(world))
    for _ in range(2):
        form, query = Form(course_of("C1", 100)), {"courseId": "C1", "mayCreateNewVersion": "true"}
        assert client.cloud(world.name, "POST", "/courses/importJobs/upload", form, **query).ok
    tally = Tally("course", world.name, "C1")
    tally.done = tally.tried = 1
    figures = fresh()
    check(port_of(world), [Fact("course", world.name, "C1", {"C1"})], [tally], figures)
    assert len(figures.doubled) == 2
    assert (figures.lost, figures.stuck) == ([], [])
    client.close()


def test_an_import_that_never_ends_is_counted_as_stuck(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.soak.reading.SETTLED_SECONDS", 2)
    world.control("PUT", "clock", json={"held": True})
    client = Client(port_of(world))
    form = Form(course_of("C1", 100))
    assert client.cloud(world.name, "POST", "/courses/importJobs/upload", form, courseId="C1").ok
    figures = fresh()
    check(port_of(world), [Fact("course", world.name, "C1", {"C1"})], [], figures)
    assert len(figures.stuck) == 1
    client.close()


class Mortal(Client):
    """A client whose server is gone after so many more calls."""

    left = 100

    def call(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], query: Mapping[str, str] | None = None
    ) -> Answer:
        if not self.left:
            raise Gone
        self.left -= 1
        return super().call(method, path, body, headers, query)


@pytest.mark.parametrize(
    "deed",
    [
        deeds.upload,
        deeds.import_by_url,
        deeds.delete_course,
        deeds.put_asset,
        deeds.delete_asset,
        deeds.register_and_play,
        deeds.new_user,
        deeds.delete_user,
        deeds.new_module,
        deeds.change_module,
        deeds.delete_module,
        deeds.import_users,
        deeds.invite,
        deeds.go_back,
        deeds.carry,
        deeds.fork,
        deeds.reset,
    ],
)
def test_a_server_that_is_gone_after_any_call_of_a_deed_has_what_was_written_down(
    world: World, deed: Callable[[Caller], None]
) -> None:
    world.settings(job_mode="instant")
    figures, clock = fresh(), Tally("clock", world.name, deeds.START)
    with receivers() as nobody, closing(Mortal(port_of(world))) as client:
        place = Place("round", port_of(world), nobody, clock, clock)
        caller = Caller("caller", place, client, Random(1), world.name)
        for first in (deeds.upload, deeds.put_asset, deeds.new_user, *[deeds.new_module] * 4):
            first(caller)
        for calls in (1, 2, 3):
            client.left = calls
            with suppress(Gone):
                deed(caller)
            check(port_of(world), caller.ledger.facts, [], figures)
    assert figures.checked >= 21
    assert figures.is_well, figures.table()


class Deaf(Client):
    """A client whose server is gone when it has done what it was asked, and before it says so."""

    is_deaf = False

    def call(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], query: Mapping[str, str] | None = None
    ) -> Answer:
        answer = super().call(method, path, body, headers, query)
        if self.is_deaf:
            raise Gone
        return answer


@pytest.mark.parametrize("deed", [deeds.new_user, deeds.new_module])
def test_an_id_that_is_dealt_again_without_an_answer_is_no_loss(world: World, deed: Callable[[Caller], None]) -> None:
    figures, clock = fresh(), Tally("clock", world.name, deeds.START)
    with receivers() as nobody, closing(Deaf(port_of(world))) as client:
        place = Place("round", port_of(world), nobody, clock, clock)
        caller = Caller("caller", place, client, Random(1), world.name)
        deed(caller)
        deeds.reset(caller)
        world.settings(litmos_rate_limit=None)
        client.is_deaf = True
        with suppress(Gone):
            deed(caller)
        check(port_of(world), caller.ledger.facts, [], figures)
    assert figures.checked == 1
    assert figures.is_well, figures.table()


def test_a_user_who_gets_the_id_of_one_before_the_reset_is_somebody_else(world: World) -> None:
    world.settings(job_mode="instant")
    figures, clock = fresh(), Tally("clock", world.name, deeds.START)
    with receivers() as nobody, closing(Client(port_of(world))) as client:
        caller = Caller("caller", Place("round", port_of(world), nobody, clock, clock), client, Random(1), world.name)
        for _ in range(deeds.IMPORTED_USERS):
            deeds.new_user(caller)
        deeds.reset(caller)
        world.settings(job_mode="instant", litmos_rate_limit=None)
        deeds.import_users(caller)
        check(port_of(world), caller.ledger.facts, [], figures)
    assert figures.is_well, figures.table()


def test_a_call_without_an_answer_leaves_both_possible_and_an_answer_one() -> None:
    fact = Fact("asset", "s", "C1/a.txt")
    with fact.becoming("one") as answers:
        answers.append(WELL)
    assert fact.possible == {"one"}
    with fact.becoming("two"):
        pass  # the process was killed
    assert fact.possible == {"one", "two"}
    with fact.becoming("three") as answers:
        answers.append(REFUSED)
    assert fact.possible == {"one", "two"}
    with fact.becoming("four") as answers:
        answers.append(BROKEN)
    assert fact.possible == {"one", "two", "four"}


def test_a_course_that_is_deleted_takes_what_is_in_it_and_no_other() -> None:
    ledger = Ledger()
    for key in ("C1", "C1/a.txt", "C1.r", "C11", "C11/a.txt"):
        ledger.new("any", "s", key).possible = {"there"}
    with ledger.emptying("s", "C1") as answers:
        answers.append(WELL)
    assert [fact.key for fact in ledger.facts if fact.possible == {ABSENT}] == ["C1", "C1/a.txt", "C1.r"]


def test_an_id_that_is_dealt_again_after_a_reset_is_another_fact() -> None:
    ledger = Ledger()
    ledger.new("user", "s", "id-1").possible = {"there"}
    with ledger.emptying("s") as answers:
        answers.append(WELL)
    ledger.new("user", "s", "id-1").possible = {"there"}
    assert [fact.possible for fact in ledger.facts] == [{"there"}]


def test_a_tally_lies_between_what_was_done_and_what_was_tried() -> None:
    tally = Tally("clock", "s", "2030-01-01T00:00:00+00:00")
    for answer in (WELL, REFUSED, BROKEN):
        with tally.raising(10) as answers:
            answers.append(answer)
    assert (tally.done, tally.tried) == (10, 20)


def test_the_watcher_measures_how_long_the_server_is_silent() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        watching(listener.getsockname()[1], os.getpid()) as watched,
    ):
        connection, _ = listener.accept()
        connection.recv(1000)
        threading.Event().wait(1)  # less what both wait for a processor at the same time, which counts twice
        connection.close()
    assert watched.longest > 250
    assert watched.calls == 1


BUSY = "print(flush=True)\nwhile True: pass"
ENDS = """
import os, signal, threading, time

def work():
    while time.thread_time() < 0.5:
        pass

def end(*_):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    os._exit(0)

signal.signal(signal.SIGTERM, end)
print(flush=True)
while True:
    signal.pause()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks its kernel")
def test_an_end_takes_no_longer_because_a_thread_waits_for_a_processor() -> None:
    ending, *others = (
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for code in [ENDS, *[BUSY] * 3]
    )
    try:
        for each in (ending, *others):  # all on one processor
            assert each.stdout is not None
            assert each.stdout.readline()
            os.sched_setaffinity(each.pid, {min(os.sched_getaffinity(0))})
        took = seconds_to_end(ending.pid, signal.SIGTERM, 60)
        assert took is not None
        assert 0.3 < took < 0.9
    finally:
        for each in (ending, *others):
            each.kill()
            each.communicate()


def test_the_report_names_each_defect_and_fails_the_run() -> None:
    assert fresh().is_well
    figures = fresh()
    figures.note_pause("calm", 251, 5)
    figures.note_stop("stop", 0.1, 0)
    assert figures.late == []
    figures.note_stop("stop", 2.1, 0)
    figures.note_stop("stop", 0.1, 1)
    figures.note_stop("stop", 20, None)
    figures.note_again("lost", 4.9)
    figures.note_again("lost", 5.1)
    assert [len(found) for found in figures.defects.values()] == [0, 0, 0, 0, 0, 1, 3, 1]
    assert not figures.is_well
    assert "calm: 251 ms" in figures.table()
