"""Collections, what is in them, and the listings that say who may use them."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox
from emulator.vendors.litmos.tables.columns import Stamped, key


class LitmosCollection(Stamped, InSandbox, Base):
    """A collection."""

    __tablename__ = "litmos_collection"
    __table_args__ = (Index(None, "sandbox", "number"),)

    id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str | None] = mapped_column(Text)
    default_listing: Mapped[bool]
    image_url: Mapped[str | None] = mapped_column(Text)


class LitmosCollectionCourse(InSandbox, Base):
    """A course of a collection. `seq_id` is its place as the caller named it."""

    __tablename__ = "litmos_collection_course"
    __table_args__ = (Index(None, "sandbox", "course_id"),)

    collection_id: Mapped[str] = key()
    course_id: Mapped[str] = key()
    seq_id: Mapped[str] = mapped_column(String(2))


class LitmosCollectionPath(InSandbox, Base):
    """A learning path of a collection."""

    __tablename__ = "litmos_collection_path"
    __table_args__ = (Index(None, "sandbox", "path_id"),)

    collection_id: Mapped[str] = key()
    path_id: Mapped[str] = key()
    seq_id: Mapped[str] = mapped_column(String(2))


class LitmosListing(Stamped, InSandbox, Base):
    """A listing of a collection. `max_users` is `unlimited` or a number as text (documented in this form)."""

    __tablename__ = "litmos_listing"
    __table_args__ = (Index(None, "sandbox", "collection_id", "number"),)

    id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    collection_id: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    duration_type: Mapped[str] = mapped_column(String(16))
    max_users: Mapped[str] = mapped_column(String(16))
    duration_days: Mapped[int] = mapped_column(Integer)
    fixed_date: Mapped[datetime | None]


class LitmosListingUser(InSandbox, Base):
    """A user who may use a listing, and since when."""

    __tablename__ = "litmos_listing_user"
    __table_args__ = (Index(None, "sandbox", "user_id"), Index(None, "sandbox", "listing_id", "number"))

    listing_id: Mapped[str] = key()
    user_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
    created_date: Mapped[datetime]


class LitmosListingTeam(InSandbox, Base):
    """A team whose members may use a listing."""

    __tablename__ = "litmos_listing_team"
    __table_args__ = (Index(None, "sandbox", "team_id"), Index(None, "sandbox", "listing_id", "number"))

    listing_id: Mapped[str] = key()
    team_id: Mapped[str] = key()
    number: Mapped[int] = mapped_column(Integer)
