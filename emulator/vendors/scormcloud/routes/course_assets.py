"""The files of courses, and courses as zip files."""

from typing import Any

from emulator.store.statement import Row
from emulator.vendors.call import Call
from emulator.vendors.scormcloud import course_assets
from emulator.vendors.scormcloud.file_answer import FileAnswer
from emulator.vendors.scormcloud.routing import routes


@routes.operation("getCourseAsset")
def get_asset(call: Call, course_id: str, relative_path: str) -> FileAnswer:
    return course_assets.find(call, course_id, None, relative_path)


@routes.operation("getCourseVersionAsset")
def get_version_asset(call: Call, course_id: str, version_id: int, relative_path: str) -> FileAnswer:
    return course_assets.find(call, course_id, version_id, relative_path)


@routes.operation("getCourseFileList")
def list_assets(call: Call, course_id: str) -> dict[str, list[Row]]:
    return course_assets.find_all(call, course_id, None)


@routes.operation("getCourseVersionFileList")
def list_version_assets(call: Call, course_id: str, version_id: int) -> dict[str, list[Row]]:
    return course_assets.find_all(call, course_id, version_id)


@routes.operation("uploadCourseAssetFile")
def upload_asset(call: Call, course_id: str, update_asset_policy: str, body: dict[str, Any]) -> dict[str, str]:
    return course_assets.upload(call, course_id, None, update_asset_policy, body)


@routes.operation("uploadCourseVersionAssetFile")
def upload_version_asset(
    call: Call, course_id: str, version_id: int, update_asset_policy: str, body: dict[str, Any]
) -> dict[str, str]:
    return course_assets.upload(call, course_id, version_id, update_asset_policy, body)


@routes.operation("importCourseAssetFile", before=course_assets.fetch_file)
def import_asset(call: Call, course_id: str, update_asset_policy: str, body: dict[str, Any]) -> dict[str, str]:
    return course_assets.put_fetched(call, course_id, None, update_asset_policy, body)


@routes.operation("importCourseVersionAssetFile", before=course_assets.fetch_file)
def import_version_asset(
    call: Call, course_id: str, version_id: int, update_asset_policy: str, body: dict[str, Any]
) -> dict[str, str]:
    return course_assets.put_fetched(call, course_id, version_id, update_asset_policy, body)


@routes.operation("deleteCourseAsset")
def delete_asset(call: Call, course_id: str, relative_path: str) -> None:
    course_assets.remove(call, course_id, None, relative_path)


@routes.operation("deleteCourseVersionAsset")
def delete_version_asset(call: Call, course_id: str, version_id: int, relative_path: str) -> None:
    course_assets.remove(call, course_id, version_id, relative_path)


@routes.operation("getCourseZip", before=course_assets.pack)
def get_zip(call: Call, course_id: str) -> FileAnswer:
    return course_assets.packed(call, course_id)


@routes.operation("getVersionedCourseZip", before=course_assets.pack)
def get_version_zip(call: Call, course_id: str, version_id: int) -> FileAnswer:
    return course_assets.packed(call, course_id)
