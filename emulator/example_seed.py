"""The seed document that `lms-emulator init` writes, with comments: a head, and the `example_seed.jsonc` of each vendor's package."""

import re
from importlib.resources import files
from pathlib import Path

from emulator.seeds.as_yaml import as_yaml
from emulator.seeds.reading import form_of_file
from emulator.vendors import ENTRIES, Entry

NAME = "example_seed.jsonc"
_START = re.compile("^{", re.MULTILINE)
_LINE = re.compile("^(?=.)", re.MULTILINE)


class CannotWriteError(Exception):
    """The example cannot be written; the words say why and what to do."""


def text() -> bytes:
    """The document, in UTF-8."""
    head = files("emulator").joinpath(NAME).read_text("utf-8").rstrip().removesuffix("}").rstrip()
    sections = [section for entry in ENTRIES if (section := _section(entry))]
    return (",\n\n".join([head.removesuffix(","), *sections]) + "\n}\n").encode()


def _section(entry: Entry) -> str:
    """The vendor's example of its seed section: comments, then an object. Empty if it has none."""
    file = files(entry.module).joinpath(NAME)
    if not file.is_file():
        return ""
    named = _START.sub(f'"{entry.name}": {{', file.read_text("utf-8").rstrip(), count=1)
    return _LINE.sub("  ", named)


def write(path: Path, *, over: bool) -> None:
    """Write the document, as YAML if the name says so; over a file that is there only if `over` says so. Raises `CannotWriteError`."""
    document = text()
    if form_of_file(path) == "yaml":
        document = as_yaml(document.decode().replace("It is JSON with comments.", "It is YAML.")).encode()
    try:
        with path.open("wb" if over else "xb") as file:
            file.write(document)
    except FileExistsError:
        raise CannotWriteError(f"{path} is there already; --force writes over it") from None
    except OSError as error:
        raise CannotWriteError(f"{path} cannot be written: {error.strerror}") from None
