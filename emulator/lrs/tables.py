"""What an LRS keeps. A sandbox may hold several LRSs; `lrs` says which of them a row is in."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from emulator.store.tables import Base, InSandbox

LRS = String(64)
UUID = String(36)


class XapiStatement(InSandbox, Base):
    """A statement. `document` is its JSON as it is given back, `credential` what it was stored with."""

    __tablename__ = "xapi_statement"
    __table_args__ = (Index(None, "sandbox", "lrs", "id", unique=True),)

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lrs: Mapped[str] = mapped_column(LRS)
    id: Mapped[str] = mapped_column(UUID)
    stored: Mapped[datetime]
    credential: Mapped[str] = mapped_column(String(255))
    voided: Mapped[bool]
    document: Mapped[str] = mapped_column(Text)


class XapiReference(InSandbox, Base):
    """What a statement can be found by: one row for each thing it names, in the order of its time.

    `key` is a digest of the LRS, the kind of thing and its identifier (`references.py`). `source` is the statement that
    names it: another one than `number` where a StatementRef leads there.
    """

    __tablename__ = "xapi_reference"
    __table_args__ = ({"sqlite_with_rowid": False},)  # its key is all that it has

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    stored: Mapped[datetime] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    source: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class XapiAttachment(InSandbox, Base):
    """The content of an attachment, by its hash; statements share it."""

    __tablename__ = "xapi_attachment"

    lrs: Mapped[str] = mapped_column(LRS, primary_key=True)
    sha2: Mapped[str] = mapped_column(String(128), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class XapiActivity(InSandbox, Base):
    """What is known of an activity: the definition that statements have given it, merged."""

    __tablename__ = "xapi_activity"

    lrs: Mapped[str] = mapped_column(LRS, primary_key=True)
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    definition: Mapped[dict[str, Any]]


class XapiDocument(InSandbox, Base):
    """A document of a state, an activity profile or an agent profile. What its resource has no use for is empty.

    `agent` is the identifier of an agent, never its JSON (`agents.py`).
    """

    __tablename__ = "xapi_document"

    lrs: Mapped[str] = mapped_column(LRS, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    agent: Mapped[str] = mapped_column(Text, primary_key=True)
    registration: Mapped[str] = mapped_column(UUID, primary_key=True)
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    content_type: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    updated: Mapped[datetime]


class XapiSession(InSandbox, Base):
    """A launched session: who may write what with `token`. `fetch_key` gives the token away once, while it is not None.

    `facts` are those of the launch (`sessions.py`); `state` is where a cmi5 session is.
    """

    __tablename__ = "xapi_session"
    __table_args__ = (Index(None, "sandbox", "fetch_key"), Index(None, "sandbox", "lrs", "registration", "activity"))

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    lrs: Mapped[str] = mapped_column(LRS)
    fetch_key: Mapped[str] = mapped_column(String(64))
    fetched: Mapped[bool]
    session_id: Mapped[str] = mapped_column(UUID)
    registration: Mapped[str] = mapped_column(UUID)
    activity: Mapped[str] = mapped_column(Text)
    actor: Mapped[dict[str, Any]]
    standard: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    facts: Mapped[dict[str, Any]]
    created: Mapped[datetime]


class XapiEnrolment(InSandbox, Base):
    """A registration of a cmi5 course: its structure, and what was reached in it so far (`cmi5.py`)."""

    __tablename__ = "xapi_enrolment"

    lrs: Mapped[str] = mapped_column(LRS, primary_key=True)
    registration: Mapped[str] = mapped_column(UUID, primary_key=True)
    actor: Mapped[dict[str, Any]]
    course: Mapped[dict[str, Any]]
    reached: Mapped[dict[str, Any]]
