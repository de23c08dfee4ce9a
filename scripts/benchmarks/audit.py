"""Lighthouse and axe over the published site, beside the budgets; `scripts/audit` runs it.

Lighthouse needs Node: npx fetches it. Pages are measured beside a bare article without styles or scripts, in
the same run, so that a slow machine slows both.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from explainer.publish.pdf import reading_order

LIGHTHOUSE = "lighthouse@12"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEADS = (
    ("page", 28), ("perf", 5), ("a11y", 5), ("best", 5), ("seo", 5), ("FCP ms", 7), ("bare", 7), ("ratio", 6),
    ("TBT ms", 7), ("bare", 6), ("CLS", 6), ("KB", 5),
)  # fmt: skip
"""Columns of the table, each with its width; beside ours stands the bare article's."""
_ARTICLE = re.compile(r"<article\b[^>]*>(.*?)</article>", re.DOTALL)
_NOT_SHOWN = re.compile(r"<script\b.*?</script>|<template\b.*?</template>", re.DOTALL)


class _Compressed(SimpleHTTPRequestHandler):
    """Hands out the ready-made gzip copies, as a host does."""

    def log_message(self, *arguments: Any) -> None:
        """Say nothing: the table is the output."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        small = path.with_name(path.name + ".gz")
        if "gzip" not in self.headers.get("Accept-Encoding", "") or not small.is_file():
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(small.stat().st_size))
        self.send_header("Cache-Control", "public, max-age=31536000")
        self.end_headers()
        return small.open("rb")


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def bare(page: str) -> str:
    """Return the article of a page by itself, without styles or scripts."""
    match = _ARTICLE.search(page)
    body = _NOT_SHOWN.sub("", match[1] if match else page)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bare</title>'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def measure(url: str, chromium: str) -> dict[str, float]:
    """Return scores (0 to 100) and times (ms) of one Lighthouse run, mobile."""
    npx = shutil.which("npx")
    if npx is None:
        sys.exit("Lighthouse needs Node.js with npx: install it and run scripts/audit again.")
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = [npx, "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", "--output-path=stdout", flags]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"Lighthouse failed on {url}:\n{done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    audits = report["audits"]
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    return found | {
        "first-paint": audits["first-contentful-paint"]["numericValue"],
        "blocking": audits["total-blocking-time"]["numericValue"],
        "shift": audits["cumulative-layout-shift"]["numericValue"],
        "bytes": audits["total-byte-weight"]["numericValue"],
    }


def medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _row(page: str, ours: Mapping[str, float], theirs: Mapping[str, float]) -> str:
    """Return the line of a page, in the columns of `HEADS`."""
    ratio = ours["first-paint"] / theirs["first-paint"]
    return (
        f"/{page:27} {ours['performance']:5.0f} {ours['accessibility']:5.0f}"
        f" {ours['best-practices']:5.0f} {ours['seo']:5.0f}"
        f" {ours['first-paint']:7.0f} {theirs['first-paint']:7.0f} {ratio:6.2f}"
        f" {ours['blocking']:7.0f} {theirs['blocking']:6.0f}"
        f" {ours['shift']:6.3f} {ours['bytes'] / 1024:5.0f}"
    )


def _exceeded(ours: Mapping[str, float], theirs: Mapping[str, float], budget: Mapping[str, float]) -> int:
    """Return how many of a page's figures exceed their budget."""
    return (
        sum(ours[name] < budget[name] for name in CATEGORIES)
        + (ours["first-paint"] > budget["first-paint-ratio"] * theirs["first-paint"])
        + (ours["blocking"] - theirs["blocking"] > budget["blocking-ms"])
        + (ours["shift"] > budget["layout-shift"])
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit code 1 where a budget is exceeded."""
    parser = argparse.ArgumentParser(prog="scripts/audit", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--pages", nargs="*", default=["", "backdoors/", "findings/model-size/", "glossary/"])
    parser.add_argument("--all", action="store_true", help="every page of the menu")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("No Chromium or Chrome was found: install one, or name it in CHROMIUM.")
    budget = tomllib.loads(Path("budgets.toml").read_text(encoding="utf-8"))["lighthouse"]
    pages = options.pages
    if options.all:
        order = reading_order((options.site / "llms.txt").read_text(encoding="utf-8"))
        pages = [path.removesuffix("index.html") for path in order]
    exceeded = 0
    print(" ".join(f"{head:>{width}}" for head, width in HEADS))
    with tempfile.TemporaryDirectory() as folder, serve(options.site) as here:
        for page in pages:
            text = (options.site / page / "index.html").read_text(encoding="utf-8")
            Path(folder, "index.html").write_text(bare(text), encoding="utf-8")
            with serve(Path(folder)) as plain:
                # In turn, so that what else the machine does falls on both.
                pairs = [
                    [measure(url, chromium) for url in (here + page, plain)] for _ in range(options.runs)
                ]
            ours, theirs = map(medians, zip(*pairs, strict=True))
            print(_row(page, ours, theirs), flush=True)
            exceeded += _exceeded(ours, theirs, budget)
    print("All within budgets.toml." if not exceeded else f"{exceeded} figures exceed budgets.toml.")
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
