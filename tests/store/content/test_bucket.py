"""Files of courses in a bucket of a real object store's stand-in: moto's server. What clients see is the same as with a folder."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest

from emulator.courseware.samples import build_sample
from emulator.house import House
from emulator.settings import load_settings
from emulator.upkeep.data_folder import DataFolderError
from tests.running import running
from tests.store.content.object_store import Store, object_store, refusing
from tests.vendors.scormcloud.calling import ScormCloudClient, refusal
from tests.world import World
from tests.worlds import forking

ASSET = "shared/course.css"
pause = Event().wait


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with object_store("courses") as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.environment().items():
            patch.setenv(name, value)
        yield found


@pytest.fixture(scope="module")
def root(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("bucket")
    with running(folder, files_url="s3://courses/team", job_mode="instant") as (root, _):
        yield root


@pytest.fixture
def cloud(root: str, request: pytest.FixtureRequest) -> Iterator[ScormCloudClient]:
    with httpx.Client(timeout=60) as client:
        world = World(root, request.node.name.replace("_", "-")[-30:].strip("-"), client)
        yield ScormCloudClient(world)
        client.delete(f"{root}/_emulator/sandboxes/{world.name}")


def content_url(cloud: ScormCloudClient) -> str:
    cloud.register("R1")
    link = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"}).json()[
        "launchLink"
    ]
    key = cloud.world.client.get(link, follow_redirects=False).headers["location"].rstrip("/").rpartition("/")[2]
    return f"{cloud.world.root}/content/{key}"


def css(cloud: ScormCloudClient) -> bytes:
    return cloud.call("GET", "/courses/C1/asset", params={"relativePath": ASSET}).content


def put_css(cloud: ScormCloudClient, text: bytes) -> httpx.Response:
    return cloud.call("POST", "/courses/C1/asset/upload", files={"file": ("x", text)}, data={"destination": ASSET})


def until_left(store: Store, count: int) -> list[str]:
    while len(found := store.keys("courses/team/")) != count:
        pause(0.05)
    return found


def test_a_course_is_played_changed_forked_exported_and_deleted(
    store: Store, root: str, cloud: ScormCloudClient
) -> None:
    world = cloud.world
    assert cloud.upload("C1").status_code == 200
    names = [each["path"] for each in cloud.get("/courses/C1/asset/list")["files"]]
    with zipfile.ZipFile(io.BytesIO(build_sample("scorm12-minimal.zip"))) as archive:
        assert names == sorted(archive.namelist())
        original = archive.read(ASSET)

    url = content_url(cloud)
    whole = world.client.get(f"{url}/{ASSET.upper()}")
    assert (whole.content, whole.headers["content-type"]) == (original, "text/css")
    part = world.client.get(f"{url}/{ASSET}", headers={"Range": "bytes=3-7"})
    assert (part.status_code, part.content) == (206, original[3:8])
    known = {"If-None-Match": whole.headers["etag"]}
    assert world.client.get(f"{url}/{ASSET}", headers=known).status_code == 304
    assert world.client.head(f"{url}/{ASSET}").headers["content-length"] == str(len(original))
    missing = world.client.get(f"{url}/nothing.css")
    assert (missing.status_code, missing.text) == (404, "The course has no such file.\n")

    objects = len(store.keys("courses/team/"))
    fork = ScormCloudClient(forking.fork(world))
    assert len(store.keys("courses/team/")) <= objects  # shared, not copied; the upload may be gone by now
    assert put_css(cloud, b"new").status_code == 200
    assert (css(cloud), css(fork)) == (b"new", original)
    in_the_way = cloud.call(
        "POST", "/courses/C1/asset/upload", files={"file": ("x", b"y")}, data={"destination": "shared"}
    )
    assert "names a folder of the course" in refusal(in_the_way, 400)
    with zipfile.ZipFile(io.BytesIO(cloud.call("GET", "/courses/C1/zip").content)) as archive:
        assert archive.read(ASSET) == b"new"

    exported = world.client.get(f"{world.root}/_emulator/export")
    assert exported.status_code == 200, exported.text
    world.control("POST", "reset")
    assert css(fork) == original
    world.client.delete(f"{root}/_emulator/sandboxes/{fork.world.name}")
    assert until_left(store, 1) == ["owner"]

    imported = world.client.post(f"{world.root}/_emulator/import?replace=true", content=exported.content)
    assert imported.status_code == 201, imported.text
    assert css(cloud) == b"new"
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    assert until_left(store, 1) == ["owner"]


def test_while_the_store_is_gone_nothing_is_half_written_and_all_goes_on_after_it(
    store: Store, root: str, cloud: ScormCloudClient
) -> None:
    assert cloud.upload("C1").status_code == 200
    url, before = content_url(cloud), css(cloud)
    store.stop()
    try:
        gone = put_css(cloud, b"new")
        assert gone.status_code >= 500
        assert "cannot be reached" in gone.headers["x-emulator-hint"]
        page = cloud.world.client.get(f"{url}/{ASSET}")
        assert (page.status_code, "Nothing can be kept" in page.text) == (507, True)
        ready = cloud.world.client.get(f"{root}/_emulator/ready")
        assert (ready.status_code, "object store" in ready.text) == (503, True)
        assert cloud.get("/courses/C1")["title"]  # rows are there
    finally:
        store.start_again()
    while cloud.world.client.get(f"{root}/_emulator/ready").status_code != 200:
        pause(0.05)
    assert css(cloud) == before
    assert cloud.upload("C2").status_code == 200


def test_while_the_store_refuses_to_store_the_vendor_says_so_and_the_server_is_not_ready(
    store: Store, root: str, cloud: ScormCloudClient
) -> None:
    assert cloud.upload("C1").status_code == 200
    before = css(cloud)
    store.stop()
    try:
        with refusing(store.port):
            refused = put_css(cloud, b"new")
            assert refused.status_code >= 500
            assert "refuses to store objects (AccessDenied)" in refused.headers["x-emulator-hint"]
            assert "refuses to store" in cloud.world.client.get(f"{root}/_emulator/ready").json()["reason"]
    finally:
        store.start_again()
    while cloud.world.client.get(f"{root}/_emulator/ready").status_code != 200:
        pause(0.05)
    assert css(cloud) == before


@pytest.mark.sqlite  # whose file is where the rows are
def test_a_start_says_in_a_sentence_why_files_cannot_be_kept(store: Store, root: str, tmp_path: Path) -> None:
    def refused(url: str | None) -> str:
        house = House(load_settings(data=tmp_path, files_url=url))
        with pytest.raises(DataFolderError) as why:
            house.open()
        return str(why.value)

    files = tmp_path / "files/sandboxes/default/1/jobs"
    files.mkdir(parents=True)
    assert "export the sandboxes without it" in refused("s3://courses/own")
    files.rmdir()
    assert "has no bucket nowhere" in refused("s3://nowhere/x")
    assert "has the files of another database" in refused("s3://courses/team")
    for given, words in (
        ({"reads": True}, "refuses to store objects (AccessDenied)"),
        ({"code": "InvalidAccessKeyId"}, "refuses to read objects (InvalidAccessKeyId)"),
    ):
        with refusing(**given) as url, pytest.MonkeyPatch.context() as patch:
            patch.setenv("AWS_ENDPOINT_URL", url)
            assert words in refused("s3://courses/own")
    with running(tmp_path, files_url="s3://courses/own"):
        pass
    assert "EMULATOR_FILES_URL has to say which" in refused(None)


def test_what_a_killed_process_left_is_swept_once_it_is_old(store: Store, tmp_path: Path) -> None:
    young, old = "own2/29990101T000000-x/0", "own2/20200101T000000-x/0"
    for key in (young, old):
        store.client.put_object(Bucket="courses", Key=key, Body=b"left")
    with running(tmp_path, files_url="s3://courses/own2"):
        assert store.keys("courses/own2/") == [young.removeprefix("own2/"), "owner"]
