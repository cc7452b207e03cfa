"""Callers at once, each a thread with a connection of its own, until they are told to stop or the server goes away."""

import threading
from collections.abc import Callable
from random import Random  # noqa: TID251 - seeded by the option --seed

from tests.soak.client import TIMEOUT, Answer, Client, Gone, Stuck
from tests.soak.deeds import DEEDS, START, Caller, Place
from tests.soak.figures import Figures
from tests.soak.ledger import Fact, Tally
from tests.soak.receivers import Receivers

GRACE = 5.0
FIRST_TIMEOUT = 60.0  # seconds for the first answers, which imports belong to


class Crowd:
    """The callers of one round. `gone` is set as soon as one of them finds no server; how often each of `deeds` is done may be changed."""

    def __init__(self, name: str, port: int, count: int, receivers: Receivers, seed: str, padding: int = 2000) -> None:
        clock, versions = Tally("clock", f"{name}-clock", START), Tally("course", f"{name}-one", "C1")
        self.place = Place(name, port, receivers, clock, versions, padding)
        self.deeds: dict[Callable[[Caller], None], int] = dict(DEEDS)
        self.stuck: list[str] = []
        self.failed: list[str] = []
        self.gone = threading.Event()
        self._stop = threading.Event()
        self.callers = [
            Caller(f"{name}-{n}", self.place, Client(port), Random(f"{seed} {name} {n}"), f"{name}-own-{n}")
            for n in range(count)
        ]
        self._threads = [threading.Thread(target=self._run, args=[caller], daemon=True) for caller in self.callers]

    def prepare(self) -> None:
        """Hold the clock of the sandbox where time is moved, and have the vendors imported: that is once in a process's life."""
        client = Client(self.place.port, FIRST_TIMEOUT)
        client.cloud(self.place.clock.sandbox, "GET", "/courses")
        client.litmos(self.place.clock.sandbox, "GET", "/users")
        client.control(self.place.clock.sandbox, "PUT", "/clock", {"now": START, "held": True})
        client.close()

    def start(self) -> None:
        """Set everybody going."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let everybody finish the call that is under way."""
        self._stop.set()
        self.place.receivers.closes.set()  # nobody waits for what hangs any more
        for thread in self._threads:
            thread.join(TIMEOUT + GRACE)
            if thread.is_alive():
                self.stuck.append(f"{self.place.name}: a caller never came back")

    def count(self, figures: Figures, *, refusals_are_well: bool = False) -> None:
        """Add what they saw to the figures, every 5xx as a defect unless the round is about refusals."""
        figures.most_callers = max(figures.most_callers, len(self.callers))
        figures.stuck += self.stuck
        figures.failed += self.failed
        figures.requests += sum(caller.client.requests for caller in self.callers)
        figures.acknowledged += sum(caller.client.acknowledged for caller in self.callers)
        if not refusals_are_well:
            figures.failed += [f"{call}: {answer}" for call, answer in self.odd()]

    def odd(self) -> list[tuple[str, Answer]]:
        """The calls of all that were answered 5xx."""
        return [odd for caller in self.callers for odd in caller.client.odd]

    def facts(self) -> list[Fact]:
        """What all of them wrote down."""
        return [fact for caller in self.callers for fact in caller.ledger.facts]

    def tallies(self) -> list[Tally]:
        """What they raised together."""
        return [self.place.clock, self.place.versions]

    def _run(self, caller: Caller) -> None:
        try:
            while not self._stop.is_set() and not self.gone.is_set():
                (deed,) = caller.chance.choices(list(self.deeds), list(self.deeds.values()))
                self._do(caller, deed)
        finally:
            caller.client.close()

    def _do(self, caller: Caller, deed: Callable[[Caller], None]) -> None:
        try:
            deed(caller)
        except Gone:
            self.gone.set()
        except Stuck as error:
            self.stuck.append(f"{caller.name}: {error} was not answered within {TIMEOUT:.0f} s")
            self._stop.set()
        except Exception as error:  # noqa: BLE001 - an answer that cannot be read is the server's defect, and the report's
            self.failed.append(f"{caller.name}, {deed.__name__}: {error!r}")
