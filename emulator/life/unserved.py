"""Explaining a call at a path that nothing serves: which operation may have been meant."""

from emulator.problems.alike import nearest_name
from emulator.vendors import ENTRIES, load_vendor

LONGEST_PATH = 300  # longest path that is examined
ALIKE = 0.8
SOMEWHAT_ALIKE = 0.5  # enough to choose among vendors that have such a path


def nearest(method: str, path: str) -> str:
    """A sentence that names the operation that was probably meant, or else the most similar base path, or all base paths."""
    meant = operation_meant(method, path)
    if meant is not None:
        return meant
    near = [entry for entry in ENTRIES if _is_like(path[:LONGEST_PATH], entry.base_path)]
    if len(near) == 1:
        return f"the base path of {near[0].title} is {near[0].base_path}"
    bases = ", ".join(entry.base_path for entry in ENTRIES)
    return f"vendors are at {bases}, the control API at /_emulator"


def operation_meant(method: str, path: str) -> str | None:
    """A sentence that names the operation whose path is the end of this one, for each vendor that has such an operation (or the vendor
    whose base path is similar); None if there is none."""
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
