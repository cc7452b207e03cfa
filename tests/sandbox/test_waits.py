"""Calls to other servers are cancelled where their result is no longer wanted, and no others."""

import asyncio

from emulator.sandbox.waits import Waits


def test_calls_of_a_newer_generation_go_on() -> None:
    async def run() -> list[bool]:
        waits, answered = Waits(), asyncio.Event()

        async def call() -> None:
            await answered.wait()

        both = [asyncio.create_task(waits.wait((generation, 1), call())) for generation in (1, 2)]
        await asyncio.sleep(0)
        waits.cancel_until(1)
        await both[0]
        answered.set()
        return await asyncio.gather(*both)

    assert asyncio.run(run()) == [False, True]
