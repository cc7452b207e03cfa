"""The activity logs."""

from datetime import datetime

from sqlalchemy import Index, String

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Words


class LitmosActivity(Table):
    """What somebody did to something. `log` is the log it is in: actions, assignments, content, logins or settings."""

    __tablename__ = "litmos_activity"
    __table_args__ = (Index(None, "sandbox", "log", "activity_date", "number"),)

    number: Column[int] = column(primary_key=True)
    log: Column[str] = column(String(16))
    activity_type: Column[str] = column(String(50))
    category: Words
    object_type: Words
    object_id: Words
    original_object_id: Words
    object_name: Words
    target_object_type: Words
    target_object_id: Words
    original_target_object_id: Words
    target_object_name: Words
    old_value: Words
    new_value: Words
    activity_by: Words
    activity_by_user_name: Words
    ip_address: Words
    activity_date: Column[datetime]
