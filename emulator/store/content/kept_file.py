"""The files that a bucket keeps, one row each: rows decide what a sandbox has, and sandboxes share what they refer to."""

from sqlalchemy import BigInteger, Index, String, Text, bindparam, delete, func, select

from emulator.store.rows import Statement, Table
from emulator.store.tables import Column, column

NOBODY = ""
"""Where a sandbox's name stands in the row that says whose the bucket is."""


class KeptFile(Table):
    """A file at a path below the sandbox's folder. It is the object `BUNDLE/NUMBER`, which is never changed: another content is another
    object. A bundle is what was put at once; `modified` is in seconds since 1970.
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
    """The parameters of what is below a folder: `0` follows the slash."""
    return {"first": f"{folder}/", "after": f"{folder}0"}
