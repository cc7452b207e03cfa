"""Tags."""

from sqlalchemy import BigInteger, Index, String

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudTag(Table):
    """A tag on a course, registration or learner."""

    __tablename__ = "scormcloud_tag"
    __table_args__ = (Index(None, "sandbox", "app_id", "kind", "tag"),)

    app_id: Column[str] = column(APP_ID, primary_key=True)
    kind: Column[str] = column(String(16), primary_key=True)
    subject_id: Column[str] = column(ID, primary_key=True)
    tag: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger)
