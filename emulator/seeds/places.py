"""Where the entries of a document that was written out stand in the document as its author knows it."""

import re

_STEP = re.compile(r"\[\d+\]|[^\[]+|\[")


class EntryNames:
    """Names of entries by the paths of lists that are longer than they were written. A name that begins with `[` is a step of the path
    of the list, any other one a path of its own."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}

    def note(self, path: str, names: list[str]) -> None:
        """Remember how the entries of the list at this path are named."""
        self._names[path] = names

    def step(self, path: str, index: int) -> str:
        """The step of a path to an entry of the list at this path."""
        names = self._names.get(path)
        return names[index] if names and index < len(names) else f"[{index}]"

    def shown(self, where: str) -> str:
        """A path for people: `litmos.users[7].Email` is perhaps `litmos.users[0] (n = 8).Email`."""
        walked = shown = ""
        for step in _STEP.findall(where):
            name = self.step(walked, int(step[1:-1])) if step[1:-1].isdecimal() else step
            shown = f"{shown}{name}" if name.startswith("[") or name == step else name
            walked += step
        return shown
