"""The files in a bucket, one row each. Rows decide which files a sandbox has, and sandboxes can share objects."""

from sqlalchemy import BigInteger, Index, String, Text, bindparam, delete, func, select

from emulator.store.rows import Statement, Table
from emulator.store.tables import Column, column

NOBODY = ""
"""Stands for the sandbox's name in the row that names the bucket's owner."""


class KeptFile(Table):
    """A file at a path below the sandbox's folder.

    Its content is the object `BUNDLE/NUMBER`, which is never changed: new content is a new object. A bundle is content that was stored
    together; `modified` is in seconds since 1970.
    """

    __tablename__ = "kept_file"
    __table_args__ = (Index(None, "bundle"),)

    path: Column[str] = column(Text, primary_key=True)
    bundle: Column[str] = column(String(64))
    number: Column[int]
    size: Column[int] = column(BigInteger)
    modified: Column[int] = column(BigInteger)


_PATH = KeptFile.__table__.c.path
_BELOW = (bindparam("first") <= _PATH) & (bindparam("after") > _PATH)

BELOW = Statement(select(KeptFile.__table__).where(_BELOW).order_by(_PATH))
IN_ANY_CASE = Statement(
    select(KeptFile.__table__).where(_BELOW, func.lower(_PATH) == func.lower(bindparam("name"))).order_by(_PATH)
)
DROP_BELOW = Statement(delete(KeptFile.__table__).where(_BELOW))
BUNDLES_BELOW = Statement(select(KeptFile.bundle).where(_BELOW).distinct())
BUNDLES = Statement(select(KeptFile.bundle).distinct())
EVERYTHING = Statement(select(KeptFile.__table__).order_by(_PATH))


def below(folder: str) -> dict[str, str]:
    """Parameters of a statement for the files below a folder. `0` is the character after the slash."""
    return {"first": f"{folder}/", "after": f"{folder}0"}
