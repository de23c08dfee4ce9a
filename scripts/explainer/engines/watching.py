"""Keep a preview quick and going: a save is noticed soon, what stops a rebuild stands in place of every page.

Without the second the browser waits for a page that never comes, and the terminal shows a traceback.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

from explainer.engines.guards import said
from explainer.templates import fill

log = get_plugin_logger("explainer")

MKDOCS = 0.5
"""Seconds between two looks for saves, as MkDocs has it."""
SHORTEST = 0.05
SHARE = 30
"""Looking may take one part of so many of the time."""


def look_often(server: LiveReloadServer, pause: float) -> None:
    """Make a preview look for saves every `pause` seconds, if that is more often than MkDocs does.

    What is saved in several steps is built once they have ended: when a look finds nothing more.
    """
    if pause >= MKDOCS:
        return
    server.build_delay = min(server.build_delay, pause + 0.01)
    watched = [path for path, times in server._watched_paths.items() for _ in range(times)]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=pause)
    for path in watched:
        server.watch(path)


def pause_for(docs: Path) -> float:
    """Return the seconds between two looks at a folder: few where there is little to look at."""
    began = time.perf_counter()
    DirectorySnapshot(str(docs))
    return pause_after(time.perf_counter() - began)


def pause_after(took: float) -> float:
    """Return the seconds between two looks at a folder, one of which takes `took` seconds."""
    return min(MKDOCS, max(SHORTEST, took * SHARE))


def keep_going(server: LiveReloadServer, docs: Path) -> None:
    """Make a preview live through whatever stops a rebuild, until the next save."""
    server.builder = _going_on(server.builder, Path(server.root))
    # The folder itself is watched by the server, which forgets it once it is gone.
    server.observer.schedule(_Return(server, docs), str(docs.parent), recursive=False)


def _going_on(build: Callable[[], None], site: Path) -> Callable[[], None]:
    def rebuild() -> None:
        heard = _Heard()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        try:
            build()
        except Abort:  # Why, has been said.
            show(site, heard.said)
        except Exception as error:  # Whatever it is, the author is to see it.
            reason = error.format_message() if isinstance(error, MkDocsException) else said(error)
            log.error("The preview waits for the next save: %s", reason)
            show(site, heard.said)
        finally:
            logger.removeHandler(heard)

    return rebuild


def show(site: Path, reasons: Sequence[str]) -> None:
    """Put a page that says why there is no other in the place of every page of a site."""
    page = fill("documents/stopped.html", reasons=reasons)
    for path in {site / "index.html", site / "404.html", *site.rglob("*.html")}:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")


class _Heard(logging.Handler):
    """Keeps what an engine and its plugins call an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class _Return(FileSystemEventHandler):
    """Has a docs folder watched again that was moved away and back, and the site rebuilt both times."""

    def __init__(self, server: LiveReloadServer, docs: Path) -> None:
        self.server, self.docs = server, docs

    def on_any_event(self, event: FileSystemEvent) -> None:
        moved = event.event_type in ("created", "deleted", "moved")
        if not moved or str(self.docs) not in (event.src_path, event.dest_path):
            return
        if self.docs.is_dir():
            for path in [path for path in self.server._watched_paths if Path(path).is_relative_to(self.docs)]:
                self.server.unwatch(path)
                self.server.watch(path)
        # What its own watchers do; it has no other way to be told.
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()
