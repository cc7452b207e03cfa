"""The refusal of a platform's request."""


class LtiRefusedError(Exception):
    """A request of a platform is refused: a status, and a reason for the person who connects the platform."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.words = words
        self.status = status
