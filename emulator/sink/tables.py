"""What a sandbox's sink has: the requests that came, and the scripts of its answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String, Text

from emulator.store.rows import Table
from emulator.store.tables import Column, column


class SinkRequest(Table):
    """A request that came to the sink. `size` is that of the whole body, of which `body` has the start. `status` is what was answered."""

    __tablename__ = "sink_request"

    number: Column[int] = column(primary_key=True)
    at: Column[datetime]
    method: Column[str] = column(String(64))
    path: Column[str] = column(Text)
    query: Column[str] = column(Text)
    headers: Column[list[Any]]
    body: Column[bytes] = column(LargeBinary)
    size: Column[int]
    status: Column[int]


class SinkScript(Table):
    """What the sink answers at a path (at every other one if it is empty); `taken` is how many of the answers were given."""

    __tablename__ = "sink_script"

    path: Column[str] = column(String(1000), primary_key=True)
    answers: Column[list[Any]]
    taken: Column[int]
