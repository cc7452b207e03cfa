"""`lms-emulator serve` that kills itself at one step, once a file says at which: `python -m tests.store.killed DATA [PORT]`.

The file is DATA/kill, with the name of a step and which call of it is meant, counted from the moment that the file is there.
"""

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from emulator.cli.program import app
from emulator.courseware.importing import importing
from emulator.store import file_changes
from emulator.store.content.bucket_store import BucketStore
from emulator.store.content.folder import FolderStore
from emulator.store.database import Database
from emulator.store.files import Files
from emulator.store.postgresql.database import PostgresDatabase
from emulator.store.turns.turn import Turn
from emulator.worlds import copying
from emulator.worlds.copying import Copying
from tests import postgresql

STEPS: dict[str, tuple[Any, str, bool]] = {
    "before a COMMIT": (PostgresDatabase if postgresql.ON_SERVER else Database, "_flush", False),
    "after a COMMIT": (Turn, "do", False),
    "after the deeds of a COMMIT": (Turn, "do", True),
    "before something is discarded": (Files, "discard", False),
    "after something was discarded": (Files, "discard", True),
    "before a file is put or removed": (file_changes, "_make", False),
    "after a file was put or removed": (file_changes, "_make", True),
    "before files are shared": (copying, "share", False),
    "after files were shared": (copying, "share", True),
    "before a copy is written": (Copying, "fill", False),
    "after a copy was written": (Copying, "fill", True),
    "before a course is in place": (importing, "_put", False),
    "after a course is in place": (importing, "_put", True),
    "before files are moved to their place": (FolderStore, "keep", False),
    "after files were moved to their place": (FolderStore, "keep", True),
    "before objects are put": (BucketStore, "put", False),
    "after objects were put": (BucketStore, "put", True),
}
"""What is called, and whether the process ends after the call instead of before it."""


def kill_at(data: Path, step: str, number: int) -> None:
    """Have the one that serves this folder kill itself at a step: the next for number 1."""
    whole = data / "kill.new"
    whole.write_text(f"{step}:{number}")
    whole.replace(data / "kill")


def watch(data: Path) -> None:
    """Have each step look at whether it is its turn."""
    calls: Counter[str] = Counter()

    def wrapped(name: str, original: Callable[..., Any], after: bool) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            result = original(*given, **named) if after else None
            if (data / "kill").exists():
                wanted, _, number = (data / "kill").read_text().partition(":")
                calls[name] += 1
                if wanted == name and calls[name] == int(number):
                    os.kill(os.getpid(), signal.SIGKILL)
            return result if after else original(*given, **named)

        return step

    for name, (owner, attribute, after) in STEPS.items():
        setattr(owner, attribute, wrapped(name, getattr(owner, attribute), after))


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    app(["serve", "--port", *(sys.argv[2:] or ["0"]), "--data", sys.argv[1]])
