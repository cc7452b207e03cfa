import stat
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from emulator.courseware.package.archive import Archive, ArchiveLimits, human_size
from emulator.courseware.package.refused import PackageRefused
from tests.courseware.building import entry, patch_central_directory, zip_entries


def refusal(path: Path, limits: ArchiveLimits | None = None) -> str:
    """Why the archive is refused at opening, or at the latest when all of it is read."""
    with pytest.raises(PackageRefused) as caught:
        read_all(path, limits or ArchiveLimits())
    return caught.value.reason


def read_all(path: Path, limits: ArchiveLimits) -> None:
    with Archive(path, limits) as archive, tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(archive.names):
            archive.copy(name, Path(folder) / str(number))


def test_files_are_found_in_any_case_but_the_exact_one_wins(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("A/X.html", b"upper"), ("a/x.html", b"lower")])
    with Archive(path, ArchiveLimits()) as archive:
        assert archive.names == ["A/X.html", "a/x.html"]
        assert archive.find("a/x.html") == "a/x.html"
        assert archive.find("a/X.HTML") == "A/X.html"
        assert archive.find("a/y.html") is None
        assert archive.occurrences("A/x.html") == 2
        assert archive.read("a/x.html") == b"lower"


def test_backslashes_become_folders_and_folders_are_no_files(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("b\\c.txt", b"1"), ("d/", b""), ("e\\", b""), ("./", b"")])
    with Archive(path, ArchiveLimits()) as archive:
        assert archive.names == ["b/c.txt"]


def test_what_macos_adds_is_left_out(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"1"), ("__MACOSX/._a.txt", b"2")])
    with Archive(path, ArchiveLimits()) as archive:
        assert archive.names == ["a.txt"]


def test_of_repeated_names_the_last_counts(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"1")])
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as more:
        more.writestr("a.txt", b"2")
    with Archive(path, ArchiveLimits()) as archive:
        assert archive.read("a.txt") == b"2"
        assert archive.duplicates == ["a.txt"]


@pytest.mark.parametrize("name", ["../x", "/abs", "C:\\x", "a\\..\\..\\x", "a\x00b", "a\nb"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    assert "The archive has a file" in refusal(zip_entries(tmp_path / "a.zip", [(name, b"1")]))


@pytest.mark.parametrize(("mode", "word"), [(stat.S_IFLNK | 0o777, "symbolic link"), (stat.S_IFIFO | 0o644, "neither")])
def test_links_and_devices_are_refused(tmp_path: Path, mode: int, word: str) -> None:
    assert word in refusal(zip_entries(tmp_path / "a.zip", [(entry("link", mode), b"/etc/passwd")]))


def test_a_name_that_is_both_a_file_and_a_folder_is_refused(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a/b/c", b"1"), ("a", b"2")])
    assert refusal(path) == 'The archive has both a file and a folder called "a".'


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + b"x" * 500, b"PK\x05\x06"])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "not a zip archive" in refusal(path)


def test_a_zip_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole = zip_entries(tmp_path / "a.zip", [("a.txt", bytes(range(256)) * 40), ("b.txt", b"b" * 100)])
    data = whole.read_bytes()
    cut = tmp_path / "cut.zip"
    for length in range(0, len(data), 7):
        cut.write_bytes(data[:length])
        assert refusal(cut)


def test_a_damaged_zip_is_refused_or_read_whatever_byte_is_wrong(tmp_path: Path) -> None:
    whole = zip_entries(tmp_path / "a.zip", [("a.txt", b"some text, some text, some more"), ("b", b"2")])
    data = whole.read_bytes()
    damaged = tmp_path / "damaged.zip"
    refused = 0
    for position in range(len(data)):
        for flipped in (0x01, 0x80, 0xFF):
            damaged.write_bytes(data[:position] + bytes([data[position] ^ flipped]) + data[position + 1 :])
            try:
                with Archive(damaged, ArchiveLimits()) as archive:
                    for name in archive.names:
                        archive.read(name)
            except PackageRefused:
                refused += 1
    assert refused > len(data)


def test_an_empty_zip_is_refused(tmp_path: Path) -> None:
    assert refusal(zip_entries(tmp_path / "a.zip", [])) == "The archive is empty."


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"1")])
    patch_central_directory(path, 8, "<H", 0x1)
    assert "password" in refusal(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_other_methods_than_deflate_are_refused(tmp_path: Path, method: int) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"1")])
    patch_central_directory(path, 10, "<H", method)
    assert "method" in refusal(path)


@pytest.mark.parametrize("declared", [10, 99_999, 100_001])
def test_a_file_of_another_size_than_declared_is_refused(tmp_path: Path, declared: int) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"x" * 100_000)])
    patch_central_directory(path, 24, "<I", declared)
    assert "a.txt" in refusal(path)


def test_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"x")])
    patch_central_directory(path, 16, "<I", 1)
    assert refusal(path) == "a.txt in the archive is damaged and cannot be unpacked."


def bomb(path: Path, mebibytes: int, files: int = 1) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(files):
            with archive.open(f"zeros{number}.bin", "w") as out:
                for _ in range(mebibytes):
                    out.write(bytes(1024 * 1024))
    return path


def test_a_bomb_of_200_mib_of_zeros_is_refused_unopened(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.zip", 200)
    assert path.stat().st_size < 220_000
    assert "zip bomb" in refusal(path)


def test_a_bomb_of_many_small_files_is_refused(tmp_path: Path) -> None:
    assert "zip bomb" in refusal(bomb(tmp_path / "a.zip", 4, files=10))


def test_a_small_file_that_packs_well_is_fine(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("log.txt", b"the same line\n" * 500_000)])
    with Archive(path, ArchiveLimits()) as archive:
        assert archive.copy("log.txt", tmp_path / "log.txt") == 7_000_000


def test_the_declared_sizes_are_summed_up_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"x" * 5000), ("b.txt", b"y" * 5000)])
    limits = ArchiveLimits(max_total_bytes=9000)
    assert "more than 9,000 bytes" in refusal(path, limits)


def test_real_bytes_are_counted_while_copying(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("a.txt", b"x" * 5000)])
    with Archive(path, ArchiveLimits(max_total_bytes=9000)) as archive:
        archive.copy("a.txt", tmp_path / "1")
        with pytest.raises(PackageRefused, match="more than 9,000 bytes"):
            archive.copy("a.txt", tmp_path / "2")


def test_the_caps_name_themselves(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [(f"{n}.txt", b"x" * 2048) for n in range(4)])
    assert refusal(path, ArchiveLimits(max_files=3)) == "The archive has more than 3 entries."
    assert refusal(path, ArchiveLimits(max_file_bytes=1024)) == "0.txt is larger than 1 KiB."
    assert refusal(path, ArchiveLimits(max_total_bytes=4096)) == "The archive unpacks to more than 4 KiB."


def test_more_than_20_000_files_are_refused(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", ((f"{n}.txt", b"") for n in range(20_001)))
    assert refusal(path) == "The archive has more than 20,000 entries."


def test_a_manifest_too_large_is_not_read(tmp_path: Path) -> None:
    path = zip_entries(tmp_path / "a.zip", [("m.xml", b"x" * 2000)])
    limits = ArchiveLimits(max_manifest_bytes=1024)
    with (
        Archive(path, limits) as archive,
        pytest.raises(PackageRefused, match=r"m\.xml is larger than 1 KiB"),
    ):
        archive.read("m.xml")


def test_a_large_file_is_never_in_memory_whole(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.zip", 24)
    with Archive(path, ArchiveLimits()) as archive:
        tracemalloc.start()
        archive.copy("zeros0.bin", tmp_path / "out")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_sizes_are_told_in_the_unit_that_fits() -> None:
    assert [human_size(n) for n in (4 << 30, 3 << 20, 1024, 1500)] == [
        "4 GiB",
        "3 MiB",
        "1 KiB",
        "1,500 bytes",
    ]
