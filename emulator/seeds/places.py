"""Where the entries of a document that was written out stand in the document as its author knows it."""

import re

_STEP = re.compile(r"\[\d+\]|[^\[]+|\[")


class Places:
    """Names of entries by the paths of lists that are longer than they were written. A name that begins with `[` is a step of the path
    of the list, any other one a path of its own."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}

    def note(self, path: str, names: list[str]) -> None:
        """Remember how the entries of the list at this path are named."""
        self._names[path] = names

    def shown(self, where: str) -> str:
        """A path for people: `litmos.users[7].Email` is perhaps `litmos.users[0] (n = 8).Email`."""
        walked = shown = ""
        for step in _STEP.findall(where):
            names = self._names.get(walked)
            walked += step
            name = names[int(step[1:-1])] if names and step[1:-1].isdecimal() and int(step[1:-1]) < len(names) else step
            shown = shown + name if name.startswith(("[", ".")) or name == step else name
        return shown
