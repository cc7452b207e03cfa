"""The yardstick: a FastAPI app that answers a constant, under the emulator's own server settings."""

import asyncio
import socket
import sys

from fastapi import FastAPI, Response

from emulator.server import make_server

app = FastAPI()


@app.get("/dict")
async def constant_dict() -> dict[str, str]:
    """As most people write it: FastAPI turns the dict into JSON."""
    return {"hello": "world"}


@app.get("/bytes")
async def constant_bytes() -> Response:
    """The least that a FastAPI route can do."""
    return Response(b'{"hello":"world"}', media_type="application/json")


def main(port: int) -> None:
    """Serve until SIGTERM."""
    listener = socket.create_server(("127.0.0.1", port))
    server = make_server(app, "127.0.0.1", port)
    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(server.serve(sockets=[listener]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
