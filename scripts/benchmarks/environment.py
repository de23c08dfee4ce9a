"""The Python environment in which everything is measured: one for all, so that only the glossaries differ.

It is made from `requirements/bench.txt` (hashes checked) in `.cache/`, and made again when that file or the
Python changes.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
LOCKED = ROOT / "requirements" / "bench.txt"


def bench_python() -> str:
    """Return the interpreter of the environment, which is made if it is not there."""
    folder = CACHE / "venv"
    python = folder / "bin" / "python"
    stamp = folder / "made-from"
    wanted = hashlib.sha256(LOCKED.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return str(python)
    print(f"making {folder.relative_to(ROOT)} from {LOCKED.relative_to(ROOT)}", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True, symlinks=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    locked = ["--require-hashes", "--only-binary=:all:", "--requirement", str(LOCKED)]
    # Ours from the working tree; what it needs to be built stands in the locked file, too.
    ours = ["--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)]
    for what in (locked, ours):
        subprocess.run([*pip, *what], check=True)
    stamp.write_text(wanted)
    return str(python)
