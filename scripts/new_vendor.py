"""Write a plug-in that serves a vendor: the example of tests/toy_vendor under another name, to be gone on with."""

import argparse
import sys
from pathlib import Path

from emulator.vendors import ENTRIES
from emulator.vendors.entry import NAME

EXAMPLE = Path(__file__).parents[1] / "tests" / "toy_vendor"
NEXT = """{folder} has a vendor that is served at /{name}/v1. Install it and start:
  {python} -m pip install --editable {folder}
  {python} -m emulator serve
It is a vendor of notes with an API key; CONTRIBUTING.md, "A vendor", says what to change."""


def _python() -> str:
    """The Python that runs this, as one types it."""
    python = Path(sys.executable)
    return str(python.relative_to(Path.cwd()) if python.is_relative_to(Path.cwd()) else python)


class RefusedError(Exception):
    """Nothing is written; the words say why."""


def write(name: str, folder: Path) -> None:
    """Write the plug-in into a folder that is not there yet. Raises `RefusedError`."""
    if not NAME.fullmatch(name):
        raise RefusedError(f"{name!r} cannot be a vendor's name: small letters and digits alone, a letter first")
    if any(entry.name == name for entry in ENTRIES):
        raise RefusedError(f"there is a vendor {name} already")
    if folder.exists():
        raise RefusedError(f"{folder} is there already")
    for path in sorted(EXAMPLE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            target = folder / renamed(path.relative_to(EXAMPLE).as_posix(), name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(renamed(path.read_text("utf-8"), name), "utf-8")


def renamed(text: str, name: str) -> str:
    """A text of the example with the vendor's name in place of the example's."""
    return text.replace("toy", name).replace("Toy", name.capitalize()).replace("TOY", name.upper())


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/new-vendor", description=__doc__)
    parser.add_argument("name", help="as it is called in settings, the journal and paths: small letters and digits")
    parser.add_argument("folder", type=Path, nargs="?", help="to be made [lms-emulator-NAME]")
    given = parser.parse_args()
    folder = given.folder or Path(f"lms-emulator-{given.name}")
    try:
        write(given.name, folder)
    except RefusedError as error:
        sys.exit(str(error))
    print(NEXT.format(folder=folder, name=given.name, python=_python()))


if __name__ == "__main__":
    main()
