"""The column that a course package is kept in: its document as JSON text, read once for each text."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from emulator.courseware.package.package import CoursePackage

KEPT = 256  # packages that stay in memory after they were read


class PackageColumn(TypeDecorator[CoursePackage]):
    """A `CoursePackage`. Packages never change, so the rows of one text share one object."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        return lambda package: orjson.dumps(package.to_document()).decode()

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return _read


@lru_cache(maxsize=KEPT)
def _read(text: str) -> CoursePackage:
    return CoursePackage.from_document(orjson.loads(text))
