"""The files of courses, and courses as zip files."""

from pathlib import Path

from emulator.sandbox.world import World
from emulator.vendors.router import before
from emulator.vendors.scormcloud.courses import course_assets
from emulator.vendors.scormcloud.routing import router
from emulator.vendors.scormcloud.rows import Row
from emulator.vendors.scormcloud.wire.file_answer import FileAnswer


@router.get("/courses/{courseId}/asset", status_code=200)
def get_course_asset(world: World, course_id: str, relative_path: str) -> FileAnswer:
    return course_assets.find(world, course_id, None, relative_path)


@router.get("/courses/{courseId}/versions/{versionId}/asset", status_code=200)
def get_course_version_asset(world: World, course_id: str, version_id: int, relative_path: str) -> FileAnswer:
    return course_assets.find(world, course_id, version_id, relative_path)


@router.get("/courses/{courseId}/asset/list", status_code=200)
def get_course_file_list(world: World, course_id: str) -> dict[str, list[Row]]:
    return course_assets.find_all(world, course_id, None)


@router.get("/courses/{courseId}/versions/{versionId}/asset/list", status_code=200)
def get_course_version_file_list(world: World, course_id: str, version_id: int) -> dict[str, list[Row]]:
    return course_assets.find_all(world, course_id, version_id)


@router.post("/courses/{courseId}/asset/upload", status_code=200)
def upload_course_asset_file(world: World, course_id: str, update_asset_policy: str, body: Row) -> dict[str, str]:
    return course_assets.upload(world, course_id, None, update_asset_policy, body)


@router.post("/courses/{courseId}/versions/{versionId}/asset/upload", status_code=200)
def upload_course_version_asset_file(
    world: World, course_id: str, version_id: int, update_asset_policy: str, body: Row
) -> dict[str, str]:
    return course_assets.upload(world, course_id, version_id, update_asset_policy, body)


@router.post("/courses/{courseId}/asset", status_code=200)
@before(course_assets.fetch_file)
def import_course_asset_file(
    world: World, course_id: str, update_asset_policy: str, body: Row, file: Path
) -> dict[str, str]:
    return course_assets.put_fetched(world, course_id, None, update_asset_policy, body, file)


@router.post("/courses/{courseId}/versions/{versionId}/asset", status_code=200)
@before(course_assets.fetch_file)
def import_course_version_asset_file(
    world: World, course_id: str, version_id: int, update_asset_policy: str, body: Row, file: Path
) -> dict[str, str]:
    return course_assets.put_fetched(world, course_id, version_id, update_asset_policy, body, file)


@router.delete("/courses/{courseId}/asset", status_code=204)
def delete_course_asset(world: World, course_id: str, relative_path: str) -> None:
    course_assets.remove(world, course_id, None, relative_path)


@router.delete("/courses/{courseId}/versions/{versionId}/asset", status_code=204)
def delete_course_version_asset(world: World, course_id: str, version_id: int, relative_path: str) -> None:
    course_assets.remove(world, course_id, version_id, relative_path)


@router.get("/courses/{courseId}/zip", status_code=200)
@before(course_assets.pack)
def get_course_zip(world: World, course_id: str, file: Path) -> FileAnswer:
    return course_assets.packed(course_id, file)


@router.get("/courses/{courseId}/versions/{versionId}/zip", status_code=200)
@before(course_assets.pack)
def get_versioned_course_zip(world: World, course_id: str, version_id: int, file: Path) -> FileAnswer:
    return course_assets.packed(course_id, file)
