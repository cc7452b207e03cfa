"""A `send` that knows whether an answer has begun."""

from emulator.http import Message, Send


class Begun:
    """Wraps the `send` of one call."""

    __slots__ = ("_send", "begun")

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        self.begun = True
        await self._send(message)
