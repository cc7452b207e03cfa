"""`lms-emulator serve`."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from emulator.cli.stopping import stop
from emulator.light.collecting import paused

Host = Annotated[str | None, typer.Option(help="The address to listen on [127.0.0.1].")]
Port = Annotated[int | None, typer.Option(help="The port to listen on [8420]; 0 takes a free one.")]
Data = Annotated[Path | None, typer.Option(help="The data folder [./data].")]
Seed = Annotated[Path | None, typer.Option(help="A seed document for the default sandbox.")]
Memory = Annotated[
    bool | None, typer.Option("--memory", help="Keep the data in memory until the server stops.", show_default=False)
]
Workers = Annotated[
    int | None, typer.Option(help="How many processes serve the port [1]; more need EMULATOR_DATABASE_URL.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one line of JSON when it is ready: URL, port, base URLs, credentials.")
]
ExitOnEof = Annotated[
    bool,
    typer.Option("--exit-on-eof", help="End when standard input ends: when the program that started this one ends."),
]
Tls = Annotated[
    bool | None,
    typer.Option("--tls", help="Serve https, by a local authority (lms-emulator tls).", show_default=False),
]
TlsCert = Annotated[Path | None, typer.Option(help="A certificate (PEM) for https.")]
TlsKey = Annotated[Path | None, typer.Option(help="Its key, if that is in another file.")]
ProxyPort = Annotated[
    int | None, typer.Option(help="A further port, for HTTPS_PROXY: the vendors' host names lead here.")
]
PassOn = Annotated[
    bool | None, typer.Option("--pass-on", help="The proxy passes on requests for other hosts.", show_default=False)
]
LogLevel = Annotated[str | None, typer.Option(help="debug, info, warning or error [info].")]
LogFormat = Annotated[str | None, typer.Option(help="text or json [text].")]
AccessLog = Annotated[bool | None, typer.Option("--access-log", help="Log every request.", show_default=False)]
Quiet = Annotated[
    bool | None, typer.Option("--quiet", help="Do not print a line for each refused call.", show_default=False)
]


def serve(
    host: Host = None,
    port: Port = None,
    data: Data = None,
    seed: Seed = None,
    memory: Memory = None,
    workers: Workers = None,
    as_json: AsJson = False,
    exit_on_eof: ExitOnEof = False,
    tls: Tls = None,
    tls_cert: TlsCert = None,
    tls_key: TlsKey = None,
    proxy_port: ProxyPort = None,
    pass_on: PassOn = None,
    log_level: LogLevel = None,
    log_format: LogFormat = None,
    access_log: AccessLog = None,
    quiet: Quiet = None,
) -> None:
    """Start the emulator. Every option but --json and --exit-on-eof can be given as EMULATOR_HOST, EMULATOR_PORT, … too."""
    if memory and data is not None:
        stop("--memory keeps nothing in a folder; give it without --data")
    given = {"host": host, "port": port, "data": data, "seed": seed, "memory": memory, "workers": workers}
    given |= {"tls": tls, "tls_cert": tls_cert, "tls_key": tls_key, "proxy_port": proxy_port, "pass_on": pass_on}
    given |= {"log_level": log_level, "log_format": log_format, "access_log": access_log, "quiet": quiet}
    _serve(given, as_json, exit_on_eof)


def _serve(given: dict[str, Any], as_json: bool, exit_on_eof: bool) -> None:
    with paused():
        from emulator.cli.workers import run_workers
        from emulator.logs import set_up
        from emulator.running import StartError, run
        from emulator.settings import SettingsError, load_settings, misspelt
        from emulator.welcome import announcement, welcome

    wrong = misspelt(os.environ)
    try:
        settings = load_settings(**given)
        set_up(settings.log_level, settings.log_format)
        if settings.log_format == "json":
            for words in wrong:
                logging.getLogger("lms_emulator").warning(words)
            wrong = []
        _complain(wrong)
        announce = announcement if as_json else welcome
        if settings.workers > 1:
            run_workers(settings, given, announce, until_eof=exit_on_eof)
        run(settings, announce, until_eof=exit_on_eof)
    except SettingsError as error:
        _complain(wrong)
        stop(error)
    except StartError as error:
        stop(error)


def _complain(lines: list[str]) -> None:
    for words in lines:
        print(f"lms-emulator: {words}", file=sys.stderr)
