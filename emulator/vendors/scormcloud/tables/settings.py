"""The settings of applications, courses, registrations and the like."""

from sqlalchemy import BigInteger, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.scormcloud.rows import Table
from emulator.vendors.scormcloud.tables.columns import APP_ID, ID


class ScormCloudSetting(Table):
    """The value of a setting at a place: the level, the id, and the number of the version or instance (-1 for the whole)."""

    __tablename__ = "scormcloud_setting"

    app_id: Column[str] = column(APP_ID, primary_key=True)
    level: Column[str] = column(String(32), primary_key=True)
    subject_id: Column[str] = column(ID, primary_key=True)
    number: Column[int] = column(BigInteger, primary_key=True)
    setting_id: Column[str] = column(String(64), primary_key=True)
    value: Column[str] = column(Text)
