"""The files of a course. Without a version, those of the latest version (documented by the client)."""

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select

from emulator.courseware.importing.fetching import FetchFailedError, fetch
from emulator.courseware.package import assets
from emulator.courseware.package.assets import BadAssetPathError
from emulator.courseware.tables import StoredPackage
from emulator.sandbox.world import World
from emulator.store.content.contents import Contents, NameTakenError
from emulator.vendors.scormcloud.courses import courses
from emulator.vendors.scormcloud.errors import AssetAlreadyExists, AssetMissing, AssetNotFound, BadRequest
from emulator.vendors.scormcloud.rows import Row, Statement
from emulator.vendors.scormcloud.tables import ScormCloudAsset
from emulator.vendors.scormcloud.wire.file_answer import FileAnswer

ARCHIVE, FETCHED = "course.zip", "fetched"
MANIFEST = "imsmanifest.xml"
MANIFEST_READ = (
    "the manifest was read when the course was imported; changing it does not change the course's activities"
)

_CHANGED = Statement(
    select(ScormCloudAsset.path, ScormCloudAsset.modified).where(
        ScormCloudAsset.app_id == bindparam("app_id"),
        ScormCloudAsset.course_id == bindparam("course_id"),
        ScormCloudAsset.version == bindparam("version"),
    )
)


def find(world: World, course_id: str, version: int | None, relative_path: str) -> FileAnswer:
    """A file. 404 if it does not exist."""
    name = _name(relative_path, "relativePath")
    found = _contents(world, _version(world, course_id, version)).find(name)
    if found is None:
        raise AssetNotFound(path=relative_path)
    return FileAnswer(found.body, name.rpartition("/")[2])


def find_all(world: World, course_id: str, version: int | None) -> dict[str, list[Row]]:
    """Every file, by name. The modification time of a file of the package is that of the import."""
    row = _version(world, course_id, version)
    changed = {asset["path"]: asset["modified"] for asset in world.work.all(_CHANGED, **_key(row))}
    listed = _contents(world, row).listed()
    return {
        "files": [
            {"path": each.name, "size": each.size, "modified": changed.get(each.name, row["created"])}
            for each in listed
        ]
    }


def upload(world: World, course_id: str, version: int | None, policy: str, body: Row) -> dict[str, str]:
    """Put an uploaded file into the course; 400 if there is none (inferred: the client calls it optional)."""
    if body["file"] is None:
        raise BadRequest(why="file: is required", hint="the part of the multipart body must be called file")
    return _put(world, course_id, version, policy, body["destination"], body["file"].path)


async def fetch_file(
    world: World, course_id: str, update_asset_policy: str, body: Row, version_id: int | None = None
) -> Path:
    """Download the file for the course after checking that it is allowed; returns its path. 400 if it cannot be fetched (inferred)."""
    _check(world, course_id, version_id, update_asset_policy, body["destination"])
    path = world.new_folder() / FETCHED
    try:
        await fetch(world.sandbox.outgoing, body["fetch_url"], path, world.files.limits)
    except FetchFailedError as error:
        raise BadRequest(why=f"body.fetchUrl: {error.reason}") from None
    return path


def put_fetched(
    world: World, course_id: str, version: int | None, policy: str, body: Row, file: Path
) -> dict[str, str]:
    """Put the file that `fetch_file` downloaded into the course."""
    return _put(world, course_id, version, policy, body["destination"], file)


def remove(world: World, course_id: str, version: int | None, relative_path: str) -> None:
    """Delete a file of the course. 404 if it does not exist (inferred)."""
    name = _name(relative_path, "relativePath")
    row = _version(world, course_id, version)
    contents = _contents(world, row)
    if contents.find(name) is None:
        raise AssetNotFound(path=relative_path)
    world.work.delete(ScormCloudAsset, **_key(row), path=name)
    _hint_at_manifest(world, name)
    contents.remove(_number(world), name)


async def pack(world: World, course_id: str, version_id: int | None = None) -> Path:
    """Pack the course as it is now into a temporary file, deleted when the answer has been sent; returns its path."""
    listed = _contents(world, _version(world, course_id, version_id)).listed()
    archive = world.new_folder() / ARCHIVE
    await asyncio.to_thread(assets.pack_assets, listed, archive)
    return archive


def packed(course_id: str, archive: Path) -> FileAnswer:
    """The archive that `pack` made. Its name is inferred."""
    return FileAnswer(archive, f"{course_id}.zip")


def _put(
    world: World, course_id: str, version: int | None, policy: str, destination: str, source: Path
) -> dict[str, str]:
    row, name = _check(world, course_id, version, policy, destination)
    key = {**_key(row), "path": name}
    world.work.delete(ScormCloudAsset, **key)
    world.work.insert(ScormCloudAsset, {**key, "modified": world.now()})
    _hint_at_manifest(world, name)
    try:
        _contents(world, row).replace(_number(world), name, source)
    except NameTakenError as error:
        raise BadRequest(why=f"destination: {error}") from None
    return {"filename": name.rpartition("/")[2], "destination": destination}


def _check(world: World, course_id: str, version: int | None, policy: str, destination: str) -> tuple[Row, str]:
    row, name = _version(world, course_id, version), _name(destination, "destination")
    there = _contents(world, row).will_be_there(name)
    if policy == "reject" and there:
        raise AssetAlreadyExists(path=destination)
    if policy == "strict" and not there:
        raise AssetMissing(path=destination)
    return row, name


def _number(world: World) -> int:
    return world.ids.number("file_change")


def _version(world: World, course_id: str, version: int | None) -> Row:
    if version is None:
        version = courses.find_row(world, course_id)["version"]
    return courses.find_version_row(world, course_id, version)


def _contents(world: World, version: Row) -> Contents:
    package = world.work.get(StoredPackage, id=version["package_id"])
    assert package is not None
    return assets.contents_of(world, package)


def _name(raw: str, where: str) -> str:
    try:
        return assets.asset_name(raw)
    except BadAssetPathError as error:
        raise BadRequest(why=f"{where}: {error}") from None


def _key(version: Row) -> dict[str, Any]:
    return {name: version[name] for name in ("app_id", "course_id", "version")}


def _hint_at_manifest(world: World, name: str) -> None:
    if name.lower() == MANIFEST:
        world.hint(MANIFEST_READ)
