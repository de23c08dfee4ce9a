"""End with a sentence where the preview cannot have its address: MkDocs finds out last, with a traceback."""

from __future__ import annotations

import argparse
import errno
import socket
import sys

# What the system answers → what that means here, and the address that is proposed instead.
_FOREIGN = ("{host} is no address of this machine: choose one that is", "127.0.0.1:{port}")
ERRORS = {
    errno.EADDRINUSE: (
        "The port {port} is taken, perhaps by another preview: close that, or choose one",
        "{host}:{next}",
    ),
    errno.EACCES: (
        "The port {port} is only for the administrator of this machine: choose one from 1024 on",
        "{host}:8000",
    ),
    errno.EADDRNOTAVAIL: _FOREIGN,
    errno.EAFNOSUPPORT: _FOREIGN,  # A machine without IPv6
}


def main() -> None:
    """Try the address in the arguments of `mkdocs serve`; whatever else may be wrong is left to MkDocs."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-a", "--dev-addr", default="127.0.0.1:8000")
    host, _, number = parser.parse_known_args()[0].dev_addr.rpartition(":")
    if not host or not number.isdecimal():
        return
    port = int(number)
    if not 0 < port < 65536:
        example = f"as in 'scripts/serve --dev-addr {host}:8000'."
        sys.exit(f"There is no port {port}: choose one from 1024 to 65535, {example}")
    why = refusal(host, port)
    if why in ERRORS:
        text = "{}, as in 'scripts/serve --dev-addr {}'.".format(*ERRORS[why])
        sys.exit(text.format(host=host, port=port, next=port + 1 if port < 65535 else port - 1))


def refusal(host: str, port: int) -> int | None:
    """Return the number of the error by which the system refuses to listen there, None if it does not."""
    bare = host.removeprefix("[").removesuffix("]")
    try:
        with socket.socket(socket.AF_INET6 if ":" in bare else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # As MkDocs does
            probe.bind((bare, port))
    except OSError as error:
        return error.errno
    return None


if __name__ == "__main__":
    main()
