"""What is shown of entries: made once for headers and bodies that come again, and never without hiding."""

from emulator.hiding.hiding import HiddenValues, Hiding
from emulator.journal.packed_headers import packed
from emulator.journal.shown import LONGEST_BODY, LONGEST_HEAD, shown_body, shown_headers


class Counted(HiddenValues):
    """Hides a word, and counts how often it was asked to."""

    def __init__(self) -> None:
        super().__init__(["geheim"])
        self.asked = 0

    def text(self, text: str) -> str:
        self.asked += 1
        return super().text(text)


def test_the_same_headers_and_bodies_are_read_once() -> None:
    hiding = Counted()
    head = packed([(b"apikey", b"geheim"), (b"accept", b"*/*")])
    for _ in range(5):
        assert shown_headers(hiding, head) == (("apikey", "(hidden)"), ("accept", "*/*"))
        assert shown_body(hiding, b"so geheim") == "so (hidden)"
    assert hiding.asked == 3


def test_what_one_hides_is_not_shown_because_another_does_not() -> None:
    head = packed([(b"apikey", b"geheim")])
    assert shown_headers(None, head) == (("apikey", "geheim"),)
    assert shown_headers(HiddenValues(), head) == (("apikey", "geheim"),)
    assert shown_headers(Hiding(["apikey"]), head) == (("apikey", "(hidden)"),)
    assert shown_body(HiddenValues(), b'{"password": "geheim"}') == '{"password": "geheim"}'
    assert shown_body(Hiding(), b'{"password": "geheim"}') == '{"password": "(hidden)"}'


def test_long_ones_are_hidden_too_and_not_kept() -> None:
    hiding = Counted()
    head, body = packed([(b"x", b"geheim" + b"x" * LONGEST_HEAD)]), b"geheim" + b"x" * LONGEST_BODY
    for _ in range(3):
        assert shown_headers(hiding, head)[0][1].startswith("(hidden)x")
        assert shown_body(hiding, body).startswith("(hidden)x")
    assert hiding.asked == 6
