"""What a browser is allowed to do on our pages, said as a Content-Security-Policy and a few headers.

Inline scripts and styles are allowed one by one, by hash, and of the scripts only those that the build itself
put there; nothing is ever fetched from another host.
"""

from __future__ import annotations

import base64
import hashlib
import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from explainer.publish.pieces import attributes, pieces

# Types of a script that a browser runs: none, or one of JavaScript's.
_RUNS = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script[\d.]*",
    re.IGNORECASE,
)
_NAMES_FILE = frozenset(("src", "href", "xlink:href"))

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Sent with every answer, where the host lets us."""


def sha256(text: str) -> str:
    """Return the source expression that allows exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline_parts(page: str) -> tuple[list[tuple[str, int]], list[str]]:
    """Return the inline scripts of a page that run, with the line of each, and its inline styles."""
    scripts, styles = [], []
    script_runs = False
    for piece in pieces(page):
        if piece.kind == "start" and piece.name == "script":
            values = attributes(piece.text)
            kind = values.get("type", "").strip()
            script_runs = not _NAMES_FILE & values.keys() and _RUNS.fullmatch(kind) is not None
        elif piece.kind == "raw" and piece.name == "style":
            styles.append(piece.text)
        elif piece.kind == "raw" and piece.name == "script" and script_runs and piece.text.strip():
            scripts.append((piece.text, page.count("\n", 0, piece.at) + 1))
    return scripts, styles


def server_policy(frame_ancestors: str) -> str:
    """Return what a server says: only there counts who may frame a page.

    Scripts and styles each page allows by itself, with its hashes.
    """
    return f"frame-ancestors {frame_ancestors}; object-src 'none'; base-uri 'self'; form-action 'self'"


def headers_file(base: str, kept: Iterable[str]) -> str:
    """Return the headers in the form that Netlify and Cloudflare Pages read; deploy/ has those for others.

    `base` is the path at which the site stands, with a slash at both ends; `kept` are the addresses below it,
    `*` for the rest of one, of what a browser may keep for a year.
    """
    own = server_policy("'self'")
    lines = [f"{base}*", f"  Content-Security-Policy: {own}"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines += ["  Strict-Transport-Security: max-age=31536000"]
    lines += ["", f"{base}embed/*", "  ! Content-Security-Policy"]
    lines.append(f"  Content-Security-Policy: {server_policy('*')}")
    for address in kept:
        lines += ["", f"{base}{address}", "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


def kept_addresses(files: Mapping[str, bool]) -> Iterator[str]:
    """Yield the addresses of the files true in `files`, one a folder where all files below it are."""
    folders: dict[str, set[bool]] = {}
    for path, kept in files.items():
        while path := posixpath.dirname(path):
            folders.setdefault(path, set()).add(kept)
    whole = {folder for folder, found in folders.items() if found == {True}}
    yield from sorted(f"{folder}/*" for folder in whole if posixpath.dirname(folder) not in whole)
    yield from sorted(path for path, kept in files.items() if kept and posixpath.dirname(path) not in whole)


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the policy of a page, which allows its inline scripts and styles by hash."""
    rules = {
        "default-src": "'self'",  # What has no rule of its own; Firefox fetches the next page ahead under it.
        "script-src": " ".join(("'self'", *sorted(scripts))),
        "style-src": " ".join(("'self'", *sorted(styles))),
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_policy(page: str, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a page with its own policy, by which these may run, as the first thing after its encoding."""
    policy = content_policy(frozenset(map(sha256, scripts)), frozenset(map(sha256, styles)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=False)}">'
    at, said = _start(page)
    # The encoding must stand among the first 1,024 bytes, and a policy may be longer.
    return page[:at] + ("" if said else '<meta charset="utf-8">') + meta + page[at:]


def _start(page: str) -> tuple[int, bool]:
    """Return where a page may say something before all else, and whether it has said its encoding by then."""
    at = 0
    for piece in pieces(page):
        if piece.kind == "comment" or (piece.kind == "text" and not piece.text.strip()):
            at = piece.at + len(piece.text) if piece.text[:9].lower() == "<!doctype" else at
        elif piece.kind == "start" and piece.name in ("html", "head"):
            at = piece.at + len(piece.text)
        else:
            said = piece.kind == "start" and piece.name == "meta" and "charset" in attributes(piece.text)
            return (piece.at + len(piece.text), True) if said else (at, False)
    return at, False
