"""An object store for tests: moto's server, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import boto3
from moto.server import ThreadedMotoServer


class Store:
    """An object store that can be stopped, and what it has."""

    def __init__(self) -> None:
        self.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self.server.start()
        self.port = self.server.get_host_and_port()[1]
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="a",
            aws_secret_access_key="b",
        )

    def keys(self, place: str) -> list[str]:
        """The keys of `BUCKET/PREFIX`, without the prefix."""
        bucket, _, prefix = place.partition("/")
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)  # of 1,000 keys
        return [each["Key"].removeprefix(prefix) for page in pages for each in page.get("Contents", [])]

    def environment(self) -> dict[str, str]:
        """The variables by which it is found."""
        named = {"ENDPOINT_URL": self.endpoint, "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b", "REGION": "us-east-1"}
        return {f"AWS_{name}": value for name, value in named.items()}

    def stop(self) -> None:
        """Nobody reaches it."""
        self.server.stop()

    def start_again(self) -> None:
        """With all that it had."""
        self.server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self.server.start()


@contextmanager
def object_store(bucket: str) -> Iterator[Store]:
    """A store that has a bucket."""
    found = Store()
    try:
        found.client.create_bucket(Bucket=bucket)
        yield found
    finally:
        found.stop()


@contextmanager
def refusing(port: int = 0, code: str = "AccessDenied", *, reads: bool = False) -> Iterator[str]:
    """A store that refuses what it is asked, with 403 and this code, as one does whose credentials may only read (`reads`: an empty one);
    its URL.
    """

    class Refusal(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, why = (404, "NoSuchKey") if reads and self.command == "GET" else (403, code)
            body = f"<Error><Code>{why}</Code><Message>no</Message></Error>".encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815 - the library's names

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Refusal)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
