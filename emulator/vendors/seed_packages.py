"""The course packages of seed documents, the same for every vendor: a sample, or a zip beside the seed file."""

from functools import partial
from pathlib import Path

from emulator.contract.reading import InputProblem
from emulator.courseware.importing.packages import store_package
from emulator.courseware.package.archive import ArchiveLimits
from emulator.courseware.package.package import CoursePackage
from emulator.courseware.package.refused import PackageRefused
from emulator.courseware.samples import build_sample, sample_names
from emulator.sandbox.world import World


def store(
    world: World, sample: str | None, package: str | None, where: str, members: tuple[str, str] = ("sample", "package")
) -> tuple[CoursePackage, str]:
    """Unpack and store a sample or a package; returns it with its row's id. Raises `InputProblem`.

    `package` is the path of a zip, relative to the folder of the seed file. A document that came over HTTP has no such folder: a client
    must not read files of the server. `members` are the names of the two in the vendor's section.
    """
    if sample is not None and package is not None:
        raise InputProblem(where, f"has {members[0]} and {members[1]}, of which there can be one")
    here = f"{where}.{members[0] if package is None else members[1]}"
    folder = (
        world.files.sandbox(world.sandbox.name, world.sandbox.generation) / "seeded" / str(world.ids.number("seeded"))
    )
    folder.parent.mkdir(exist_ok=True)
    world.work.remove_if_undone(partial(world.files.discard, folder))
    world.files.discard(folder)  # of a process that was killed before its COMMIT
    if package is not None:
        return _imported(world, _beside(world, package, here), folder, here)
    archive = folder.with_suffix(".zip")
    archive.write_bytes(_sample(sample or "", here))
    try:
        return _imported(world, archive, folder, here)
    finally:
        archive.unlink()


def _imported(world: World, archive: Path, folder: Path, where: str) -> tuple[CoursePackage, str]:
    from emulator.courseware.importing.importing import import_package  # with all readers and the XML library

    try:
        found = import_package(archive, folder, ArchiveLimits(max_total_bytes=world.files.limits.unpacked_bytes))
    except PackageRefused as refused:
        raise InputProblem(where, refused.reason) from None
    except OSError as error:
        raise InputProblem(where, f"cannot be read: {error.strerror}") from None
    place = folder.relative_to(world.sandbox.folder()).as_posix()
    return found, store_package(world.work, world.sandbox, found, place, world.files.store.put(folder))


def _sample(name: str, where: str) -> bytes:
    try:
        return build_sample(name)
    except LookupError:
        known = ", ".join(sample.name for sample in sample_names())
        raise InputProblem(where, f"names a sample that is not one of {known}") from None


def _beside(world: World, package: str, where: str) -> Path:
    if world.beside is None:
        raise InputProblem(
            where, "can be in a seed file alone (serve --seed FILE), since it is a path beside that file"
        )
    try:
        path = world.beside / package
        found = path.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        raise InputProblem(where, "is not the path of a file, from the folder of the seed file on")
    return path
