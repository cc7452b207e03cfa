"""The tables of LRSs. A sandbox may hold several LRSs; `lrs` tells which of them a row belongs to."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, Text

from emulator.store.rows import Table
from emulator.store.tables import Column, column

LRS = String(64)
UUID = String(36)


class XapiStatement(Table):
    """A statement. `document` is its JSON as it is given back, `credential` what it was stored with."""

    __tablename__ = "xapi_statement"
    __table_args__ = (Index(None, "sandbox", "lrs", "id", unique=True),)

    number: Column[int] = column(BigInteger, primary_key=True)
    lrs: Column[str] = column(LRS)
    id: Column[str] = column(UUID)
    stored: Column[datetime]
    credential: Column[str] = column(String(255))
    voided: Column[bool]
    document: Column[str] = column(Text)


class XapiReference(Table):
    """What a statement can be found by: one row for each thing it names, in the order of its time.

    `key` is a digest of the LRS, the kind of thing and its identifier (`references.py`). `source` is the statement that
    names the thing: it differs from `number` if a StatementRef leads there.
    """

    __tablename__ = "xapi_reference"
    __table_args__ = ({"sqlite_with_rowid": False},)  # its key is all that it has

    key: Column[int] = column(BigInteger, primary_key=True)
    stored: Column[datetime] = column(primary_key=True)
    number: Column[int] = column(BigInteger, primary_key=True)
    source: Column[int] = column(BigInteger, primary_key=True)


class XapiAttachment(Table):
    """The content of an attachment, by its hash; statements share it."""

    __tablename__ = "xapi_attachment"

    lrs: Column[str] = column(LRS, primary_key=True)
    sha2: Column[str] = column(String(128), primary_key=True)
    content: Column[bytes]


class XapiActivity(Table):
    """What is known of an activity: the definition that statements have given it, merged."""

    __tablename__ = "xapi_activity"

    lrs: Column[str] = column(LRS, primary_key=True)
    id: Column[str] = column(Text, primary_key=True)
    definition: Column[dict[str, Any]]


class XapiDocument(Table):
    """A document of a state, an activity profile or an agent profile. What its resource has no use for is empty.

    `agent` is the identifier of an agent, never its JSON (`agents.py`).
    """

    __tablename__ = "xapi_document"

    lrs: Column[str] = column(LRS, primary_key=True)
    kind: Column[str] = column(String(16), primary_key=True)
    activity: Column[str] = column(Text, primary_key=True)
    agent: Column[str] = column(Text, primary_key=True)
    registration: Column[str] = column(UUID, primary_key=True)
    id: Column[str] = column(Text, primary_key=True)
    content_type: Column[str] = column(Text)
    content: Column[bytes]
    updated: Column[datetime]


class XapiSession(Table):
    """A launched session: who may write what with `token`. `fetch_key` gives the token away once, while it is not None.

    `facts` are those of the launch (`sessions.py`); `state` is the state of a cmi5 session.
    """

    __tablename__ = "xapi_session"
    __table_args__ = (Index(None, "sandbox", "fetch_key"), Index(None, "sandbox", "lrs", "registration", "activity"))

    token: Column[str] = column(String(64), primary_key=True)
    number: Column[int]
    lrs: Column[str] = column(LRS)
    fetch_key: Column[str] = column(String(64))
    fetched: Column[bool]
    session_id: Column[str] = column(UUID)
    registration: Column[str] = column(UUID)
    activity: Column[str] = column(Text)
    actor: Column[dict[str, Any]]
    standard: Column[str] = column(String(16))
    state: Column[str] = column(String(16))
    facts: Column[dict[str, Any]]
    created: Column[datetime]


class XapiEnrolment(Table):
    """A registration of a cmi5 course: its structure, and what was reached in it so far (`cmi5.py`)."""

    __tablename__ = "xapi_enrolment"

    lrs: Column[str] = column(LRS, primary_key=True)
    registration: Column[str] = column(UUID, primary_key=True)
    actor: Column[dict[str, Any]]
    course: Column[dict[str, Any]]
    reached: Column[dict[str, Any]]
