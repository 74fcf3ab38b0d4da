"""A server whose clock a test can move, and a line to it that a test can cut: what a wall must survive."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from datetime import datetime
from pathlib import Path

from data.store import now

ROOT = Path(__file__).parents[2]
SECONDS = 60
# The product has no way to be told the time; the server process of a test looks it up in a file.
PROGRAM = """
import datetime, pathlib, sys
import uvicorn
import data.store
offset, port, real = pathlib.Path(sys.argv[1]), int(sys.argv[2]), data.store.now
data.store.now = lambda: real() + datetime.timedelta(seconds=float(offset.read_text()))
uvicorn.run("asgi:app", host="127.0.0.1", port=port, log_level="warning", access_log=False)
"""


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class WallServer:
    """The app under uvicorn on one port for its whole life, so that a browser finds it again after a restart."""

    def __init__(self, warehouse: Path, folder: Path) -> None:
        self.port = free_port()
        self._warehouse = warehouse
        self._offset = folder / "offset"
        self._offset.write_text("0")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Begin to start; until `wait` returns there is time for something else."""
        command = [sys.executable, "-c", PROGRAM, str(self._offset), str(self.port)]
        environment = os.environ | {"GRIDSCOPE_WAREHOUSE": str(self._warehouse)}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            assert self._process and self._process.poll() is None, "the server ended at once; see its output above"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError(f"the server did not answer within {SECONDS} s")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def memory(self) -> float:
        """Resident memory of the server process, MB."""
        assert self._process
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def set_clock(self, moment: datetime) -> None:
        """Let the server think that it is this moment now, in the zone of the data."""
        self._offset.write_text(str((moment - now()).total_seconds()))


class Line:
    """A TCP relay to the server. Cut, nothing passes and nothing is closed, as when a cable is pulled."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._whole = threading.Event()
        self._whole.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._ended = False
        self._cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self._whole.clear()

    def mend(self, *, old_connections: bool = True) -> None:
        """Let bytes pass again; without `old_connections` only over connections made from now on."""
        self._cuts += not old_connections
        self._whole.set()

    def close(self) -> None:
        self._ended = True
        self._whole.set()
        self._listener.close()

    def _accept(self) -> None:
        while not self._ended:
            try:
                near, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._relay, args=(near, self._cuts), daemon=True).start()

    def _relay(self, near: socket.socket, cuts: int) -> None:
        self._whole.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self._to), timeout=5)
        except OSError:
            near.close()
            return
        with closing(near), closing(far):
            while not self._ended:
                readable, _w, _x = select.select([near, far], [], [], 0.5)
                if not self._whole.is_set() or cuts != self._cuts:
                    time.sleep(0.1)
                    continue
                try:
                    for end in readable:
                        chunk = end.recv(65536)
                        if not chunk:
                            return
                        (far if end is near else near).sendall(chunk)
                except OSError:
                    return
