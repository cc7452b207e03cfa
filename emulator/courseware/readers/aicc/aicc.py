"""AICC: a course in the files .crs, .au, .des and .cst, and optionally .pre and .ort."""

from emulator.courseware.package.archive import Archive
from emulator.courseware.package.content import PackageContent, locate_kind
from emulator.courseware.package.package import CoursePackage, Metadata, Standard
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.readers.aicc.aicc_files import Record, read_ini, read_rows, read_table
from emulator.courseware.readers.aicc.aicc_structure import Structure
from emulator.courseware.readers.manifests import capped

_COURSE = ".crs"
ENDINGS = (_COURSE, ".au", ".des", ".cst")


class AiccReader:
    """Level 1 structure: blocks and assignable units, with their prerequisites and objectives as written."""

    def find(self, archive: Archive) -> PackageContent | None:
        """The folder that the one .crs file lies in."""
        return locate_kind(archive, _COURSE)

    def read(self, content: PackageContent) -> CoursePackage:
        """The course. Raises `PackageRefused` for one without units, or a unit whose file is missing."""
        warnings = content.warnings()
        sections = read_ini(content.read(content.manifest_path))
        course = sections.get("course", {})
        if not course:
            warnings.append(f"{content.manifest_path} has no section [Course].")
        files = _Files(content, warnings)
        units = _by_id(files.table(".au", needed=True))
        structure = Structure(content, units, _by_id(files.table(".des")), files.rows(".cst"), warnings)
        structure.prerequisites = {
            record.get("structure_element", "").lower(): record.get("prerequisite", "")
            for record in files.table(".pre", optional=True)
        }
        structure.objectives = {
            row[0].lower(): tuple(member for member in row[1:] if member)
            for row in files.rows(".ort", optional=True)[1:]
        }
        title = course.get("course_title") or course.get("course_id") or content.manifest_path[: -len(_COURSE)]
        description = sections.get("course_description", {}).get("") or None
        root = structure.root(course.get("course_id") or "course", title, description)
        launch_path = next((activity.href for activity in root.walk() if activity.href), None)
        if launch_path is None:
            raise PackageRefused("The course has no assignable unit, so there is nothing to open.")
        return CoursePackage(
            standard=Standard.AICC,
            identifier=root.identifier,
            title=title,
            launch_path=launch_path,
            manifest_path=content.manifest_path,
            root=root,
            metadata=Metadata(title=title, description=description),
            warnings=capped(warnings),
            file_count=len(content.paths),
            total_bytes=content.total_bytes,
        )


class _Files:
    """The files next to the .crs: with the same name, otherwise the only file with the ending."""

    def __init__(self, content: PackageContent, warnings: list[str]) -> None:
        self._content = content
        self._warnings = warnings

    def table(self, ending: str, *, needed: bool = False, optional: bool = False) -> list[Record]:
        path = self._find(ending, needed=needed, optional=optional)
        return read_table(self._content.read(path), path) if path else []

    def rows(self, ending: str, *, optional: bool = False) -> list[list[str]]:
        path = self._find(ending, optional=optional)
        return read_rows(self._content.read(path), path) if path else []

    def _find(self, ending: str, *, needed: bool = False, optional: bool = False) -> str | None:
        content = self._content
        found = content.find(content.manifest_path[: -len(_COURSE)] + ending)
        if found is not None:
            return found
        others = [path for path in content.paths if "/" not in path and path.lower().endswith(ending)]
        if len(others) == 1:
            return others[0]
        if others:
            raise PackageRefused(f"The archive has more than one {ending} file: {others[0]} and {others[1]}.")
        if needed:
            raise PackageRefused(f"The AICC course has no {ending} file beside {content.manifest_path}.")
        if not optional:
            self._warnings.append(f"The AICC course has no {ending} file beside {content.manifest_path}.")
        return None


def _by_id(records: list[Record]) -> dict[str, Record]:
    """By lower-case system id; the first one with an id counts."""
    found: dict[str, Record] = {}
    for record in records:
        if record.get("system_id"):
            found.setdefault(record["system_id"].lower(), record)
    return found
