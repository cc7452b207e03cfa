"""The rolling window."""

from emulator.sandbox.rates import RollingWindow


def test_a_use_counts_for_exactly_the_length_of_the_window() -> None:
    window = RollingWindow(seconds=60)
    assert [window.admit("key", at, limit=2) for at in (0, 30, 59.9, 60, 60.1, 90)] == [
        True,
        True,
        False,
        True,
        False,
        True,
    ]


def test_keys_have_windows_of_their_own_and_a_refusal_does_not_count() -> None:
    window = RollingWindow(seconds=60)
    assert window.admit("a", 0, limit=1)
    assert not window.admit("a", 1, limit=1)
    assert window.admit("b", 1, limit=1)
    assert window.admit("a", 60, limit=1)
