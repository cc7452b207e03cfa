"""Users."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, Words


class LitmosUser(Stamped, InSandbox, Base):
    """A user, with the API key that every user has.

    What lists sort by is kept in lower case beside it, what they search in `search_text`: an index on them makes a page of a hundred
    thousand users cost what one of a thousand does.
    """

    __tablename__ = "litmos_user"
    __table_args__ = (
        Index(None, "sandbox", "number", "search_text"),
        Index(None, "sandbox", "user_name_folded", unique=True),
        Index(None, "sandbox", "api_key", unique=True),
        Index(None, "sandbox", "login_key"),
        Index(None, "sandbox", "updated_date"),
        Index(None, "sandbox", "first_name_folded", "number"),
        Index(None, "sandbox", "last_name_folded", "number"),
        Index(None, "sandbox", "email_folded", "number"),
        Index(None, "sandbox", "active", "number"),
    )

    id: Mapped[str] = mapped_column(String(50), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    api_key: Mapped[str] = mapped_column(String(50))
    user_name: Mapped[str] = mapped_column(String(255))
    user_name_folded: Mapped[str] = mapped_column(String(255))
    first_name_folded: Mapped[str] = mapped_column(String(255), server_default="", sort_order=80)
    last_name_folded: Mapped[str] = mapped_column(String(255), server_default="", sort_order=81)
    email_folded: Mapped[str] = mapped_column(String(255), server_default="", sort_order=82)
    search_text: Mapped[str] = mapped_column(Text, server_default="", sort_order=83)
    first_name: Words
    last_name: Words
    full_name: Words
    email: Words
    access_level: Mapped[str] = mapped_column(String(50))
    disable_messages: Mapped[bool]
    active: Mapped[bool]
    skype: Words
    phone_work: Words
    phone_mobile: Words
    last_login: Mapped[datetime | None]
    login_key: Mapped[str] = mapped_column(String(64))
    is_custom_username: Mapped[bool]
    password: Words
    skip_first_login: Mapped[bool]
    time_zone: Words
    salesforce_id: Words
    original_id: Mapped[int] = mapped_column(Integer)
    street1: Words
    street2: Words
    city: Words
    state: Words
    postal_code: Words
    country: Words
    company_name: Words
    job_title: Words
    custom_field1: Words
    custom_field2: Words
    custom_field3: Words
    custom_field4: Words
    custom_field5: Words
    custom_field6: Words
    custom_field7: Words
    custom_field8: Words
    custom_field9: Words
    custom_field10: Words
    culture: Words
    salesforce_contact_id: Words
    salesforce_account_id: Words
    points: Mapped[int] = mapped_column(Integer)
    brand: Words
    manager_id: Words
    enable_text_notification: Mapped[bool]
    website: Words
    twitter: Words
    expiration_date: Mapped[datetime | None]
    job_role: Words
    external_employee_id: Words
    profile_type: Words
