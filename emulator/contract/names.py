"""Wire names and the names in code: `UserName`, `courseId` and `ContentURL` are user_name, course_id and content_url here."""

import re
from functools import cache

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def key_of(name: str) -> str:
    """The name in code of a member, a parameter or a header."""
    return _BOUNDARY.sub("_", name).replace("-", "_").lower()
