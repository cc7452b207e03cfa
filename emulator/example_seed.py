"""The seed document that `lms-emulator init` writes: a small world for each vendor, with comments (example_seed.jsonc)."""

from importlib.resources import files
from pathlib import Path


class CannotWriteError(Exception):
    """The example cannot be written; the words say why and what to do."""


def text() -> bytes:
    """The document, in UTF-8."""
    return files("emulator").joinpath("example_seed.jsonc").read_bytes()


def write(path: Path, *, over: bool) -> None:
    """Write the document; over a file that is there only if `over` says so. Raises `CannotWriteError`."""
    try:
        with path.open("wb" if over else "xb") as file:
            file.write(text())
    except FileExistsError:
        raise CannotWriteError(f"{path} is there already; --force writes over it") from None
    except OSError as error:
        raise CannotWriteError(f"{path} cannot be written: {error.strerror}") from None
