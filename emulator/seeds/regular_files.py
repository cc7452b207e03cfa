"""Files that a user names: reading a pipe or a device would never end."""

import errno
from pathlib import Path
from stat import S_ISDIR, S_ISREG


def regular(path: Path) -> Path:
    """The same path. Raises `OSError` for a pipe, a device or a socket; what is wrong with a folder is said when it is read."""
    mode = path.stat().st_mode
    if not S_ISREG(mode) and not S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is no regular file but a pipe, a device or a socket")
    return path
