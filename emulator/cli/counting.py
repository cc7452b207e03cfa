"""A number with its noun: `1 call`, `2 calls`."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 call`, `2 calls`; `many` is the plural if it is not `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"
