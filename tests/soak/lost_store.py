"""An object store that is away while callers of three processes write, one of which is killed: nothing is lost, and all serve soon."""

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.soak.full_disk import forgive_failed_imports, unlike_an_error, until_well
from tests.soak.killed_worker import WORKERS
from tests.soak.rounds import EARLIEST, LATEST, Round, Soak
from tests.soak.server import Server
from tests.store.content.object_store import Store, object_store
from tests.stored import stored

BUCKET = "courses"
GONE_SECONDS = 1.5


@contextmanager
def bucket() -> Iterator[Store]:
    """A store for all rounds, which share a folder and a database."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
    with object_store(BUCKET) as store:
        yield store


def lose_store(soak: Soak, this: Round, store: Store, *, away: bool) -> None:
    """One round: a process is killed, and if `away` the store is gone for a while before."""
    data, files = soak.folder / "buckets", f"{BUCKET}/soak"
    more = {**store.environment(), "EMULATOR_FILES_URL": f"s3://{files}"}
    with Server(data, soak.port, this.job_mode, workers=WORKERS, more=more) as server:
        crowd = soak.crowd(this)
        crowd.prepare()
        until_well(server, crowd)  # each process has imported what it needs
        crowd.start()
        time.sleep(soak.chance.uniform(EARLIEST, LATEST))
        if away:
            store.stop()
            time.sleep(soak.chance.uniform(0, GONE_SECONDS))
        os.kill(soak.chance.choice(server.children()), signal.SIGKILL)
        if away:
            time.sleep(soak.chance.uniform(0, GONE_SECONDS))
            store.start_again()
        soak.figures.note_again(this.title, until_well(server, crowd))
        crowd.stop()
        crowd.failed += [words for path, answer in crowd.odd() if (words := unlike_an_error(path, answer))]
        crowd.count(soak.figures, refusals_are_well=away)
        if away:
            forgive_failed_imports(crowd)
        soak.figures.kills += 1
        soak.read_again(server, this, crowd)
        soak.figures.orphans += without_object(server, store, files)
        soak.figures.note_stop(f"{this.title}, idle", *server.stop())
    soak.figures.rounds += 1


def without_object(server: Server, store: Store, files: str) -> list[str]:
    """Rows whose object is not there. An object without a row is deleted an hour later."""
    rows = stored(server.data, "SELECT sandbox, path, bundle, number FROM kept_file WHERE sandbox <> '' AND size > 0")
    there = set(store.keys(f"{files}/"))
    return [
        f"{path} of {sandbox} has no object" for sandbox, path, *key in rows if "/".join(map(str, key)) not in there
    ]
