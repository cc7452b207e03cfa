"""`python -m MODULE` as a process of its own, for a tenth of the processor time: forked from one that has imported what a server needs.

`Popen` and `run` are used as those of `subprocess`, and fall back to them where a fork would not be what was asked for: another
program, a variable that Python reads at its start, packages that the forked process has not seen, or a system that is not Linux.
The process is a child of the caller, with the caller's environment, folder and output; it has its own id, can be killed, and ends
with its own exit code. It shares with its like the order of Python's sets (the hash seed), and memory that neither changes.
"""

import atexit
import ctypes
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SUBREAPER = 36  # of prctl: who adopts a process whose parent has ended
READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC_")  # variables that only a new interpreter follows
SET_LATER = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
USUAL = (None, None, (), False, None, None, None, -1, False, -1)
"""What `subprocess.Popen` says of a process where it is told nothing special."""
_one_at_a_time = threading.Lock()


class Popen(subprocess.Popen[str]):
    """A process, forked where that is the same."""

    def _execute_child(self, args: Any, executable: Any, preexec_fn: Any, *rest: Any) -> None:
        (_, pass_fds, cwd, environment, _, _, shell, stdin, _, _, stdout, _, stderr, _, *more) = rest
        special = (executable, preexec_fn, pass_fds, shell, *more)  # at the end users, groups, umask, a session
        environment = os.environ if environment is None else environment
        cwd = Path(cwd or ".").resolve()
        if special != USUAL or not _is_the_same(args, environment, cwd):
            super()._execute_child(args, executable, preexec_fn, *rest)  # type: ignore[misc]
            return
        wanted = {
            "arguments": [os.fsdecode(argument) for argument in args[2:]],
            "environment": dict(environment),
            "cwd": str(cwd),
        }
        inherited = [own if given == -1 else given for own, given in enumerate((stdin, stdout, stderr))]
        self.pid = _fork(json.dumps(wanted).encode(), inherited)
        self._child_created = True
        self._close_pipe_fds(*rest[7:13])  # type: ignore[attr-defined]


def run(command: Sequence[str | bytes], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end: as `subprocess.run`, with its options and text."""
    given, timeout, check = (options.pop(name, None) for name in ("input", "timeout", "check"))
    if options.pop("capture_output", False):
        options |= {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if given is not None:
        options["stdin"] = subprocess.PIPE
    with Popen(command, **{"text": True, **options}) as process:
        try:
            stdout, stderr = process.communicate(given, timeout)
        except BaseException:
            process.kill()
            raise
    done = subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)
    if check:
        done.check_returncode()
    return done


def _is_the_same(command: Any, environment: Mapping[str, str], cwd: Path) -> bool:
    if sys.platform != "linux" or not isinstance(command, list) or command[:2] != [sys.executable, "-m"]:
        return False
    names = {name for name in {*environment, *os.environ} if name.startswith(READ_AT_START)} - SET_LATER
    paths = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    return (
        all(environment.get(name) == os.environ.get(name) for name in names)
        and all(path in sys.path for path in paths)
        and (cwd == ROOT or not (cwd / "emulator").exists())  # which would be imported
    )


def _fork(wanted: bytes, inherited: list[int]) -> int:
    """Have a process forked; returns its id. It is ours: its parent ends at once, and in that moment we adopt orphans."""
    prctl = ctypes.CDLL(None).prctl
    with _one_at_a_time:
        forking, _ = _server()
        prctl(SUBREAPER, 1, 0, 0, 0)
        try:
            socket.send_fds(forking, [struct.pack("I", len(wanted))], inherited)
            forking.sendall(wanted)
            found = forking.recv(5, socket.MSG_WAITALL)
        except BaseException:  # a time limit, Ctrl-C: the next would get what this one was to have
            forking.close()
            _server.cache_clear()
            raise
        finally:
            prctl(SUBREAPER, 0, 0, 0, 0)
    if len(found) < 5:
        raise RuntimeError("the process that forks others is gone")
    return int(struct.unpack("=Ic", found)[0])


@cache
def _server() -> tuple[socket.socket, "subprocess.Popen[bytes]"]:
    ours, theirs = socket.socketpair()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("EMULATOR_", "OTEL_"))}
    command = [sys.executable, "-m", "tests.starting.forkserver", str(theirs.fileno())]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[theirs.fileno()])
    theirs.close()

    def end() -> None:
        ours.close()  # which it takes for its end
        process.wait()

    atexit.register(end)
    return ours, process
