"""Slow work in a thread lets requests through."""

import sys

from emulator.courseware.importing.short_thread_switches import short_thread_switches


def test_threads_change_more_often_until_the_last_has_ended() -> None:
    before = sys.getswitchinterval()
    with short_thread_switches():
        during = sys.getswitchinterval()
        with short_thread_switches():
            assert sys.getswitchinterval() == during < before
        assert sys.getswitchinterval() == during
    assert sys.getswitchinterval() == before
