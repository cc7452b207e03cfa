"""Why a platform's request does not lead to a launch."""


class LtiRefusedError(Exception):
    """A refusal: a status, and a reason for the person who connects the platform."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.words = words
        self.status = status
