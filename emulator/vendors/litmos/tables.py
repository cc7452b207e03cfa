"""The rows of Litmos. Columns have the wire names of contract.json in the spelling of code (`UserName` is user_name)."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox

Words = Mapped[str | None]


class LitmosUser(InSandbox, Base):
    """A user, with the API key that every user has."""

    __tablename__ = "litmos_user"
    __table_args__ = (
        Index(None, "sandbox", "number"),
        Index(None, "sandbox", "user_name_folded", unique=True),
        Index(None, "sandbox", "api_key", unique=True),
    )

    id: Mapped[str] = mapped_column(String(50), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    api_key: Mapped[str] = mapped_column(String(50))
    user_name: Mapped[str] = mapped_column(String(255))
    user_name_folded: Mapped[str] = mapped_column(String(255))
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
    created_date: Mapped[datetime]
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


class LitmosCourse(InSandbox, Base):
    """A course. `price` is the decimal as text, so that it keeps its scale."""

    __tablename__ = "litmos_course"
    __table_args__ = (Index(None, "sandbox", "number"),)

    id: Mapped[str] = mapped_column(String(50), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    code: Words
    name: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    for_sale: Mapped[bool]
    original_id: Mapped[int] = mapped_column(Integer)
    description: Mapped[str | None] = mapped_column(Text)
    ecommerce_short_description: Mapped[str | None] = mapped_column(Text)
    ecommerce_long_description: Mapped[str | None] = mapped_column(Text)
    price: Mapped[str] = mapped_column(String(40))
    access_till_date: Mapped[datetime | None]
    access_till_days: Mapped[int | None] = mapped_column(Integer)
    course_team_library: Mapped[bool]
    created_by: Words
    seq_id: Words
    tags: Words


class LitmosModule(InSandbox, Base):
    """An eLearning module. `content_of` is the module whose content this one follows (a link); None if the content is its own."""

    __tablename__ = "litmos_module"

    id: Mapped[str] = mapped_column(String(50), primary_key=True)
    module_type: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool]
    module_ref_code: Mapped[str | None] = mapped_column(String(50))
    hide_description: Mapped[bool]
    new_window: Mapped[bool]
    review_mode: Mapped[bool]
    status: Mapped[str] = mapped_column(String(32))
    content_url: Mapped[str | None] = mapped_column(Text)
    content_of: Mapped[str | None] = mapped_column(String(50))
    package_id: Mapped[str | None] = mapped_column(String(64))
    failure: Mapped[str | None] = mapped_column(Text)


class LitmosCourseModule(InSandbox, Base):
    """A module's place in a course, and how it came there: copy, link or mirror."""

    __tablename__ = "litmos_course_module"
    __table_args__ = (Index(None, "sandbox", "module_id"),)

    course_id: Mapped[str] = mapped_column(String(50), primary_key=True)
    module_id: Mapped[str] = mapped_column(String(50), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    relation: Mapped[str] = mapped_column(String(8))
