"""Files that several sandboxes share: each has a hard link of its own, so the file system counts them, and nothing is copied.

Therefore nothing may write into a file of a sandbox: it is put in place of another, or removed (emulator/store/file_changes.py).
"""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

NO_LINK = (errno.EMLINK, errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP)


def share(source: Path, target: Path, without: str | None = None) -> None:
    """Let `target` have what `source` has, a file or a folder, but nothing whose name begins with `without`.

    What is gone meanwhile is left out: who asks knows whether it had to be there.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _share(str(source), str(target), source.is_dir(), without)


def _share(source: str, target: str, is_folder: bool, without: str | None) -> None:
    # Paths are texts here: a world has thousands of files, and a Path costs as much as the link.
    with suppress(FileNotFoundError):
        if not is_folder:
            _link(source, target)
            return
        with os.scandir(source) as entries:
            with suppress(FileExistsError):
                os.mkdir(target)
            for entry in entries:
                if without is None or not entry.name.startswith(without):
                    _share(entry.path, f"{target}/{entry.name}", entry.is_dir(), without)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINK:
            raise
        shutil.copyfile(source, target)  # a disk without links, or one file with as many as it can have
