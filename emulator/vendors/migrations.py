"""The migrations of vendors with their own tables: `migrations/` in the package of a plug-in, numbered `0001_name.py`."""

from importlib.util import find_spec
from pathlib import Path

from emulator.store.migration import History
from emulator.vendors import ENTRIES, Entry

FOLDER = "migrations"


def histories() -> list[History]:
    """The histories of all installed vendors that have migrations. No vendor is imported."""
    return [history for entry in ENTRIES if (history := history_of(entry)).versions.is_dir()]


def history_of(entry: Entry) -> History:
    """A vendor's own migrations, or None if it has no folder of migrations."""
    spec = find_spec(entry.module)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return History(Path(places[0]) / FOLDER if places else Path(FOLDER), f"alembic_version_{entry.name}", entry.module)
