"""What an import does with the files of its job."""

from pathlib import Path
from typing import Any, cast

from emulator.courseware.importing import packages
from emulator.store.files import Files, PackageLimits


class Step:
    """The files, by which a job's step discards some."""

    def __init__(self, files: Files) -> None:
        self.world = self
        self.files = files


def test_what_is_beside_the_content_goes_and_a_folder_that_a_reset_has_taken_away_is_no_error(tmp_path: Path) -> None:
    job = tmp_path / "jobs" / "1"
    for name in ("content", ".importing-x"):
        (job / name).mkdir(parents=True)
    (job / "archive").touch()
    step = cast("Any", Step(Files(tmp_path / "files", PackageLimits(1, 1, 1))))
    packages._discard_beside(step, job / "content")
    assert [path.name for path in job.iterdir()] == ["content"]
    (job / "content").rmdir()
    job.rmdir()
    packages._discard_beside(step, job / "content")
