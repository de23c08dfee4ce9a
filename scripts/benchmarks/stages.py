"""Publish a site and write to FILE what each stage took: `python -m benchmarks.stages FILE [options]`.

The options are those of scripts/build. A stage within another is indented below it. The package is watched
from outside and knows nothing of this.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from explainer.publish import build, postprocess
from explainer.publish.__main__ import main as publish

# Module, function, name for the table
STAGES = (
    (build, "build", "engine"),
    (build, "finish", "finish"),
    (postprocess, "read_tree", "  read"),
    (postprocess, "bundle_scripts", "  scripts"),
    (postprocess, "place_styles", "  styles"),
    (postprocess, "fingerprint", "  names"),
    (postprocess, "rewrite_addresses", "  addresses"),
    (postprocess, "with_policy", "  policy"),
    (postprocess, "write_tree", "  write"),
    (build, "_check", "check"),
    (build, "compress", "compress"),
    (build, "swap", "swap"),
)

took: dict[str, tuple[float, float]] = {}


def watch(module: ModuleType, function: str, name: str) -> None:
    """Note the wall-clock and the processor time of a function, child processes included."""
    inner: Callable[..., Any] = getattr(module, function)

    def watched(*positional: Any, **named: Any) -> Any:
        began, spent = time.perf_counter(), _cpu()
        try:
            return inner(*positional, **named)
        finally:
            before = took.get(name, (0.0, 0.0))  # One stage may be called for each page.
            took[name] = (before[0] + time.perf_counter() - began, before[1] + _cpu() - spent)

    setattr(module, function, watched)


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def main(file: Path, arguments: list[str]) -> int:
    """Publish, and write down the stages in their order."""
    for stage in STAGES:
        watch(*stage)
    code = publish(arguments)
    file.write_text(json.dumps({name: took[name] for _, _, name in STAGES if name in took}), encoding="utf-8")
    return code


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2:]))
