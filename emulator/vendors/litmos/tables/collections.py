"""Collections, their content, and the listings that give users access."""

from datetime import datetime

from sqlalchemy import Index, String, Text

from emulator.store.tables import Column, column
from emulator.vendors.litmos.rows import Table
from emulator.vendors.litmos.tables.columns import Stamped, key


class LitmosCollection(Stamped, Table):
    """A collection."""

    __tablename__ = "litmos_collection"
    __table_args__ = (Index(None, "sandbox", "number"),)

    id: Column[str] = key()
    number: Column[int]
    name: Column[str] = column(String(255))
    description: Column[str | None] = column(Text)
    default_listing: Column[bool]
    image_url: Column[str | None] = column(Text)


class LitmosCollectionCourse(Table):
    """A course of a collection. `seq_id` is its place as the caller named it."""

    __tablename__ = "litmos_collection_course"
    __table_args__ = (Index(None, "sandbox", "course_id"),)

    collection_id: Column[str] = key()
    course_id: Column[str] = key()
    seq_id: Column[str] = column(String(2))


class LitmosCollectionPath(Table):
    """A learning path of a collection."""

    __tablename__ = "litmos_collection_path"
    __table_args__ = (Index(None, "sandbox", "path_id"),)

    collection_id: Column[str] = key()
    path_id: Column[str] = key()
    seq_id: Column[str] = column(String(2))


class LitmosListing(Stamped, Table):
    """A listing of a collection. `max_users` is `unlimited` or a number as text (documented in this form)."""

    __tablename__ = "litmos_listing"
    __table_args__ = (Index(None, "sandbox", "collection_id", "number"),)

    id: Column[str] = key()
    number: Column[int]
    collection_id: Column[str] = column(String(50))
    name: Column[str] = column(String(255))
    active: Column[bool]
    duration_type: Column[str] = column(String(16))
    max_users: Column[str] = column(String(16))
    duration_days: Column[int]
    fixed_date: Column[datetime | None]


class LitmosListingUser(Table):
    """A user who may use a listing, and since when."""

    __tablename__ = "litmos_listing_user"
    __table_args__ = (Index(None, "sandbox", "user_id"), Index(None, "sandbox", "listing_id", "number"))

    listing_id: Column[str] = key()
    user_id: Column[str] = key()
    number: Column[int]
    created_date: Column[datetime]


class LitmosListingTeam(Table):
    """A team whose members may use a listing."""

    __tablename__ = "litmos_listing_team"
    __table_args__ = (Index(None, "sandbox", "team_id"), Index(None, "sandbox", "listing_id", "number"))

    listing_id: Column[str] = key()
    team_id: Column[str] = key()
    number: Column[int]
