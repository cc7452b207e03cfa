"""XML from strangers: parsed without entities, without a DTD and without the network."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree  # many a process reads no XML

# What uploads break most often, in plainer words than libxml2's.
_PLAINER = (
    (re.compile(r"Start tag expected"), "no XML element begins here; the file is not XML."),
    (
        re.compile(r"Premature end of data in tag (\S+) line (\d+)"),
        "the file ends before <{}> of line {} is closed.",
    ),
    (
        re.compile(r"tag mismatch: (\S+) line (\d+) and ([^\s,]+)"),
        "</{2}> stands where <{0}> of line {1} has yet to be closed.",
    ),
    (
        re.compile(r"Invalid bytes in character encoding"),
        "there are bytes that are not of the declared encoding (UTF-8 if none is).",
    ),
)
# libxml2's own hard limit without huge_tree; named here because the message tells it to people.
MAX_DEPTH = 256


class XmlRefused(Exception):
    """The bytes are not XML that we read.

    `reason` is a sentence without the line; `line` counts from 1 and is None where no line is to blame.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"line {line}: {reason}")
        self.reason = reason
        self.line = line


def parse_xml(data: bytes) -> "etree._Element":
    """The root element of `data`, free of comments and processing instructions.

    Takes bytes, never text: the byte order mark and the XML declaration tell the encoding. Raises
    `XmlRefused` for anything malformed, nested deeper than 256 elements, or with a DOCTYPE.
    """
    from lxml import etree

    if not data.strip():
        raise XmlRefused("the document is empty.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise XmlRefused(_sentence(str(error.msg)), error.lineno or None) from None
    # A DOCTYPE is where entity bombs and file:// entities live, and no learning standard needs one.
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.doctype:
        raise XmlRefused("the document has a DOCTYPE, which is not accepted.")
    return root


def local_name(element: "etree._Element") -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: "etree._Element") -> int | None:
    """The line that the element starts in, counted from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None


def _sentence(message: str) -> str:
    if "amplification" in message:
        return "the document has a DOCTYPE with entities that expand without end, which is not accepted."
    if "Excessive depth" in message:
        return f"elements are nested more than {MAX_DEPTH} deep."
    for pattern, words in _PLAINER:
        if match := pattern.search(message):
            return words.format(*match.groups())
    # libxml2 repeats the place at the end of its message, and sometimes breaks the line before it.
    text = message.split(", line ")[0].split(", try XML_")[0].split(", use XML_")[0].strip()
    return f"{text}."
