"""A file as the value of an operation."""

import re
from pathlib import Path
from urllib.parse import quote

from emulator.http import FileElsewhere
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """A file, and the name it is offered under."""

    path: Path | FileElsewhere
    name: str

    def disposition(self) -> str:
        """Content-Disposition. A client saves under the plain name, so that has neither slashes nor blanks."""
        plain = re.sub(r"[^A-Za-z0-9._-]", "_", self.name) or "file"
        extended = f"; filename*=UTF-8''{quote(self.name, safe='')}" if plain != self.name else ""
        return f'attachment; filename="{plain}"{extended}'
