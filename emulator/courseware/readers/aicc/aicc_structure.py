"""The course structure of AICC: which blocks and units a course has, and what each unit is."""

from collections.abc import Mapping
from decimal import Decimal

from emulator.courseware.package.content import PackageContent
from emulator.courseware.package.href import is_external, join, launch_url, with_parameters
from emulator.courseware.package.package import Activity, AiccUnit, StandardDetail
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.aicc.aicc_files import Record
from emulator.courseware.readers.elements import number

_MAX_DEPTH = 100
_ROOT = "root"
_ACTIONS = ({"e": "exit", "c": "continue"}, {"m": "message", "n": "no message"})


class Structure:
    """Builds the activities. `units` and `descriptions` are by lower-case system id, `table` is the .cst with its header."""

    def __init__(
        self,
        content: PackageContent,
        units: Mapping[str, Record],
        descriptions: Mapping[str, Record],
        table: list[list[str]],
        warnings: list[str],
    ) -> None:
        self.prerequisites: dict[str, str] = {}
        self.objectives: dict[str, tuple[str, ...]] = {}
        self._content = content
        self._units = units
        self._descriptions = descriptions
        self._warnings = warnings
        self._placed: set[str] = set()
        self._blocks: dict[str, list[str]] = {}
        for row in table[1:]:
            self._blocks.setdefault(row[0].lower(), []).extend(member for member in row[1:] if member)

    def root(self, identifier: str, title: str, description: str | None) -> Activity:
        """The course with all below it. Without a structure its units follow one another."""
        members = self._blocks.get(self._root_block(), [str(unit["system_id"]) for unit in self._units.values()])
        self._placed.add(self._root_block())
        below = self._members(members, 1)
        for unit in self._units:
            if unit not in self._placed:
                shown = self._units[unit]["system_id"]
                self._warnings.append(f'The unit "{shown}" has no place in the course structure; it is left out.')
        taken = {activity.identifier for child in below for activity in child.walk()}
        while identifier in taken:
            identifier += "-course"
        return Activity(identifier, title, "AGGREGATION", description=description, children=below)

    def _root_block(self) -> str:
        if _ROOT in self._blocks or not self._blocks:
            return _ROOT
        members = {member.lower() for found in self._blocks.values() for member in found}
        top = next((block for block in self._blocks if block not in members), next(iter(self._blocks)))
        self._warnings.append(f'The course structure has no block ROOT; "{top}" is taken as it.')
        return top

    def _members(self, members: list[str], depth: int) -> tuple[Activity, ...]:
        if depth > _MAX_DEPTH:
            raise PackageRefused(f"The blocks of the course structure are nested more than {_MAX_DEPTH} deep.")
        found = []
        for member in members:
            activity = self._member(member, depth)
            if activity is not None:
                found.append(activity)
        return tuple(found)

    def _member(self, member: str, depth: int) -> Activity | None:
        key = member.lower()
        if key in self._placed:
            self._warnings.append(f'"{member}" is in the course structure more than once; the first place counts.')
            return None
        self._placed.add(key)
        if key in self._units:
            return self._unit(member, self._units[key])
        if key in self._blocks:
            title, description = self._texts(member)
            return Activity(
                member,
                title,
                "AGGREGATION",
                prerequisites=self.prerequisites.get(key) or None,
                objective_identifiers=self.objectives.get(key, ()),
                description=description,
                children=self._members(self._blocks[key], depth + 1),
            )
        if not key.startswith("j"):  # objectives may be members too
            self._warnings.append(f'"{member}" in the course structure is neither a block nor a unit.')
        return None

    def _unit(self, identifier: str, unit: Record) -> Activity:
        title, description = self._texts(identifier)
        key = identifier.lower()
        return Activity(
            identifier,
            title,
            "SCO",
            resource_identifier=unit["system_id"],
            href=self._href(identifier, unit),
            prerequisites=self.prerequisites.get(key) or None,
            mastery_score=_mastery(identifier, unit, self._warnings),
            max_time_allowed=unit.get("max_time_allowed") or None,
            time_limit_action=_action(unit.get("time_limit_action", "")),
            launch_data=unit.get("core_vendor") or None,
            objective_identifiers=self.objectives.get(key, ()),
            description=description,
            detail=StandardDetail(
                aicc=AiccUnit(
                    type=unit.get("type") or None,
                    command_line=unit.get("command_line") or None,
                    max_score=unit.get("max_score") or None,
                    system_vendor=unit.get("system_vendor") or None,
                    web_launch=unit.get("web_launch") or None,
                    au_password=unit.get("au_password") or None,
                )
            ),
        )

    def _href(self, identifier: str, unit: Record) -> str:
        name = unit.get("file_name", "")
        if not name:
            raise PackageRefused(f'The assignable unit "{identifier}" has no file_name, so it cannot be opened.')
        url = join((), name)
        if is_external(url):
            self._warnings.append(f'The unit "{identifier}" lies outside the package, at {url}.')
            return with_parameters(url, unit.get("web_launch"))
        try:
            return with_parameters(launch_url(self._content, url), unit.get("web_launch"))
        except PackageRefused:
            raise PackageRefused(
                f'The assignable unit "{identifier}" launches "{name}", but that file is not in the archive.'
            ) from None

    def _texts(self, identifier: str) -> tuple[str, str | None]:
        found = self._descriptions.get(identifier.lower(), {})
        return found.get("title") or identifier, found.get("description") or None


def _mastery(identifier: str, unit: Record, warnings: list[str]) -> Decimal | None:
    """Its scale is the unit's own, so it may lie beyond 100."""
    return number(
        unit.get("mastery_score") or None, 0, 1_000_000, f'The mastery score of the unit "{identifier}"', warnings
    )


def _action(text: str) -> str | None:
    """`C,N` and `continue, no message` alike, in the words of SCORM 1.2; None for anything else."""
    parts = [part.strip().lower()[:1] for part in text.split(",")]
    if len(parts) != 2 or parts[0] not in _ACTIONS[0] or parts[1] not in _ACTIONS[1]:
        return None
    return f"{_ACTIONS[0][parts[0]]},{_ACTIONS[1][parts[1]]}"
