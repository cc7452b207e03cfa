import pytest

from emulator.courseware.package.xml import XmlRefused, line_of, local_name, parse_xml

BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><a>&l9;</a>"
).encode()


def refusal(data: bytes) -> XmlRefused:
    with pytest.raises(XmlRefused) as caught:
        parse_xml(data)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        "<a>é</a>".encode(),
        b"\xef\xbb\xbf" + "<a>é</a>".encode(),
        '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16"),
        "<a>é</a>".encode("utf-16"),
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"),
        '<?xml version="1.0" encoding="windows-1252"?><a>é</a>'.encode("cp1252"),
    ],
    ids=["utf-8", "byte order mark", "utf-16", "utf-16 undeclared", "latin-1", "windows-1252"],
)
def test_every_usual_encoding_is_read(data: bytes) -> None:
    assert parse_xml(data).text == "é"


def test_comments_and_processing_instructions_are_left_out() -> None:
    root = parse_xml(b"<?style x?><a><!-- c -->t<?pi x?><b/></a>")
    assert root.text == "t"
    assert [local_name(child) for child in root] == ["b"]


def test_elements_know_their_line() -> None:
    assert line_of(parse_xml(b"<a>\n\n<b/></a>")[0]) == 3


def test_malformed_xml_is_refused_with_the_line() -> None:
    refused = refusal(b"<a>\n<b>\n</a>")
    assert refused.line == 3
    assert refused.reason == "</a> stands where <b> of line 2 has yet to be closed."
    assert str(refused) == f"line 3: {refused.reason}"


def test_xml_that_was_cut_off_is_refused() -> None:
    assert refusal(b"<a>\n<b/>").reason == "the file ends before <a> of line 1 is closed."


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_document_is_refused_without_a_line(data: bytes) -> None:
    refused = refusal(data)
    assert (refused.reason, refused.line) == ("the document is empty.", None)


@pytest.mark.parametrize("data", [b"hello", b"PK\x03\x04", b'{"a": 1}'])
def test_what_is_not_xml_is_refused(data: bytes) -> None:
    assert "not XML" in refusal(data).reason


def test_bytes_of_another_encoding_are_refused() -> None:
    assert "encoding" in refusal(b"<a>\xe9</a>").reason


def test_an_unknown_encoding_is_refused() -> None:
    assert "klingon" in refusal(b'<?xml version="1.0" encoding="klingon"?><a/>').reason


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><a/>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        b'<!DOCTYPE a PUBLIC "-//A//B" "a.dtd"><a/>',
        BILLION_LAUGHS,
    ],
    ids=["bare", "entity", "file entity", "parameter entity", "system", "public", "billion laughs"],
)
def test_a_document_with_a_doctype_is_refused(data: bytes) -> None:
    assert "DOCTYPE" in refusal(data).reason


def test_a_document_nested_too_deeply_is_refused() -> None:
    assert refusal(b"<a>" * 5000 + b"</a>" * 5000).reason == "elements are nested more than 256 deep."


def test_reasons_carry_no_advice_for_programmers() -> None:
    reason = refusal(b"<a>" + b"x" * 11_000_000 + b"</a>").reason
    assert "XML_PARSE" not in reason
    assert "\n" not in refusal(b"<a>\x00</a>").reason
