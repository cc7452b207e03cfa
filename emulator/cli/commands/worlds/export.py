"""`lms-emulator export` and `lms-emulator import`: a world as a zip, or as a folder that can be kept in git."""

import io
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from emulator.cli.asking import Said, asks
from emulator.cli.client import CannotAskError, RunningEmulator
from emulator.cli.counting import counted

SECONDS = 600.0
DOCUMENT, FILES = "world.json", "files"


@asks()
def export(
    emulator: RunningEmulator,
    target: Annotated[str, typer.Argument(help="A .zip or a folder to write; - writes the zip to the output.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing world.")] = False,
) -> Said:
    """Write the sandbox, with rows, files, clock, ids, settings and credentials, to a file or folder (docs/worlds.md)."""
    path = Path(target)
    if target != "-" and path.exists() and not force:
        raise CannotAskError(f"{target} is there already; --force writes over it")
    content = emulator.fetch("export", seconds=SECONDS)
    if target == "-":
        sys.stdout.buffer.write(content)
        return Said({}, [])
    try:
        if path.suffix.lower() == ".zip":
            path.write_bytes(content)
        else:
            _unpack(content, path)
    except OSError as error:
        raise CannotAskError(f"{target} cannot be written: {error.strerror}") from None
    sandbox = emulator.sandbox or "default"
    return Said({"sandbox": sandbox, "exported": target}, [f"sandbox {sandbox} is in {target}"])


@asks(creates=True)
def bring_in(
    emulator: RunningEmulator,
    source: Annotated[str, typer.Argument(help="What `export` wrote: a .zip, a folder, or - for the input.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace an existing sandbox.")] = False,
    without_credentials: Annotated[
        bool,
        typer.Option("--without-credentials", help="Do not take over its credentials: their present owners keep them."),
    ] = False,
) -> Said:
    """Make the sandbox a world that was exported, whole or not at all."""
    how = {"replace": str(replace).lower(), "credentials": str(not without_credentials).lower()}
    answer = emulator.ask("POST", "import", how, _packed(source), seconds=SECONDS, media="application/zip")
    return Said(answer, [f"sandbox {answer['sandbox']} has {counted(answer['rows'], 'row')}"])


bring_in.__name__ = "import"  # which Python does not allow as the name of a function


def _unpack(content: bytes, folder: Path) -> None:
    """Write a folder: what an earlier export left there goes, and nothing else."""
    if folder.exists() and any(folder.iterdir()) and not (folder / DOCUMENT).is_file():
        raise CannotAskError(f"{folder} has other things in it than an exported world; name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / FILES, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)


def _packed(source: str) -> bytes:
    path = Path(source)
    try:
        if source == "-":
            return sys.stdin.buffer.read()
        if not path.is_dir():
            return path.read_bytes()
        if not (path / DOCUMENT).is_file():
            raise CannotAskError(f"{source} has no {DOCUMENT}: it is no exported world")
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
            packed.write(path / DOCUMENT, DOCUMENT)
            for file in sorted((path / FILES).rglob("*")):
                if file.is_file():
                    packed.write(file, file.relative_to(path).as_posix())
        return made.getvalue()
    except OSError as error:
        raise CannotAskError(f"{source} cannot be read: {error.strerror}") from None
