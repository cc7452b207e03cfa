"""Who may call whom. The rooms are the folders of `emulator/`; what stands beside them puts the rooms together."""

import re

import pytest

from emulator.vendors import ENTRIES
from tests.house.source import PROGRAM, files, imports, module_of, name_of

# room: the rooms and modules of the program that it may import, besides itself; "" is the package itself, with its version
MAY_IMPORT = {
    "http": set(),
    "plugins": set(),
    "problems": set(),
    "tls": {"sandbox"},
    "hooks": set(),
    "tracing": {"", "sandbox"},
    "metrics": {"jobs", "sandbox", "store"},
    "doors": {"gate", "http", "outgoing", "running_at", "sandbox", "settings", "tls", "vendors"},
    "light": set(),
    "imports": set(),
    "multipart": {"http"},
    "pages": {"http"},
    "gate": {"http", "pages", "sandbox", "settings", "store"},
    "contract": {"http", "problems"},
    "store": set(),
    "outgoing": {"http"},
    "hiding": set(),
    "journal": {"", "hiding", "problems", "store"},
    "sandbox": {"journal", "outgoing", "store"},
    "waiting": {"hiding", "journal", "sandbox", "store"},
    "faults": {"problems", "sandbox", "store"},
    "jobs": {"faults", "hiding", "outgoing", "sandbox", "store"},
    "sink": {"sandbox", "store"},
    "mails": {"jobs", "outgoing", "pages", "sandbox", "store"},
    "courseware": {"imports", "jobs", "outgoing", "sandbox", "store"},
    "lrs": {"http", "imports", "sandbox", "store"},
    "vendors": {
        "problems",
        "journal",
        "contract",
        "courseware",
        "faults",
        "http",
        "imports",
        "jobs",
        "lrs",
        "mails",
        "outgoing",
        "pages",
        "plugins",
        "sandbox",
        "store",
        "",
    },
    "seeds": {"contract", "courseware", "jobs", "problems", "sandbox", "vendors"},
    "worlds": {"", "courseware", "faults", "hiding", "jobs", "lrs", "sandbox", "store", "vendors"},
    "upkeep": {"courseware", "metrics", "jobs", "sandbox", "store"},
    "life": {
        "outgoing",
        "contract",
        "faults",
        "hiding",
        "house",
        "http",
        "imports",
        "jobs",
        "journal",
        "logs",
        "multipart",
        "problems",
        "sandbox",
        "settings",
        "store",
        "vendors",
        "",
        "verifying",
    },
    "player": {"courseware", "faults", "house", "http", "life", "lrs", "pages", "sandbox", "store", "vendors"},
    "docs_page": {"pages", "vendors"},
    "console": {
        "control",
        "courseware",
        "gate",
        "hiding",
        "house",
        "http",
        "jobs",
        "journal",
        "pages",
        "sandbox",
        "seeding",
        "seeds",
        "store",
        "vendors",
        "welcome",
        "without_browser",
    },
    "control": {
        "problems",
        "contract",
        "courseware",
        "docs_page",
        "durably",
        "faults",
        "gate",
        "health",
        "hiding",
        "house",
        "http",
        "imports",
        "jobs",
        "journal",
        "life",
        "mails",
        "metrics",
        "pages",
        "sandbox",
        "seeding",
        "seeds",
        "settings",
        "sink",
        "store",
        "vendors",
        "waiting",
        "welcome",
        "without_browser",
        "worlds",
        "",
    },
    "cli": {
        "contract",
        "example_seed",
        "gate",
        "logs",
        "plugins",
        "problems",
        "running",
        "running_at",
        "sandbox",
        "seeds",
        "settings",
        "tls",
        "upkeep",
        "vendors",
        "verifying",
        "welcome",
        "",
    },
    "verifying": {"contract", "courseware", "http", "sandbox", "server", "vendors", ""},
    "without_browser": {"house", "sandbox", "store", "courseware", "lrs", "vendors"},
}
FOR_ALL = "light"
BELOW_VENDORS = (
    "hiding",
    "journal",
    "mails",
    "waiting",
    "contract",
    "outgoing",
    "store",
    "sandbox",
    "faults",
    "jobs",
    "courseware",
    "lrs",
    "http",
    "multipart",
    "pages",
)
VENDORS = tuple(entry.name for entry in ENTRIES)
VENDOR_NAMES = re.compile("|".join((*VENDORS, *(entry.title for entry in ENTRIES), "scorm.?cloud")), re.IGNORECASE)
DECLARED = ("emulator.vendors.settings", "emulator.vendors.credential_forms")


def room_of(module: str) -> str:
    """The part behind `emulator.`: a folder, or a module beside the folders; empty for the package itself."""
    return module.partition("emulator")[2].lstrip(".").partition(".")[0]


def own_vendor(module: str) -> str | None:
    """The vendor whose package a module is in."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[1] == "vendors" and parts[2] in VENDORS else None


def test_each_room_imports_only_the_rooms_below_it() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {imported}: {room} may use {', '.join(sorted(MAY_IMPORT[room] | {room}))}"
        for path in files("emulator")
        if (room := room_of(module_of(path))) in MAY_IMPORT
        for line, imported in imports(path)
        if imported.partition(".")[0] == "emulator" and room_of(imported) not in MAY_IMPORT[room] | {room, FOR_ALL}
    ]
    assert not wrong, "\n".join(wrong)


def test_every_room_has_a_rule_on_what_it_may_import() -> None:
    rooms = {path.name for path in PROGRAM.iterdir() if path.is_dir() and list(path.rglob("*.py"))}
    assert not rooms - set(MAY_IMPORT), "a new folder of emulator/: say in MAY_IMPORT what it may import"


def test_no_vendor_imports_another_one() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {imported}: put what both need below vendors"
        for path in files("emulator/vendors")
        for line, imported in imports(path)
        if (own := own_vendor(module_of(path))) and (other := own_vendor(imported)) and own != other
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_imports_a_vendor_package_from_outside() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {imported}: ask emulator.vendors.load_vendor, so that vendors stay lazy"
        for path in files("emulator")
        for line, imported in imports(path)
        if own_vendor(imported) and not own_vendor(module_of(path))
    ]
    assert not wrong, "\n".join(wrong)


def test_control_reaches_vendors_only_through_what_they_declare() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {imported}: control may use emulator.vendors and {' and '.join(DECLARED)}"
        for path in files("emulator/control")
        for line, imported in imports(path)
        if imported.startswith("emulator.vendors") and imported not in ("emulator.vendors", *DECLARED)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", BELOW_VENDORS)
def test_no_room_below_the_vendors_names_a_vendor(room: str) -> None:
    folder = PROGRAM / room
    paths = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    assert paths
    wrong = [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if VENDOR_NAMES.search(line)
    ]
    assert not wrong, f"{room} must not know who uses it:\n" + "\n".join(wrong)
