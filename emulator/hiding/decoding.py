"""Bytes of a body as text."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"Lo\xa7\x94", "cp037"),
)
"""How bodies begin that are in another encoding than UTF-8, with a mark or as XML."""
DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{1,40})""")
FALLBACK = "utf-8"
PYTHONS_OWN = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"}
"""No XML is in these, and decoding some of them takes time that grows with the square of the length."""


def readable(body: bytes) -> str:
    """A body as text, in the encoding that it is read in: a secret in UTF-16 is one too. Half of a character, which some encodings can
    stand for, becomes a question mark, because what is shown is written in UTF-8."""
    declared = DECLARED.match(body)
    if declared is None:
        return body.decode(next((name for mark, name in MARKS if body.startswith(mark)), FALLBACK), "replace")
    try:
        codec = codecs.lookup(declared[1].decode())
        if codec.name in PYTHONS_OWN:
            raise LookupError(codec.name)
        return body.decode(codec.name, "replace").encode("utf-8", "replace").decode()
    except (LookupError, ValueError):
        return body.decode(FALLBACK, "replace")
