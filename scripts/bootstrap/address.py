"""End with one sentence where the address of the preview is taken: MkDocs finds out last, with a traceback."""

from __future__ import annotations

import argparse
import errno
import socket
import sys


def main() -> None:
    """Try the address in the arguments of `mkdocs serve`; whatever else may be wrong with it is left to MkDocs."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-a", "--dev-addr", default="127.0.0.1:8000")
    host, _, port = parser.parse_known_args()[0].dev_addr.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65535:
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # As MkDocs does
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = f"scripts/serve --dev-addr {host}:{int(port) + 1}"
                sys.exit(f"The port {port} is taken, perhaps by another preview: close that, or choose one, as in '{other}'.")


if __name__ == "__main__":
    main()
