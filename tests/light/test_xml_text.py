"""Text as XML has it."""

from xml.sax.saxutils import escape as of_the_library

from emulator.light.xml_text import escape


def test_a_text_is_escaped_as_the_library_does() -> None:
    text = """a & b < c > d &amp; "e" 'f' \n"""
    assert escape(text) == of_the_library(text)
