"""Files: what is discarded is gone at once and deleted later."""

from pathlib import Path

from emulator.store.files import Files, Limits

LIMITS = Limits(1, 1, 1)


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
