"""A client of a vendor's API, and how to make it call the emulator."""

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client: a short name, its package, and lines in its language that make it call the emulator.

    In `lines`, `{url}` stands for the base URL, `{root}` for the URL before the base path, `{scheme}`, `{host}` and `{path}` for the parts
    of the base URL. `tried` is True if the emulator's tests run the client; `note` is further advice for its user. `agent` is a pattern of
    its User-Agent with the version as group, and `version` the version in the tests.
    """

    name: str
    language: str
    package: str
    official: bool
    tried: bool
    lines: tuple[str, ...]
    note: str = ""
    agent: str = ""
    version: str = ""

    def lines_at(self, root: str, base_path: str) -> list[str]:
        """The lines for an emulator whose URL, with the sandbox's prefix, is `root`."""
        scheme, _, rest = root.partition("://")
        host, slash, prefix = rest.partition("/")
        known = {"{url}": root + base_path, "{root}": root, "{host}": host, "{scheme}": scheme}
        known["{path}"] = slash + prefix + base_path
        return [_filled(line, known) for line in self.lines]


def _filled(line: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        line = line.replace(name, value)
    return line
