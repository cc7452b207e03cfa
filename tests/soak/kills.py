"""SIGKILL again and again in one folder: at any moment, or at a step of what one deed does to rows and files; all is there each time."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random  # noqa: TID251 - seeded by the option --seed
from typing import NamedTuple

from tests.soak import deeds
from tests.soak.crowd import Crowd
from tests.soak.deeds import Caller
from tests.soak.rounds import Round, Soak
from tests.soak.server import Server
from tests.store.killed import STEPS, kill_at

CHAIN = 10  # kills in one folder; what lies in it is looked through after each
EARLIEST, LATEST = 0.2, 0.8  # seconds after the callers have begun
PATIENCE = 2.0  # seconds until a step comes that is aimed at; then it is any moment
OFTEN = 120  # how often the deed is done that is aimed at, while all others together are done about as often
NUMBERS = 6  # which call of the step it is, at most

_COMMITS = [step for step in STEPS if "COMMIT" in step]
_CHANGES = [step for step in STEPS if "put or removed" in step]
_DISCARDS = [step for step in STEPS if "discarded" in step]
_COPIES = [step for step in STEPS if "files" in step or "a copy" in step]
_IMPORTS = [step for step in STEPS if "in place" in step or "to their place" in step]

AIMS: dict[Callable[[Caller], None], list[str]] = {
    deeds.upload: [*_COMMITS, *_IMPORTS],
    deeds.import_by_url: [*_COMMITS, *_IMPORTS],
    deeds.new_version: [*_COMMITS, *_IMPORTS],
    deeds.new_module: [*_COMMITS, *_IMPORTS],
    deeds.change_module: [*_COMMITS, *_IMPORTS],
    deeds.put_asset: [*_COMMITS, *_CHANGES],
    deeds.delete_asset: [*_COMMITS, *_CHANGES],
    deeds.delete_course: [*_COMMITS, *_DISCARDS],
    deeds.delete_module: [*_COMMITS, *_DISCARDS],
    deeds.reset: [*_COMMITS, *_DISCARDS],
    deeds.delete_sandbox: [*_COMMITS, *_DISCARDS],
    deeds.fork: [*_COMMITS, *_COPIES],
    deeds.go_back: [*_COMMITS, *_COPIES, *_DISCARDS],
    deeds.carry: [*_COMMITS, *_DISCARDS],
    deeds.import_users: _COMMITS,
    deeds.invite: _COMMITS,
    deeds.register_and_play: _COMMITS,
}
"""What each deed, or the job that it starts, does to rows and files."""


class Aim(NamedTuple):
    """A deed, and a step in it."""

    deed: Callable[[Caller], None]
    step: str

    def __str__(self) -> str:
        return f"{self.deed.__name__}, {self.step}"


def deal_aims(chance: Random, number: int) -> list[Aim | None]:
    """An aim for each kill, in an order that the seed decides and every one before any comes again; each fourth has none."""
    every = [Aim(deed, step) for deed, steps in AIMS.items() for step in steps]
    aims: list[Aim | None] = []
    while len(aims) < number:
        for aim in chance.sample(every, len(every)):
            aims += [aim, None] if len(aims) % 4 == 2 else [aim]
    return aims[:number]


def kill(soak: Soak, data: Path, rounds: Sequence[tuple[Round, Aim | None]]) -> None:
    """One kill after the other; the server that is started after each is the one that is killed next."""
    with ExitStack() as servers:
        server = servers.enter_context(_killable(soak, data, rounds[0][0].job_mode))
        after = [*(this.job_mode for this, _ in rounds[1:]), "real"]
        for (this, aim), job_mode in zip(rounds, after, strict=True):
            crowd = soak.crowd(this)
            crowd.prepare()
            crowd.start()
            step = _kill(soak, server, crowd, aim)
            crowd.stop()
            crowd.count(soak.figures)
            soak.figures.kills += 1
            soak.figures.steps[step] += 1
            server = servers.enter_context(_killable(soak, data, job_mode))
            soak.read_again(server, Round(this.name, job_mode, this.callers), crowd)
            soak.look_at_folder(server)
            soak.figures.rounds += 1
        soak.stop(server, this)
    shutil.rmtree(data)


def _killable(soak: Soak, data: Path, job_mode: str) -> Server:
    return Server(data, soak.port, job_mode, command=["tests.store.killed", str(data), str(soak.port)])


def _kill(soak: Soak, server: Server, crowd: Crowd, aim: Aim | None) -> str:
    """Let the callers begin, and end the server; returns at what."""
    crowd.gone.wait(soak.chance.uniform(EARLIEST, LATEST))
    if aim is not None:
        crowd.deeds[aim.deed] = OFTEN
        kill_at(server.data, aim.step, soak.chance.randint(1, NUMBERS))
    hit = aim is not None and server.ended_within(PATIENCE)
    server.kill()
    (server.data / "kill").unlink(missing_ok=True)
    return str(aim) if hit else "any moment"
