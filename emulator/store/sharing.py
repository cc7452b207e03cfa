"""Files that several sandboxes share by hard links, so that nothing is copied and the file system counts the uses.

Therefore a sandbox's file must never be written to: it is replaced or removed (emulator/store/file_changes.py).
"""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

NO_LINK = (errno.EMLINK, errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP)


def share(source: Path, target: Path) -> None:
    """Link the file or folder `source` to `target`. Files that disappear meanwhile are left out; the caller knows which ones it needs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _share(str(source), str(target), source.is_dir())


def _share(source: str, target: str, is_folder: bool) -> None:
    # Paths are texts here: there are thousands, and creating a Path takes as long as creating the link.
    with suppress(FileNotFoundError):
        if not is_folder:
            with suppress(IsADirectoryError):  # there was nothing when we looked, and now a job has put files there
                _link(source, target)
                return
        with os.scandir(source) as entries:
            with suppress(FileExistsError):
                os.mkdir(target)
            for entry in entries:
                _share(entry.path, f"{target}/{entry.name}", entry.is_dir())


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINK:
            raise
        shutil.copyfile(source, target)  # a disk without hard links, or a file with the maximum number of them
