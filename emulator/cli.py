"""The command `lms-emulator`."""

import logging
import os
import sys
from inspect import Parameter, Signature, signature
from io import TextIOWrapper
from pathlib import Path
from shlex import quote
from typing import Annotated, NoReturn

import typer

from emulator.plugins import PluginError

LOOPBACKS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
"""Where one reaches on this machine what listens everywhere."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # markup would swallow what stands in brackets, such as a default
)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on [8420]; 0 takes a free one.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder [./data].")] = None,
    seed: Annotated[Path | None, typer.Option(help="A seed document for the default sandbox.")] = None,
) -> None:
    """Start the emulator. Every option can be given as EMULATOR_HOST, EMULATOR_PORT, … too."""
    from emulator.running import StartError, run
    from emulator.settings import SettingsError, load_settings, misspelt

    for words in misspelt(os.environ):
        print(f"lms-emulator: {words}", file=sys.stderr)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.INFO)
    for chatty in ("alembic", "httpx"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    try:
        settings = load_settings(host=host, port=port, data=data, seed=seed)
        run(settings)
    except (SettingsError, StartError) as error:
        _stop(error)


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path("seed.jsonc"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write an example of a seed document, with comments, to begin your own with."""
    from emulator.example_seed import CannotWriteError, write

    try:
        write(path, over=force)
    except CannotWriteError as error:
        _stop(error)
    print(f"{path} is an example of a seed document. Change it, then: lms-emulator serve --seed {quote(str(path))}")


@app.command()
def ready(
    port: Annotated[int | None, typer.Option(help="The port that it listens on [8420].")] = None,
) -> None:
    """Check whether the emulator on this machine can be used. Exit code 0 if it can, otherwise 1."""
    from http.client import HTTPConnection, HTTPException

    from emulator.settings import SettingsError, load_settings

    try:
        settings = load_settings(port=port)
    except SettingsError as error:
        _stop(error)
    host = LOOPBACKS.get(settings.host, settings.host)
    connection = HTTPConnection(host, settings.port, timeout=4)
    try:
        connection.request("GET", "/_emulator/ready")
        status = connection.getresponse().status
    except (OSError, HTTPException, UnicodeError, TypeError) as error:
        print(f"not ready at {host}:{settings.port}: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    raise typer.Exit(0 if status == 200 else 1)


@app.command()
def play(
    attempt: Annotated[str | None, typer.Option(help="The attempt's own id.")] = None,
    by: Annotated[list[str] | None, typer.Option(help="Another id, as NAME=VALUE: learner, vendor, …")] = None,
    sco: Annotated[str | None, typer.Option(help="The SCO [all that are not completed].")] = None,
    status: Annotated[str | None, typer.Option(help="passed, failed, completed or incomplete.")] = None,
    score: Annotated[float | None, typer.Option(help="The score, of 100.")] = None,
    seconds: Annotated[float | None, typer.Option(help="How long it took.")] = None,
    location: Annotated[str | None, typer.Option(help="Where the learner was.")] = None,
    suspend_data: Annotated[str | None, typer.Option(help="What the SCO wants to remember.")] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help="A CMI element, as NAME=VALUE.")] = None,
    suspend: Annotated[bool, typer.Option("--suspend", help="Leave it suspended.")] = False,
    to_list: Annotated[bool, typer.Option("--list", help="List what learners attempt, and do nothing.")] = False,
    to_link: Annotated[bool, typer.Option("--link", help="Print a link for a browser, and do nothing else.")] = False,
    url: Annotated[str | None, typer.Option(help="The running emulator [this machine's].")] = None,
    sandbox: Annotated[str | None, typer.Option(help="The sandbox [default].")] = None,
    token: Annotated[
        str | None,
        typer.Option(envvar="EMULATOR_CONTROL_TOKEN", help="The token, if the emulator wants one.", show_envvar=True),
    ] = None,
    **ids: str | None,
) -> None:
    """Play a course without a browser: launch it, say what the learner did, and leave it. Exit code 1 if the emulator refuses."""
    from emulator.play_command import CannotAskError, Emulator, RefusedError, line, link, listed, pairs
    from emulator.play_command import play as run

    named = {"attempt": attempt, **ids}
    try:
        emulator = Emulator(url or _own_url(), sandbox, token)
        wanted = {**{name: value for name, value in named.items() if value is not None}, **pairs(by or (), "--by")}
        if to_list:
            print("\n".join(map(line, listed(emulator, wanted))) or "nothing to attempt", flush=True)
        elif to_link:
            print(link(emulator, wanted))
        else:
            said = {"sco": sco, "status": status, "score": score, "seconds": seconds, "location": location}
            said |= {"suspend_data": suspend_data, "exit": "suspend" if suspend else None}
            answer = run(emulator, wanted, {**said, "values": pairs(values or (), "--set")})
            print("\n".join([line(answer), *answer["notes"]]))
    except RefusedError as error:
        print(f"lms-emulator: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    except CannotAskError as error:
        _stop(error)


def _own_url() -> str:
    """The URL of this machine's emulator, according to the settings."""
    from emulator.settings import SettingsError, load_settings

    try:
        settings = load_settings()
    except SettingsError as error:
        _stop(error)
    host = LOOPBACKS.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _stop(error: Exception) -> NoReturn:
    print(f"lms-emulator: {error}", file=sys.stderr)
    raise typer.Exit(2) from None


def _add_what_vendors_declare() -> None:
    """Name the installed vendors in the help, and give `play` an option for each id that attempts are found by, in place of `**ids`."""
    from emulator.vendors import ENTRIES

    titles = [entry.title for entry in ENTRIES]
    app.info.help = f"Stands in for the APIs of {', '.join(titles[:-1])} and {titles[-1]}."
    owners: dict[str, list[str]] = {}
    for entry in ENTRIES:
        for key in entry.subjects:
            owners.setdefault(key, []).append(f"{entry.title}'s")
    own = [each for each in signature(play).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    options = [
        Parameter(
            key,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, typer.Option(help=f"{' or '.join(owned)} {key.replace('_', ' ')}.")],
        )
        for key, owned in owners.items()
        if key not in {each.name for each in own}  # that one is given by --by
    ]
    wanted = [*own[:1], *options, *own[1:]]
    play.__signature__ = Signature([each.replace(kind=Parameter.KEYWORD_ONLY) for each in wanted])  # type: ignore[attr-defined]
    play.__annotations__ = {each.name: each.annotation for each in wanted}


def main() -> None:
    """The entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None if it is closed
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a path shows what it can
    try:
        _add_what_vendors_declare()
        app()
    except PluginError as error:
        print(f"lms-emulator: {error}", file=sys.stderr)
        sys.exit(2)
