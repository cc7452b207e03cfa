"""A PostgreSQL server that is killed while callers of three processes write, and started again: all is there, and all serve soon."""

import time

from tests import postgresql
from tests.soak.full_disk import forgive_failed_imports, unlike_an_error, until_well
from tests.soak.killed_worker import WORKERS
from tests.soak.rounds import EARLIEST, LATEST, Round, Soak
from tests.soak.server import Server

GONE_SECONDS = 1.0


def lose(soak: Soak, this: Round) -> None:
    """One round, in a folder that all of them share."""
    data = soak.folder / "lost"
    with Server(data, soak.port, this.job_mode, workers=WORKERS) as server:
        crowd = soak.crowd(this)
        crowd.prepare()
        until_well(server, crowd)  # each process has imported what it needs
        crowd.start()
        time.sleep(soak.chance.uniform(EARLIEST, LATEST))
        postgresql.server().stop("immediate")
        time.sleep(soak.chance.uniform(0, GONE_SECONDS))
        postgresql.server().start()
        soak.figures.note_again(this.title, until_well(server, crowd))
        crowd.stop()
        crowd.failed += [words for path, answer in crowd.odd() if (words := unlike_an_error(path, answer))]
        crowd.count(soak.figures, refusals_are_well=True)
        forgive_failed_imports(crowd)
        soak.figures.kills += 1
        soak.read_again(server, this, crowd)
        soak.stop(server, this)
    soak.figures.rounds += 1
