"""A course package after reading: its standard, its activities, and the data of its manifest."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from emulator.courseware.package.documents import from_document, to_document
from emulator.courseware.package.sequencing_definition import CompletionMeasure, DataMap, Sequencing
from emulator.light.records import dataclass

ActivityKind: TypeAlias = Literal["AGGREGATION", "SCO", "ASSET"]


class Standard(StrEnum):
    """The learning standard a package follows."""

    UNKNOWN = "UNKNOWN"
    SCORM_11 = "SCORM_11"
    SCORM_12 = "SCORM_12"
    SCORM_2004_2ND_EDITION = "SCORM_2004_2ND_EDITION"
    SCORM_2004_3RD_EDITION = "SCORM_2004_3RD_EDITION"
    SCORM_2004_4TH_EDITION = "SCORM_2004_4TH_EDITION"
    AICC = "AICC"
    XAPI = "XAPI"
    CMI5 = "CMI5"
    MEDIA = "MEDIA"
    """A single file, such as a PDF or a video: no standard of its own."""


@dataclass(frozen=True, slots=True)
class LangString:
    """A text in one language; `language` is a BCP 47 tag as written, empty if not given."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class AiccUnit:
    """The data of an assignable unit's line in the .au file, in addition to what every activity has."""

    type: str | None = None
    command_line: str | None = None
    max_score: str | None = None
    system_vendor: str | None = None
    web_launch: str | None = None
    """Query parameters that the launch address needs; they are part of the activity's `href` already."""
    au_password: str | None = None


@dataclass(frozen=True, slots=True)
class Cmi5Unit:
    """A course, block or assignable unit of a cmi5 course structure.

    `id` is the publisher's IRI, `mastery_score` 0 to 1. All after `objectives` belongs to assignable units alone.
    """

    id: str
    titles: tuple[LangString, ...] = ()
    descriptions: tuple[LangString, ...] = ()
    objectives: tuple[str, ...] = ()
    move_on: str = "NotApplicable"
    mastery_score: Decimal | None = None
    launch_method: str = "AnyWindow"
    activity_type: str | None = None
    launch_parameters: str | None = None
    entitlement_key: str | None = None


@dataclass(frozen=True, slots=True)
class TinCanActivity:
    """The activity of a Tin Can package: its IRI, its type's IRI, and its texts."""

    id: str
    type: str | None = None
    names: tuple[LangString, ...] = ()
    descriptions: tuple[LangString, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaFile:
    """The file that is a whole course. `content_type` is a MIME type; `move_on` a word of cmi5."""

    content_type: str
    language: str = "en"
    seconds: int | None = None
    move_on: str = "Completed"


@dataclass(frozen=True, slots=True)
class StandardDetail:
    """Data that only activities of one standard have."""

    sequencing: Sequencing | None = None
    """SCORM 2004; None where the manifest says nothing of it."""
    completion_measure: CompletionMeasure | None = None
    data_maps: tuple[DataMap, ...] = ()
    hidden_controls: tuple[str, ...] = ()
    """Words of adlnav:hideLMSUI."""
    objectives_global: bool = True
    """Of the root of a SCORM 2004 course: whether global objectives are shared with other courses (adlseq:objectivesGlobalToSystem)."""
    data_global: bool = True
    """The same of shared data (adlcp:sharedDataGlobalToSystem)."""
    aicc: AiccUnit | None = None
    cmi5: Cmi5Unit | None = None
    xapi: TinCanActivity | None = None
    media: MediaFile | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One node of the course: an aggregation of others, or something a learner opens.

    `href` is a percent-encoded URL relative to the package's root, with the resource's own query, the
    item's parameters and the fragment (`content/page.html?lesson=2#top`). It is an absolute http(s) URL if the
    content is elsewhere, and None if the activity cannot be opened. `identifier` is unique in its package.
    """

    identifier: str
    title: str
    kind: ActivityKind
    resource_identifier: str | None = None
    href: str | None = None
    visible: bool = True
    prerequisites: str | None = None
    """AICC script as written (SCORM 1.2, AICC)."""
    mastery_score: Decimal | None = None
    """As the raw score: 0 to 100 in SCORM 1.2, whatever the unit counts in AICC."""
    max_time_allowed: str | None = None
    """As written: HH:MM:SS in SCORM 1.2 and AICC, an ISO 8601 duration in SCORM 2004."""
    time_limit_action: str | None = None
    launch_data: str | None = None
    scaled_passing_score: Decimal | None = None
    """-1 to 1 (SCORM 2004); None when the score does not decide success."""
    completion_threshold: Decimal | None = None
    """0 to 1 (SCORM 2004); None when the progress does not decide completion."""
    objective_identifiers: tuple[str, ...] = ()
    """In manifest order, the primary objective first; one without an identifier is left out."""
    description: str | None = None
    detail: StandardDetail = StandardDetail()
    children: tuple["Activity", ...] = ()

    @property
    def launchable(self) -> bool:
        """True if a learner can open this activity itself."""
        return self.href is not None

    def walk(self) -> Iterator["Activity"]:
        """This activity and all below it, each parent before its children."""
        waiting = [self]
        while waiting:
            activity = waiting.pop()
            yield activity
            waiting.extend(reversed(activity.children))


@dataclass(frozen=True, slots=True)
class Metadata:
    """The data of the manifest's learning object metadata; missing values are None or empty.

    `duration` and `typical_time` are as written (`PT45M`, or `00:45:00` in some SCORM 1.2 packages).
    """

    title: str | None = None
    title_language: str | None = None
    description: str | None = None
    description_language: str | None = None
    duration: str | None = None
    typical_time: str | None = None
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoursePackage:
    """A course package of any standard.

    `launch_path` is the `href` of the first activity that can be opened. `manifest_path` is the parsed manifest
    inside the extracted folder, spelled as the archive spells it: of AICC the .crs file, of a media file the file
    itself. `warnings` are sentences about what is wrong with the package but did not hinder its import.
    `total_bytes` counts unpacked bytes.
    """

    standard: Standard
    identifier: str
    title: str
    launch_path: str
    manifest_path: str
    root: Activity
    metadata: Metadata = Metadata()
    warnings: tuple[str, ...] = ()
    file_count: int = 0
    total_bytes: int = 0

    def activities(self) -> Iterator[Activity]:
        """Every activity of the course, the root first, in the order of the manifest."""
        return self.root.walk()

    def to_document(self) -> dict[str, Any]:
        """The package as a dict that JSON holds; scores become strings so that no digit is lost."""
        return {
            "standard": self.standard.value,
            "identifier": self.identifier,
            "title": self.title,
            "launch_path": self.launch_path,
            "manifest_path": self.manifest_path,
            "root": _activity_document(self.root),
            "metadata": _plain(asdict(self.metadata)),
            "warnings": list(self.warnings),
            "file_count": self.file_count,
            "total_bytes": self.total_bytes,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "CoursePackage":
        """The package that `to_document` wrote."""
        return cls(
            **{
                **document,
                "standard": Standard(document["standard"]),
                "root": _activity_from(document["root"]),
                "metadata": Metadata(**_frozen(document["metadata"])),
                "warnings": tuple(document["warnings"]),
            }
        )


_SCORES = ("mastery_score", "scaled_passing_score", "completion_threshold")


def _activity_document(activity: Activity) -> dict[str, Any]:
    plain = [name for name in Activity.__slots__ if name not in ("detail", "children")]
    document: dict[str, Any] = {name: getattr(activity, name) for name in plain}
    if activity.detail != StandardDetail():
        document["detail"] = to_document(activity.detail)
    children = []
    for child in activity.children:
        children.append(_activity_document(child))  # noqa: PERF401 - one stack frame per level, not two
    return {**_plain(document), "children": children}


def _activity_from(document: Mapping[str, Any]) -> Activity:
    values = _frozen(document)
    for name in _SCORES:
        values[name] = None if values[name] is None else Decimal(values[name])
    if "detail" in values:
        values["detail"] = from_document(StandardDetail, values["detail"])
    children = []
    for child in document["children"]:
        children.append(_activity_from(child))  # noqa: PERF401 - one stack frame per level, not two
    values["children"] = tuple(children)
    return Activity(**values)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _frozen(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
