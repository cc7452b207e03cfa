"""A file as the result of an operation."""

import re
from pathlib import Path
from urllib.parse import quote

from emulator.http import FileElsewhere
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """A file, and the name for saving it."""

    path: Path | FileElsewhere
    name: str

    def disposition(self) -> str:
        """The Content-Disposition header. Clients use the plain name, so it must have neither slashes nor blanks."""
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", self.name) or "file"
        extended = f"; filename*=UTF-8''{quote(self.name, safe='')}" if plain != self.name else ""
        return f'attachment; filename="{plain}"{extended}'
