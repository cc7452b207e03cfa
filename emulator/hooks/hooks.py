"""The hooks of a folder: seed documents, loaded before the port opens, and scripts, run before the emulator says that it is ready."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from emulator.light.records import dataclass

log = logging.getLogger("lms_emulator.hooks")

SEEDS = (".json", ".yaml", ".yml")
SHELL = ".sh"


class HookError(Exception):
    """A hook failed, or there is no such folder; the words say which."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Both in the order of their names."""

    seeds: tuple[Path, ...] = ()
    scripts: tuple[Path, ...] = ()


def hooks_of(folder: Path) -> Hooks:
    """The hooks of a folder. What is neither a seed nor a script is named in the log. Raises `HookError`."""
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        raise HookError(f"the folder of hooks {folder} cannot be read: {error.strerror}") from None
    seeds = tuple(path for path in files if path.suffix.lower() in SEEDS)
    scripts = tuple(path for path in files if path not in seeds and (path.suffix == SHELL or os.access(path, os.X_OK)))
    for path in files:
        if path not in seeds and path not in scripts:
            log.warning("%s is no hook: neither %s nor executable", path, ", ".join(SEEDS))
    return Hooks(seeds, scripts)


async def run_scripts(scripts: tuple[Path, ...], variables: Mapping[str, str]) -> None:
    """Run scripts one after the other. What they print goes to the error output. Raises `HookError` at the first that fails."""
    for path in scripts:
        command = [str(path)] if os.access(path, os.X_OK) else ["sh", str(path)]
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=sys.stderr,
                env={**os.environ, **variables},
                preexec_fn=_as_usual,
            )
        except OSError as error:
            raise HookError(f"the hook {path} cannot be run: {error.strerror}") from None
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                process.terminate()
            raise
        if code:
            how = f"exit code {code}" if code > 0 else f"signal {-code}"
            raise HookError(f"the hook {path} failed with {how}")


def _as_usual() -> None:
    """A script takes the signals that the emulator holds back for a thread of its own."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGINT})
