"""A single media file as a course: a PDF, an MP3 or an MP4."""

from urllib.parse import quote

from emulator.courseware.package.package import Activity, CoursePackage, MediaFile, Metadata, Standard, StandardDetail
from emulator.courseware.package.refused import PackageRefused
from emulator.light.records import dataclass

HEAD_BYTES = 1024


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """The importer's data about a media file; `title` and `language` have defaults."""

    title: str | None = None
    description: str | None = None
    language: str | None = None
    seconds: int | None = None


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)


def _is_mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


_KINDS = {
    "application/pdf": ("PDF", ".pdf", _is_pdf),
    "audio/mpeg": ("MP3", ".mp3", _is_mp3),
    "audio/mp3": ("MP3", ".mp3", _is_mp3),
    "video/mp4": ("MP4", ".mp4", _is_mp4),
}
MEDIA_TYPES = tuple(_KINDS)


def read_media(
    content_type: str, file_name: str, head: bytes, size: int, facts: MediaFacts
) -> tuple[CoursePackage, str]:
    """The course, and the name that the file has in it. `head` are its first bytes, `size` all of them.

    Raises `PackageRefused` for a file that is not what its type says.
    """
    kind, ending, fits = _KINDS[content_type]
    name = _file_name(file_name, ending)
    if not fits(head):
        raise PackageRefused(f"{name} is no {kind} file, though its content type is {content_type}.")
    # The name of the file was seen to become the course's title, without its ending.
    title = facts.title or name[: -len(ending)]
    href = quote(name)
    language = facts.language or "en"
    media = MediaFile(content_type, language, facts.seconds)
    activity = Activity(
        "media", title, "SCO", href=href, description=facts.description, detail=StandardDetail(media=media)
    )
    package = CoursePackage(
        standard=Standard.MEDIA,
        identifier="media",
        title=title,
        launch_path=href,
        manifest_path=name,
        root=activity,
        metadata=Metadata(
            title=title,
            title_language=language,
            description=facts.description or "",
            description_language=language,
            duration=None if facts.seconds is None else f"PT{facts.seconds}S",
            languages=(language,),
        ),
        file_count=1,
        total_bytes=size,
    )
    return package, name


def _file_name(given: str, ending: str) -> str:
    """The last part of the caller's file name, without characters that file systems refuse, and with the right ending."""
    name = given.replace("\\", "/").rpartition("/")[2]
    name = "".join(character for character in name if character.isprintable()).strip(" .")
    stem = name[: -len(ending)] if name.lower().endswith(ending) else name
    while len(stem.encode(errors="replace")) > 200:
        stem = stem[:-1]
    return (stem.strip(" .") or "media") + ending
