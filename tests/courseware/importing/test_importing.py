from pathlib import Path

import pytest

from emulator.courseware.importing.importing import import_package
from emulator.courseware.package.archive import ArchiveLimits
from emulator.courseware.package.refused import PackageRefused
from tests.courseware.building import manifest, package, patch_central_directory, zip_entries


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_content_lies_in_the_folder_under_its_normalised_names(tmp_path: Path) -> None:
    path = package(tmp_path, files={"pictures\\one.png": b"png", "empty/": b""})
    course = import_package(path, tmp_path / "courses" / "c1")
    assert tree(tmp_path / "courses") == {
        "c1/imsmanifest.xml": manifest().encode(),
        "c1/index.html": b"<!doctype html><title>One</title>",
        "c1/pictures/one.png": b"png",
    }
    assert course.file_count == 3
    assert course.total_bytes == sum(len(data) for data in tree(tmp_path / "courses").values())


def test_the_folder_of_the_manifest_is_the_root(tmp_path: Path) -> None:
    files = {"course/imsmanifest.xml": manifest().encode(), "course/index.html": b"x"}
    course = import_package(zip_entries(tmp_path / "a.zip", files.items()), tmp_path / "c1")
    assert sorted(tree(tmp_path / "c1")) == ["imsmanifest.xml", "index.html"]
    assert (tmp_path / "c1" / course.manifest_path).is_file()


def test_a_folder_that_is_there_is_never_replaced_as_a_row_may_refer_to_it(tmp_path: Path) -> None:
    into = tmp_path / "courses" / "c1"
    into.mkdir(parents=True)
    (into / "kept.html").write_text("kept")
    with pytest.raises(FileExistsError, match="c1"):
        import_package(package(tmp_path), into)
    assert tree(tmp_path / "courses") == {"c1/kept.html": b"kept"}


@pytest.mark.parametrize("kind", ["damaged", "over the limit", "no manifest"])
def test_a_refused_package_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    path = package(tmp_path, files={"z.bin": b"z" * 5000})
    limits = ArchiveLimits()
    if kind == "damaged":
        data = path.read_bytes()
        path.write_bytes(data.replace(b"z.bin", b"y.bin", 1))
    elif kind == "over the limit":
        limits = ArchiveLimits(max_total_bytes=5000)
    else:
        zip_entries(path, [("index.html", b"x")])
    courses = tmp_path / "courses"
    courses.mkdir()
    with pytest.raises(PackageRefused):
        import_package(path, courses / "c1", limits)
    assert list(courses.iterdir()) == []


def test_a_file_damaged_behind_the_manifest_is_named(tmp_path: Path) -> None:
    path = package(tmp_path)
    patch_central_directory(path, 24, "<I", len(manifest()) + 1)
    with pytest.raises(PackageRefused, match=r"imsmanifest\.xml"):
        import_package(path, tmp_path / "c1")
    assert not (tmp_path / "c1").exists()


def test_a_full_disk_is_not_the_packages_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    path = package(tmp_path)
    monkeypatch.setattr("emulator.courseware.package.content.PackageContent.extract", full)
    with pytest.raises(OSError, match="No space left"):
        import_package(path, tmp_path / "courses" / "c1")
    assert list((tmp_path / "courses").iterdir()) == []


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "C:\\evil.txt", "a\\..\\..\\evil.txt"])
def test_nothing_is_ever_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    path = package(tmp_path, files={name: b"evil"})
    with pytest.raises(PackageRefused):
        import_package(path, tmp_path / "courses" / "c1")
    assert [each.name for each in tmp_path.iterdir()] == ["package.zip"]
