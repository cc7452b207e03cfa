"""Files that several sandboxes share: each has a hard link of its own, so the file system counts them, and nothing is copied.

Therefore nothing may write into a file of a sandbox: it is put in place of another, or removed (emulator/store/file_changes.py).
"""

import errno
import os
import shutil
from pathlib import Path

NO_LINK = (errno.EMLINK, errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP)


def share(source: Path, target: Path, without: str | None = None) -> None:
    """Let `target` have what `source` has, a file or a folder, but nothing whose name begins with `without`.

    What is gone meanwhile is left out: who asks knows whether it had to be there.
    """
    try:
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            with os.scandir(source) as entries:
                for entry in entries:
                    if without is None or not entry.name.startswith(without):
                        share(source / entry.name, target / entry.name, without)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(source, target)
    except FileNotFoundError:
        return


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINK:
            raise
        shutil.copyfile(source, target)  # a disk without links, or one file with as many as it can have
