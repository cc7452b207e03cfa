"""The rounds: callers who are let be, and bursts that end with SIGTERM."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random  # noqa: TID251 - seeded by the option --seed

from tests.soak.checking import check, check_folder, check_jobs
from tests.soak.crowd import Crowd
from tests.soak.figures import Figures
from tests.soak.ledger import Fact
from tests.soak.receivers import Receivers
from tests.soak.server import Server
from tests.soak.watcher import watching

MODES = ("instant", "step", "real")
EARLIEST, LATEST = 0.3, 2.0  # seconds after the callers have begun
OLDER = 60  # facts of earlier rounds that each round reads again


@dataclass(frozen=True, slots=True)
class Round:
    """What one round is: its name, the mode that jobs run in, and how many callers there are."""

    name: str
    job_mode: str
    callers: int

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.name} ({self.callers} callers, {self.job_mode})"


class Soak:
    """Runs rounds on one port; `folder` is where data folders are made."""

    def __init__(self, folder: Path, port: int, seed: str, receivers: Receivers, figures: Figures) -> None:
        self.folder = folder
        self.port = port
        self.seed = seed
        self.receivers = receivers
        self.figures = figures
        self.chance = Random(seed)
        self._earlier: dict[Path, list[Fact]] = {}

    def crowd(self, this: Round, padding: int = 2000) -> Crowd:
        """The callers of a round; `padding` makes their courses larger."""
        self.receivers.closes.clear()
        return Crowd(this.name, self.port, this.callers, self.receivers, self.seed, padding)

    def calm(self, this: Round, seconds: float) -> None:
        """Callers and a watcher; then everything is read again, the server is stopped and its folder looked at."""
        data = self.folder / this.name
        with Server(data, self.port, this.job_mode) as server:
            crowd = self.crowd(this)
            crowd.prepare()
            with watching(self.port, server.pid) as watched:
                crowd.start()
                crowd.gone.wait(seconds)
                crowd.stop()
            crowd.count(self.figures)
            self.figures.note_pause(this.title, watched.longest, watched.calls)
            self.read_again(server, this, crowd)
            self.stop(server, this)
        shutil.rmtree(data)
        self.figures.rounds += 1

    def stopped(self, this: Round) -> None:
        """SIGTERM into a burst; started again, everything must be there."""
        data = self.folder / "stopped"
        with Server(data, self.port, this.job_mode) as server:
            crowd = self.crowd(this)
            crowd.prepare()
            crowd.start()
            time.sleep(self.chance.uniform(EARLIEST, LATEST / 2))
            self.figures.note_stop(this.title, *server.stop())
            crowd.stop()
            crowd.count(self.figures)
        with Server(data, self.port, this.job_mode) as server:
            self.read_again(server, this, crowd)
            self.stop(server, this)
        self.figures.rounds += 1

    def read_again(self, server: Server, this: Round, crowd: Crowd) -> None:
        """Whether everything that was acknowledged is there, and some of what earlier rounds left in the folder."""
        self.receivers.closes.set()
        earlier = self._earlier.setdefault(server.data, [])
        older = self.chance.sample(earlier, min(OLDER, len(earlier)))
        check(self.port, [*crowd.facts(), *older], crowd.tallies(), self.figures)
        earlier += crowd.facts()
        if this.job_mode != "step":
            check_jobs(server.data, self.figures)

    def stop(self, server: Server, this: Round) -> None:
        """Look at the folder of an idle server, and end it."""
        self.look_at_folder(server)
        self.figures.note_stop(f"{this.title}, idle", *server.stop())

    def look_at_folder(self, server: Server) -> None:
        """Compare the rows and files of an idle server."""
        check_folder(server.data, self.figures)
