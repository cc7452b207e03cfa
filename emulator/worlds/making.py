"""Makes and compares whole sandboxes of one running emulator."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from emulator.jobs.worker import Worker
from emulator.sandbox.sandboxes import Sandboxes
from emulator.store.database import Database
from emulator.store.files import Files
from emulator.vendors import ENTRIES
from emulator.worlds.addresses import Addresses
from emulator.worlds.copying import Copying
from emulator.worlds.differing import Differing
from emulator.worlds.exporting import Exporting
from emulator.worlds.importing import Importing
from emulator.worlds.nouns import Nouns
from emulator.worlds.snapshots import Snapshots
from emulator.worlds.worlds import Worlds

if TYPE_CHECKING:
    from emulator.vendors.vendor import Vendor


class Making:
    """New worlds and forks, snapshots, exports and imports, and differences. `is_own` is whether a URL leads to this emulator."""

    def __init__(
        self,
        database: Database,
        files: Files,
        sandboxes: Sandboxes,
        worker: Worker,
        is_own: Callable[[str], bool],
        vendor: "Callable[[str], Awaitable[Vendor]]",
    ) -> None:
        addresses = Addresses(is_own)
        copying = Copying(database, files, addresses)
        secrets = tuple(name for entry in ENTRIES for name in entry.secrets)
        self.worlds = Worlds(sandboxes, worker, copying, vendor)
        self.snapshots = Snapshots(sandboxes, worker, copying)
        self.exporting = Exporting(worker, copying, files, addresses)
        self.importing = Importing(sandboxes, worker, files)
        self.nouns = Nouns((entry.name for entry in ENTRIES), secrets)
        self.differing = Differing(database, self.nouns, secrets)
