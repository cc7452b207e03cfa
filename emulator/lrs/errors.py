"""The errors of the LRS: a status and a helpful message."""


class LrsError(Exception):
    """A refusal. `status` is that of HTTP, `words` are the body of the answer, `headers` belong to it."""

    def __init__(self, status: int, words: str, **headers: str) -> None:
        super().__init__(words)
        self.headers = headers
        self.status = status
        self.words = words


class InvalidError(LrsError):
    """Something sent is not as xAPI has it; `at` is the path of the member that is wrong."""

    def __init__(self, at: str, words: str) -> None:
        super().__init__(400, f"{at}: {words}")
        self.at = at
