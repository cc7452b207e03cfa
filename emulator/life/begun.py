"""A `send` that remembers how much of an answer was sent."""

from emulator.http import Message, Send


class Begun:
    """Wraps the `send` of one call and notes whether its answer has begun and whether it has ended."""

    __slots__ = ("_send", "begun", "ended")

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = self.ended = False

    async def __call__(self, message: Message) -> None:
        self.begun = True
        await self._send(message)
        self.ended = message["type"] == "http.response.body" and not message.get("more_body", False)
