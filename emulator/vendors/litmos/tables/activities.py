"""The activity logs."""

from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Words


class LitmosActivity(InSandbox, Base):
    """What somebody did to something. `log` is the log it is in: actions, assignments, content, logins or settings."""

    __tablename__ = "litmos_activity"
    __table_args__ = (Index(None, "sandbox", "log", "activity_date"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    log: Mapped[str] = mapped_column(String(16))
    activity_type: Mapped[str] = mapped_column(String(50))
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
    activity_date: Mapped[datetime]
