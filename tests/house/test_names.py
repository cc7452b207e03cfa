"""One name for one thing: no two classes of the emulator are called the same.

What the control API and a seed show has names of its own, in OpenAPI, in the clients and in a JSON Schema. The vendors have one shape, so
what is the same in two of them is called the same.
"""

import ast
from collections import defaultdict

from tests.house.source import PROGRAM, tree

DOCUMENTS = ("control/", "vendors/nexport/seed/form.py")


def test_no_two_classes_are_called_the_same() -> None:
    places = defaultdict(list)
    for path in sorted(PROGRAM.rglob("*.py")):
        place = path.relative_to(PROGRAM).as_posix()
        if not place.startswith(DOCUMENTS):
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].append(place)
    doubles = {
        name: found
        for name, found in places.items()
        if len(found) > 1 and len({_vendor(place) for place in found} - {None}) < len(found)
    }
    assert not doubles, "call one of them what it is"


def _vendor(place: str) -> str | None:
    parts = place.split("/")
    return parts[1] if parts[0] == "vendors" and len(parts) > 2 else None
