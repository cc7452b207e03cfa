"""Slow work in a thread lets requests through."""

import sys

from emulator.courseware.importing.giving_way import giving_way


def test_threads_change_more_often_until_the_last_has_ended() -> None:
    before = sys.getswitchinterval()
    with giving_way():
        during = sys.getswitchinterval()
        with giving_way():
            assert sys.getswitchinterval() == during < before
        assert sys.getswitchinterval() == during
    assert sys.getswitchinterval() == before
