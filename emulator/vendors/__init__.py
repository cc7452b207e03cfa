"""The vendors. This table is all that is known of them before the first call to one; their packages are imported then."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulator.vendors.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Entry:
    """A vendor by name, where it lives, the package that serves it, and what a newcomer needs: credentials and a call to try.

    In the call, `{url}` stands for the base URL. `pages` are the paths outside the API below which it serves pages to browsers.
    `secrets` are members and parameters that hold a secret, besides those that are called so everywhere (emulator/sandbox/hiding.py).
    `subjects` names what learners attempt there, by the ids that the control API finds it by. `for_courses` are those of `pages`
    that a launched course calls.
    """

    name: str
    title: str
    base_path: str
    module: str
    credentials: str
    example: str
    pages: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    for_courses: tuple[str, ...] = ()


ENTRIES = (
    Entry(
        "litmos",
        "Litmos",
        "/v1.svc",
        "emulator.vendors.litmos",
        "API keys litmos-account-owner, litmos-administrator, litmos-team-leader, litmos-learner",
        "curl '{url}/users?source=me&format=json' -H 'apikey: litmos-account-owner'",
        pages=("/login.aspx",),
        subjects=("user", "module", "course"),
        secrets=("LoginKey",),
    ),
    Entry(
        "scormcloud",
        "SCORM Cloud",
        "/api/v2",
        "emulator.vendors.scormcloud",
        "app EMULATOR01 / emulator-secret, App Management app EMULATORMG / emulator-secret",
        "curl -u EMULATOR01:emulator-secret {url}/ping",
        pages=(
            "/launch/dispatch",
            "/api/cloud/registration/launch",
            "/api/cloud/course/preview",
            "/sc/InvitationConfirmEmail",
            "/sc/InvitationLaunch",
            "/lrs",
        ),
        subjects=("registration", "instance", "course", "application"),
        secrets=("credential",),
        for_courses=("/lrs",),
    ),
    Entry(
        "nexport",
        "NexPort Campus",
        "/api/v1",
        "emulator.vendors.nexport",
        "user api.user / emulator-password",
        "curl {url}/AdminApi/Authenticate -d 'username=api.user&password=emulator-password&grant_type=password'",
        pages=("/nexport",),
        subjects=("assignment_status", "enrollment", "assignment", "section"),
    ),
)

_loaded: dict[str, "Vendor"] = {}


def load_vendor(name: str) -> "Vendor":
    """The vendor of that name, imported at the first call: requests ask `House.vendor`, which does that in a thread.

    KeyError for an unknown name.
    """
    found = _loaded.get(name)
    if found is None:
        from emulator.vendors.errors import check_errors

        entry = next((entry for entry in ENTRIES if entry.name == name), None)
        if entry is None:
            raise KeyError(name)
        importlib.import_module(f"{entry.module}.routes")  # registers every route
        found = importlib.import_module(f"{entry.module}.vendor").vendor
        found.router.complete()
        check_errors(found.contract, entry.module)
        _loaded[name] = found
    return found


def every_vendor() -> Iterator["Vendor"]:
    """All vendors, imported."""
    return (load_vendor(entry.name) for entry in ENTRIES)


def entry_at(path: str) -> Entry | None:
    """The vendor whose base path this path is at or below."""
    for entry in ENTRIES:
        if is_below(path, entry.base_path):
            return entry
    return None


def page_at(path: str) -> tuple[Entry, str] | None:
    """The vendor that serves a page at this path, and which of its page paths that is at or below."""
    for entry in ENTRIES:
        for base in entry.pages:
            if is_below(path, base):
                return entry, base
    return None


def is_below(path: str, base: str) -> bool:
    """Whether a path is this base or lies below it."""
    return path.startswith(base) and (len(path) == len(base) or path[len(base)] == "/")


def table_modules() -> list[str]:
    """Every module that declares tables: what a migration has to know."""
    return [
        "emulator.store.file_changes",
        "emulator.sandbox.sandbox",
        "emulator.sandbox.outbox",
        "emulator.jobs.job",
        "emulator.jobs.delivery",
        "emulator.courseware.tables",
        "emulator.lrs.tables",
        *(f"{entry.module}.tables" for entry in ENTRIES),
    ]
