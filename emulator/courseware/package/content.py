"""The files of a package below its root: the folder that its manifest lies in."""

from pathlib import Path

from emulator.courseware.package.archive import Archive
from emulator.courseware.package.refused import PackageRefused


class PackageContent:
    """The part of an archive that is the course. All paths are relative to the course's root.

    `manifest_path` is the manifest as the archive spells it; `folder` is the root inside the archive,
    empty or ending in a slash.
    """

    def __init__(self, archive: Archive, folder: str, manifest_path: str) -> None:
        self.archive = archive
        self.folder = folder
        self.manifest_path = manifest_path
        self.paths = [name.removeprefix(folder) for name in archive.names if name.startswith(folder)]

    @property
    def total_bytes(self) -> int:
        """The unpacked size that the files declare; extracting verifies it."""
        return sum(self.archive.declared_bytes(self.folder + path) for path in self.paths)

    def find(self, path: str) -> str | None:
        """The file at `path`, upper and lower case as the archive has them; None if it is not there."""
        name = self.archive.find(self.folder + path)
        # A folder of the same name in other case is not below our root.
        return name.removeprefix(self.folder) if name and name.startswith(self.folder) else None

    def read(self, path: str) -> bytes:
        """A small file whole."""
        return self.archive.read(self.folder + path)

    def warnings(self) -> list[str]:
        """Warnings about the archive itself."""
        found = []
        if self.folder:
            found.append(
                f'{self.manifest_path} lies in the folder "{self.folder[:-1]}", which was taken as the '
                "package's root; many platforms want it at the root of the archive."
            )
        for name in self.archive.duplicates[:10]:
            found.append(f"{name} is in the archive more than once; the last one is used.")  # noqa: PERF401
        return found

    def extract(self, into: Path) -> None:
        """Writes every file below `into`, an existing empty folder of ours."""
        made: set[Path] = {into}
        for path in self.paths:
            target = into / path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            self.archive.copy(self.folder + path, target)


def locate(archive: Archive, manifest: str) -> PackageContent | None:
    """The course whose manifest file is called `manifest`, in any case; None if there is no manifest.

    The manifest belongs at the root. An archive with a single folder that holds the course (made by zipping the folder
    instead of its content) is accepted, as most platforms do. Two manifests are refused: platforms disagree on which one
    counts, so a test would prove nothing.
    """
    folder = "" if archive.find(manifest) else _only_folder(archive.names)
    while folder is not None:
        name = archive.find(folder + manifest)
        if name is not None:
            if archive.occurrences(name) > 1:
                raise PackageRefused(f"The archive has {manifest} more than once.")
            return PackageContent(archive, folder, name[len(folder) :])
        folder = _only_folder(archive.names, folder)
    return None


def locate_kind(archive: Archive, ending: str) -> PackageContent | None:
    """The course whose main file's name ends in `ending` (lower case), by the same rules; None when there is none."""
    folder: str | None = ""
    while folder is not None:
        found = [name for name in archive.names if _lies_in(name, folder) and name.lower().endswith(ending)]
        if len(found) > 1:
            raise PackageRefused(f"The archive has more than one {ending} file: {found[0]} and {found[1]}.")
        if found:
            return PackageContent(archive, folder, found[0][len(folder) :])
        folder = _only_folder(archive.names, folder)
    return None


def _lies_in(name: str, folder: str) -> bool:
    return name.startswith(folder) and "/" not in name[len(folder) :]


def _only_folder(names: list[str], below: str = "") -> str | None:
    """The only folder below `below` that contains everything, with a slash at its end."""
    first = names[0].removeprefix(below)
    if "/" not in first:
        return None
    folder = below + first.partition("/")[0] + "/"
    return folder if all(name.startswith(folder) for name in names) else None
