"""What a browser is allowed to do on our pages, said as a Content-Security-Policy and a few headers.

Inline scripts and styles are allowed one by one, by hash; nothing is ever fetched from another host.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable

# <script>…</script> that runs (not JSON), and <style>…</style>
_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"?application/(?:ld\+)?json)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_STYLE_ATTRIBUTE = re.compile(r"<[a-zA-Z][^>]*\sstyle=[^>]*>")

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Sent with every answer, where the host lets us."""


def sha256(text: str) -> str:
    """Return the source expression that allows exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline_hashes(page: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the hashes of the inline scripts and of the inline styles of a page."""
    return frozenset(map(sha256, _SCRIPT.findall(page))), frozenset(map(sha256, _STYLE.findall(page)))


def style_attributes(page: str) -> list[str]:
    """Return the tags with a style attribute, which the policy does not allow."""
    return _STYLE_ATTRIBUTE.findall(page)


def server_policy(frame_ancestors: str) -> str:
    """Return what a server says: only there counts who may frame a page. Scripts and styles each page allows by itself, with its hashes."""
    return f"frame-ancestors {frame_ancestors}; object-src 'none'; base-uri 'self'; form-action 'self'"


def headers_file() -> str:
    """Return the headers in the form that Netlify and Cloudflare Pages read; other hosts get the same from deploy/."""
    own = server_policy("'self'")
    lines = ["/*", f"  Content-Security-Policy: {own}"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines += ["  Strict-Transport-Security: max-age=31536000; includeSubDomains"]
    lines += ["", "/assets/*", "  Cache-Control: public, max-age=31536000, immutable"]
    lines += ["", "/embed/*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {server_policy('*')}"]
    return "\n".join(lines) + "\n"


def content_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the policy of a page, which allows its inline scripts and styles by hash."""
    rules = {
        "default-src": "'none'",
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


def with_policy(page: str) -> str:
    """Return a page with its own policy as the first thing it says after its encoding."""
    scripts, styles = inline_hashes(page)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{html.escape(content_policy(scripts, styles), quote=True)}">'
    return re.sub(r"(<meta charset=[^>]*>)", lambda match: match[1] + meta, page, count=1)
