"""Users."""

from datetime import datetime

from sqlalchemy import Index, String, Text, text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, Words

LEVELS = ("Learner", "Team_Leader", "Administrator", "Account_Owner")
"""Levels of access, from the least."""


LOGGED_IN = text("last_login IS NOT NULL")
"""Of an index that new users are not in: they have not logged in. The migration says so to PostgreSQL, too; said here, it would import all
of that dialect into every process, 2 MiB."""


class LitmosUser(Stamped, Table):
    """A user, with the API key that every user has.

    Sort columns are stored again in lower case, search columns in `search_text`: with an index on them, a page of a hundred
    thousand users costs the same as one of a thousand.
    """

    __tablename__ = "litmos_user"
    __table_args__ = (
        Index(None, "sandbox", "number", "search_text"),
        Index(None, "sandbox", "user_name_folded", unique=True),
        Index(None, "sandbox", "api_key", unique=True),
        Index(None, "sandbox", "login_key"),
        Index(None, "sandbox", "updated_date", "id"),
        Index(None, "sandbox", "first_name_folded", "number"),
        Index(None, "sandbox", "last_name_folded", "number"),
        Index(None, "sandbox", "email_folded", "number"),
        Index(None, "sandbox", "active", "number"),
        Index(None, "sandbox", "last_login", sqlite_where=LOGGED_IN),
    )

    id: Column[str] = column(String(50), primary_key=True)
    number: Column[int]
    api_key: Column[str] = column(String(50))
    user_name: Column[str] = column(String(255))
    user_name_folded: Column[str] = column(String(255))
    first_name: Words
    last_name: Words
    full_name: Words
    email: Words
    access_level: Column[str] = column(String(50), one_of=LEVELS)
    disable_messages: Column[bool]
    active: Column[bool]
    skype: Words
    phone_work: Words
    phone_mobile: Words
    last_login: Column[datetime | None]
    login_key: Column[str] = column(String(64))
    is_custom_username: Column[bool]
    password: Words
    skip_first_login: Column[bool]
    time_zone: Words
    salesforce_id: Words
    original_id: Column[int]
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
    points: Column[int]
    brand: Words
    manager_id: Words
    enable_text_notification: Column[bool]
    website: Words
    twitter: Words
    expiration_date: Column[datetime | None]
    job_role: Words
    external_employee_id: Words
    profile_type: Words
    first_name_folded: Column[str] = column(String(255), server_default="")
    last_name_folded: Column[str] = column(String(255), server_default="")
    email_folded: Column[str] = column(String(255), server_default="")
    search_text: Column[str] = column(Text, server_default="")
