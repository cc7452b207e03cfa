"""Files: what is discarded is gone at once and deleted later."""

import os
from pathlib import Path

from emulator.store.files import DAY, Files, PackageLimits
from emulator.store.sharing import _share

LIMITS = PackageLimits(1, 1, 1)


def test_a_discarded_folder_is_out_of_the_way_at_once_and_deleted_later(tmp_path: Path) -> None:
    files = Files(tmp_path, LIMITS)
    folder = files.sandbox("a", 1)
    (folder / "x").write_text("x")
    files.discard(folder)
    assert not folder.exists()
    assert [path.name for path in files.trash.rglob("x")] == ["x"]
    files.empty_trash()
    assert list(files.trash.iterdir()) == []
    files.discard(folder)


def test_bodies_that_never_arrived_are_dropped_at_the_next_start(tmp_path: Path) -> None:
    files = Files(tmp_path, LIMITS)
    one, two = files.new_upload(), files.new_upload()
    assert one != two
    (one / "part-1").write_text("half")
    files.clear_uploads()
    assert list(files.uploads.iterdir()) == []


def test_what_cannot_be_moved_aside_is_deleted_at_once(tmp_path: Path) -> None:
    files = Files(tmp_path, LIMITS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sandboxes", "trash", "uploads"]
    folder = files.sandbox("a", 1)
    (folder / "x").write_text("x")
    (folder / "link").symlink_to(folder / "sub", target_is_directory=True)
    (folder / "sub").mkdir()
    files.trash.rmdir()  # stands for a disk that has no room for another folder
    files.discard(folder / "x")
    assert not (folder / "x").exists()
    files.discard(folder / "link")  # no link to a folder is ever deleted, and that is no error
    files.discard(folder)
    assert not folder.exists()


def test_bodies_of_a_process_that_was_killed_are_dropped_while_others_receive_theirs(tmp_path: Path) -> None:
    files = Files(tmp_path, LIMITS)
    own, elsewhere = files.new_upload(), files.uploads / "othermachine-4194305-x"
    dead = files.uploads / own.name.replace(f"-{os.getpid()}-", "-4194305-")  # no process has such a number
    for each in (elsewhere, dead):
        each.mkdir()
    now = elsewhere.stat().st_mtime
    files.clear_uploads_of_the_dead(now)
    assert set(files.uploads.iterdir()) == {own, elsewhere}
    (elsewhere / "body").write_text("x")
    os.utime(elsewhere, (now - 2 * DAY, now - 2 * DAY))
    files.clear_uploads_of_the_dead(now)  # it is being added to
    assert elsewhere.exists()
    (elsewhere / "moved").symlink_to("away")  # stands for a file that its owner takes away while it is looked at
    files.clear_uploads_of_the_dead(now)
    assert elsewhere.exists()
    (elsewhere / "moved").unlink()
    files.clear_uploads_of_the_dead(now + 2 * DAY)
    assert set(files.uploads.iterdir()) == {own}


def test_a_folder_that_was_not_there_when_it_was_looked_at_is_shared_as_a_folder(tmp_path: Path) -> None:
    """As that of a job which is committed while a fork links the files of its sandbox."""
    source, target = tmp_path / "jobs" / "1", tmp_path / "copy"
    was_folder = source.is_dir()
    (source / "content").mkdir(parents=True)
    (source / "content" / "index.html").write_text("x")
    _share(str(source), str(target), was_folder)
    assert (target / "content" / "index.html").samefile(source / "content" / "index.html")
