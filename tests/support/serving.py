"""A built site on a loopback port, as a plain web server would give it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar


class _Files(SimpleHTTPRequestHandler):
    # Else Python takes the kind of a file from the machine; a module of another kind does not run.
    extensions_map: ClassVar = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css"}

    def __init__(self, *args: Any, base: str = "/", **options: Any) -> None:
        self.base = base
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        """Look below the path at which the site stands; beside it there is nothing."""
        found = super().translate_path("/" + path.removeprefix(self.base))
        return found if path.startswith(self.base) else f"{self.directory}/beside the site"

    def log_message(self, *args: Any) -> None:
        """Keep the test's output its own."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address as hosts of static sites do, with the site's own page."""
        lost = Path(self.directory) / "404.html"
        if code != 404 or not lost.is_file() or not self.path.startswith(self.base):
            super().send_error(code, message, explain)
            return
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # Of five, browsers that fetch many files at once are now and then turned away.
    daemon_threads = True

    def handle_error(self, *args: Any) -> None:
        """Tell of what goes wrong here, but not of a browser that has gone on before everything had come."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*args)


@contextmanager
def serve(folder: Path, port: int = 0, base: str = "/") -> Iterator[str]:
    """Serve `folder` under the path `base` and give its address, `http://127.0.0.1:49152/`."""
    server = _Server(("127.0.0.1", port), partial(_Files, directory=str(folder), base=base))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
