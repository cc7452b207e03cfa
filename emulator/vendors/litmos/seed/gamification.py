"""The badges of a seed document, and the awards for completing a course or learning path.

`badges`: `{"Title": …, "Description", "Icon", "IconBgColor", "IconDisplayUrl"}`.
`awards`: `{"Course" or "LearningPath": name, "Points": 10, "Badge": title}`.
"""

from typing import Any, cast

from emulator.contract.reading import InputProblem
from emulator.sandbox.world import World
from emulator.vendors.litmos.ids import new_id
from emulator.vendors.litmos.routing import contract
from emulator.vendors.litmos.rows import Row
from emulator.vendors.litmos.seed import references
from emulator.vendors.litmos.tables import LitmosAward, LitmosBadge
from emulator.vendors.litmos.wire.reading import LitmosReader

LARGEST_POINTS = 10**9

_reader = LitmosReader(contract)
OF_BADGE = {field.name for field in contract.schemas["Badge"].fields} - {"ID"}
OF_AWARD = {"Course", "LearningPath", "Points", "Badge"}
_TEXTS = ("description", "icon", "icon_bg_color", "icon_display_url")


def create_badge(world: World, entry: Any, where: str) -> None:
    """Create a badge; its Title is what awards name it by."""
    given = references.members(entry, where, OF_BADGE)
    body: Row = cast(Row, _reader.document(contract.schemas["Badge"], given, where))
    if not body.get("title"):
        raise InputProblem(f"{where}.Title", "is required")
    if world.work.get(LitmosBadge, title=body["title"]):
        raise InputProblem(f"{where}.Title", "belongs to another badge")
    texts = {name: body.get(name) or "" for name in _TEXTS}
    world.work.insert(LitmosBadge, {"id": new_id(world.ids), "title": body["title"], **texts})


def create_award(world: World, entry: Any, where: str) -> None:
    """Set the award of a course or learning path: points, a badge, or both."""
    given = references.members(entry, where, OF_AWARD)
    kind, item = _item(world, given, where)
    points = _reader.integer(given.get("Points", 0), f"{where}.Points")
    if not 0 <= points <= LARGEST_POINTS:
        raise InputProblem(f"{where}.Points", f"must be from 0 to {LARGEST_POINTS}")
    if world.work.get(LitmosAward, item_kind=kind, item_id=item["id"]):
        raise InputProblem(where, "the item has an award already")
    award = {"item_kind": kind, "item_id": item["id"], "points": points, "badge_id": _badge_id(world, given, where)}
    world.work.insert(LitmosAward, award)


def _item(world: World, given: dict[str, Any], where: str) -> tuple[str, Row]:
    course, path = given.get("Course"), given.get("LearningPath")
    if isinstance(course, str) and path is None:
        return "course", references.course(world, course, f"{where}.Course")
    if isinstance(path, str) and course is None:
        return "learning_path", references.learning_path(world, path, f"{where}.LearningPath")
    raise InputProblem(where, "must name either a Course or a LearningPath")


def _badge_id(world: World, given: dict[str, Any], where: str) -> str | None:
    title = given.get("Badge")
    if title is None:
        return None
    badge = world.work.get(LitmosBadge, title=title) if isinstance(title, str) else None
    if badge is None:
        raise InputProblem(f"{where}.Badge", "there is no badge of that Title")
    return str(badge["id"])
