"""What is known about a vendor before the first call to it, and the list of installed vendors."""

import re

from emulator.light.records import dataclass
from emulator.plugins import PluginError, installed
from emulator.sandbox.rates import Limit

GROUP = "lms_emulator.vendors"
NAME = re.compile(r"[a-z][a-z0-9]*")
HOST = re.compile(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}")
PATH = re.compile(r"(/[A-Za-z0-9_.-][A-Za-z0-9_.~-]*)+")
RESERVED = ("/_emulator", "/docs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A vendor by name, where it lives, the package that serves it, and what a newcomer needs: credentials and a call to try.

    It stands in `entry.py` of the vendor's package, which imports nothing else of it, and an entry point names it. The paths of
    all operations begin with `base_path`, which may be empty if `roots` are given: the paths that belong to the vendor, where that is
    not everything below the base path. In the call to try, `{url}` stands for the base URL.

    `hosts` are the vendor's own host names (`*.example.com` is every name below), by which it is called through the emulator's proxy.
    `pages` are the paths outside the API below which it serves pages to browsers, and `for_courses` those of them that a launched
    course calls. `for_scripts` is whether the vendor lets scripts of other pages call its API (CORS). `secrets` are members and
    parameters that hold a secret, besides those that are called so everywhere (emulator/hiding).
    `subjects` names what learners attempt there, by the ids that the control API finds it by.
    `settings` is the class of its settings in a sandbox, as `package.module:Class`; their names begin with the vendor's.
    `credential` is the form of a further credential of a sandbox (`CredentialForm`), named likewise, for a vendor that has `accounts`.
    `limits` are its rate limits, each with a setting of its own.
    `environment` are variables for a program that calls the vendor, by names of our own: pairs in which `{url}` is the base URL and
    `{root}` what stands before the base path. `clients` are known clients (`Client`), as `package.module:NAME` of a tuple of them.
    `walk` are the calls that a newcomer makes (`WalkStep`), as `package.module:NAME` of a tuple of them.
    `recipes` are the faults that the vendor is known for (`Recipe`), as `package.module:NAME` of a tuple of them.
    `verification` is how it is verified (`Verification`), as `package.module:NAME`.
    `migrations` is the package with the migrations of its tables, if they are not among the emulator's own.
    `order` is its place in lists of vendors, lowest first.
    """

    name: str
    title: str
    base_path: str
    module: str
    credentials: str
    example: str
    roots: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    for_courses: tuple[str, ...] = ()
    for_scripts: bool = False
    settings: str | None = None
    credential: str | None = None
    limits: tuple[Limit, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    clients: str | None = None
    walk: str | None = None
    recipes: str | None = None
    verification: str | None = None
    migrations: str | None = None
    order: int = 100

    def environment_at(self, root: str) -> dict[str, str]:
        """The variables of `environment` for an emulator at this URL."""
        return {name: value.format(url=root + self.base_path, root=root) for name, value in self.environment}

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths at and below which the API is the vendor's."""
        return self.roots or (self.base_path,)


def installed_vendors() -> tuple[Entry, ...]:
    """The entries of all vendors that are installed. Raises `PluginError`."""
    found = installed(GROUP)
    for name, entry in found.items():
        if not isinstance(entry, Entry) or entry.name != name:
            raise PluginError(f"the entry point {name} of {GROUP} must refer to the Entry of a vendor with this name")
        _check(entry)
    entries = tuple(sorted(found.values(), key=lambda entry: (entry.order, entry.name)))
    _check_apart(entries)
    return entries


def is_below(path: str, base: str) -> bool:
    """True if a path is equal to this base path or below it."""
    return path.startswith(base) and (len(path) == len(base) or path[len(base)] == "/")


def _check(entry: Entry) -> None:
    if not NAME.fullmatch(entry.name):
        raise PluginError(f"{entry.name!r} cannot be a vendor's name: it has small letters and digits alone")
    for path in (*entry.paths, *entry.pages):
        if not PATH.fullmatch(path) or any(is_below(path, base) for base in RESERVED):
            raise PluginError(f"{path!r} of {entry.name} cannot be a vendor's path")
    for host in entry.hosts:
        if not HOST.fullmatch(host):
            raise PluginError(f"{host!r} of {entry.name} cannot be a vendor's host name")
    for root in entry.roots:
        if not is_below(root, entry.base_path):
            raise PluginError(f"{root} of {entry.name} is not below its base path {entry.base_path}")


def _check_apart(entries: tuple[Entry, ...]) -> None:
    """Check that no two vendors have the same path or host name, and that no vendor's path is below another's."""
    named = {host: entry.name for entry in entries for host in entry.hosts}
    for entry in entries:
        for host in entry.hosts:
            if named[host] != entry.name:
                raise PluginError(f"{host} of the vendor {entry.name} is also {named[host]}'s")
    taken = [(path, entry.name) for entry in entries for path in (*entry.paths, *entry.pages)]
    for path, name in taken:
        for other, owner in taken:
            if owner != name and is_below(path, other):
                raise PluginError(f"{path} of the vendor {name} is at or below {other} of {owner}")
