"""The range of whole numbers that are accepted from outside."""

from typing import Annotated

from pydantic import Field

LARGEST = 2**53 - 1
"""The largest number that every JSON reader keeps exactly and that every database accepts."""

Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
