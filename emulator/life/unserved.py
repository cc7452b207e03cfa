"""A call at a path where nothing is served: which operation was perhaps meant."""

from emulator.problems.alike import nearest_name
from emulator.vendors import ENTRIES, load_vendor

LONGEST_PATH = 300  # characters that are looked at
ALIKE = 0.8
SOMEWHAT_ALIKE = 0.5  # enough to choose among vendors that have such a path


def nearest(method: str, path: str) -> str:
    """In words: the operation that was perhaps meant, else the base path that the path is like, or all of them."""
    meant = operation_meant(method, path)
    if meant is not None:
        return meant
    near = [entry for entry in ENTRIES if _is_like(path[:LONGEST_PATH], entry.base_path)]
    if len(near) == 1:
        return f"the base path of {near[0].title} is {near[0].base_path}"
    bases = ", ".join(entry.base_path for entry in ENTRIES)
    return f"vendors are at {bases}, the control API at /_emulator"


def operation_meant(method: str, path: str) -> str | None:
    """In words: the operation that the end of the path is, of each vendor that has one unless one base path is like the beginning; None if
    no vendor has one.
    """
    path = path[:LONGEST_PATH]
    at = path.find("/")
    while at >= 0:
        head, tail = path[:at], path[at:]
        found = [
            (entry, operation)
            for entry in ENTRIES
            if (operation := load_vendor(entry.name).operation_at(method, tail)) is not None
        ]
        if found:
            likest = nearest_name(head, [entry.base_path for entry, _ in found], SOMEWHAT_ALIKE)
            meant = [each for each in found if each[0].base_path == likest] or found
            return " and ".join(
                f"{entry.base_path}{tail} is {operation.id} of {entry.title}, whose base path is {entry.base_path}"
                for entry, operation in meant
            )
        at = path.find("/", at + 1)
    return None


def _is_like(path: str, base: str) -> bool:
    head = "/".join(path.split("/")[: base.count("/") + 1])
    return nearest_name(head, [base], ALIKE) is not None
