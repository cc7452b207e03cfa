"""Whole numbers from outside that go to the database or into JSON."""

from typing import Annotated

from pydantic import Field

LARGEST = 2**53 - 1
"""What every reader of JSON keeps exactly, and every database takes."""

Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
