"""Builds course packages for tests, sound ones and hostile ones."""

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

NAMESPACES_12 = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
)
NAMESPACES_2004 = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
)
ONE_ITEM = '<item identifier="I1" identifierref="R1"><title>One</title></item>'
ONE_RESOURCE = (
    '<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="index.html">'
    '<file href="index.html"/></resource>'
)


def organization(items: str = ONE_ITEM, title: str = "Tiny") -> str:
    """The organizations element with one organization, O1."""
    return (
        f'<organizations default="O1"><organization identifier="O1"><title>{title}</title>'
        f"{items}</organization></organizations>"
    )


def manifest(
    organizations: str | None = None,
    resources: str = ONE_RESOURCE,
    *,
    version: str | None = "1.2",
    namespaces: str = NAMESPACES_12,
    metadata: str = "",
    attributes: str = 'identifier="M1"',
    after: str = "",
    declaration: str = "",
) -> str:
    """An imsmanifest.xml, SCORM 1.2 with one SCO if nothing else is said."""
    schema = f"<schemaversion>{version}</schemaversion>" if version is not None else ""
    return (
        f"{declaration}<manifest {attributes} {namespaces}>"
        f"<metadata><schema>ADL SCORM</schema>{schema}{metadata}</metadata>"
        f"{organization() if organizations is None else organizations}"
        f"<resources>{resources}</resources>{after}</manifest>"
    )


def manifest_2004(organizations: str, *, version: str | None = "2004 4th Edition", after: str = "") -> str:
    """The same with SCORM 2004's namespaces."""
    return manifest(organizations, version=version, namespaces=NAMESPACES_2004, after=after)


def entry(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    """A zip entry whose name is written exactly as given."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def zip_entries(path: Path, entries: Iterable[tuple[zipfile.ZipInfo | str, bytes]]) -> Path:
    """A zip of these entries in this order, the same name more than once if so given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(entry(name) if isinstance(name, str) else name, data)
    return path


def package(folder: Path, manifest_file: str | bytes | None = None, files: Mapping[str, bytes] | None = None) -> Path:
    """package.zip in `folder`: the manifest and index.html, and what `files` adds or replaces."""
    text = manifest() if manifest_file is None else manifest_file
    content: dict[str, bytes] = {
        "imsmanifest.xml": text.encode() if isinstance(text, str) else text,
        "index.html": b"<!doctype html><title>One</title>",
        **(files or {}),
    }
    return zip_entries(folder / "package.zip", content.items())


def patch_central_directory(path: Path, offset: int, layout: str, value: int) -> None:
    """Overwrites a field of the first entry in the central directory (signature at offset 0)."""
    data = bytearray(path.read_bytes())
    struct.pack_into(layout, data, data.index(b"PK\x01\x02") + offset, value)
    path.write_bytes(data)
