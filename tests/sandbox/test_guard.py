"""The lock of a sandbox that threads share: whose it is, and for how long."""

from concurrent.futures import ThreadPoolExecutor

from emulator.sandbox.guard import Guard


def test_a_guard_that_was_taken_twice_is_given_back_twice_and_is_nobody_else_s_until_then() -> None:
    guard = Guard()
    with ThreadPoolExecutor(1) as another:

        def others() -> bool:
            taken: bool = another.submit(guard.acquire, 0).result()
            return taken

        for taken in (1, 2):
            assert guard.acquire(-1), taken
        guard.release()
        assert (guard.is_mine, others()) == (True, False)
        guard.release()
        assert (guard.is_mine, others()) == (False, True)
        assert not guard.acquire(0)
