"""Commands that tell by their exit code whether two sides agree: 0 they do, 2 they differ, 1 it could not be found out."""

from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGTERM, signal
from typing import Any

import typer
from typer.core import TyperCommand

from emulator.cli.stopping import stop

AGREES, COULD_NOT, DIFFERS = 0, 1, 2


class Judging(TyperCommand):
    """A wrong argument is 1 here, since 2 is a difference."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:  # Click's UsageError: newer typers have a Click of their own, under another name
            if hasattr(error, "exit_code") and error.exit_code:  # that of --help is 0
                error.exit_code = COULD_NOT
            raise


@contextmanager
def judging(error_kinds: tuple[type[Exception], ...]) -> Iterator[None]:
    """End a command with one line for what is in the way, and for an interruption. SIGTERM is one, too."""

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal(SIGTERM, interrupted)
    try:
        yield
    except error_kinds as error:
        stop(error, COULD_NOT)
    except KeyboardInterrupt:
        stop("interrupted", COULD_NOT)
    finally:
        signal(SIGTERM, before)


def ended(differs: bool) -> typer.Exit:
    """The end of a command that found out."""
    return typer.Exit(DIFFERS if differs else AGREES)
