"""Course packages that were read, for every vendor: one row each, the content in a folder of the sandbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox


class StoredPackage(InSandbox, Base):
    """A course package. `document` is `CoursePackage.to_document()`, `folder` where its content lies below the sandbox's folder."""

    __tablename__ = "course_package"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    standard: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    folder: Mapped[str] = mapped_column(String(255))
    document: Mapped[dict[str, Any]]
    created: Mapped[datetime]
