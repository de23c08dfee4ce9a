"""A plugin for pytest, `-p support.othermachine`: another day, and a disk that lists its files the other way round.

Loaded before any file of tests is read, so that whatever one of them asks while it is read is answered so.
"""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Iterator
from typing import Any, Self

LATER = datetime.timedelta(days=400, hours=5, seconds=7)
_time, _time_ns, _scandir, _listdir = time.time, time.time_ns, os.scandir, os.listdir


class _Date(datetime.date):
    @classmethod
    def today(cls) -> datetime.date:
        return super().today() + LATER


class _DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return super().now(tz) + LATER


class _Entries:
    """What `os.scandir` gives: to go through once, and to be closed."""

    def __init__(self, path: Any = ".") -> None:
        with _scandir(path) as entries:
            self._left = reversed(list(entries))

    def __iter__(self) -> Iterator[Any]:
        return self._left

    def __next__(self) -> Any:
        return next(self._left)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._left = reversed([])


time.time = lambda: _time() + LATER.total_seconds()
time.time_ns = lambda: _time_ns() + int(LATER.total_seconds()) * 10**9
datetime.date, datetime.datetime = _Date, _DateTime  # type: ignore[misc]  # Stand-ins for the real ones
os.scandir = _Entries  # type: ignore[assignment]  # A stand-in
os.listdir = lambda path=".": _listdir(path)[::-1]  # type: ignore[assignment, misc]
