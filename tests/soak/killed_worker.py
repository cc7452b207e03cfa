"""One of three processes is killed while callers write: what was acknowledged is there at once, and its jobs are done by the others."""

import os
import signal
import time

from tests.soak.rounds import EARLIEST, LATEST, Round, Soak
from tests.soak.server import Server

WORKERS = 3


def kill_one(soak: Soak, this: Round) -> None:
    """One round, in a folder that all of them share."""
    with Server(soak.folder / "workers", soak.port, this.job_mode, workers=WORKERS) as server:
        crowd = soak.crowd(this)
        crowd.prepare()
        crowd.start()
        time.sleep(soak.chance.uniform(EARLIEST, LATEST))
        os.kill(soak.chance.choice(server.children()), signal.SIGKILL)
        crowd.stop()
        crowd.count(soak.figures)
        soak.figures.kills += 1
        soak.read_again(server, this, crowd)
        soak.stop(server, this)
    soak.figures.rounds += 1
