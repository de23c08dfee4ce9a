"""Publishing is all or nothing, and the same every time."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from project import ROOT, publish_project

PUBLISH = [sys.executable, "-m", "explainer.publish"]


def digests(folder: Path) -> dict[str, str]:
    """Return what each file of a folder holds."""
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def tiny(write_site):
    """A tiny site that has been published once."""
    site = write_site(
        {"index.md": "---\ntitle: Home\ndescription: A page.\n---\n\n# Home\n\nThe loss falls.\n"},
        terms={"loss": "What training lowers."},
        config="site_description: A tiny site.\n",
    )
    assert run(site.folder).returncode == 0
    return site


def run(folder: Path, **options) -> subprocess.CompletedProcess[str]:
    """Publish the site in a folder into its `site`."""
    return subprocess.run([*PUBLISH], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)


def test_two_builds_are_the_same(tmp_path):
    """In another folder, time zone and language, with another hash seed: the same bytes."""
    moment = {"SOURCE_DATE_EPOCH": "1790000000"}
    elsewhere = tmp_path / "another folder" / "ü"
    elsewhere.mkdir(parents=True)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, elsewhere / name)
    shutil.copyfile(ROOT / "mkdocs.yml", elsewhere / "mkdocs.yml")
    here = publish_project(tmp_path / "one", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1", **moment)
    there = publish_project(tmp_path / "two", root=elsewhere, TZ="Asia/Kathmandu", LC_ALL="C", LANG="tr_TR.UTF-8", PYTHONHASHSEED="2", **moment)
    assert here.returncode == 0, here.stdout
    assert there.returncode == 0, there.stdout
    one, two = digests(tmp_path / "one"), digests(tmp_path / "two")
    assert {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)} == set()


def test_a_build_that_fails_leaves_the_former_site(tiny):
    """And says in one report what is wrong, with exit code 1 and no traceback."""
    before = digests(tiny.folder / "site")
    tiny.put("docs/index.md", "# Home\n\n[Gone](gone.md)\n")
    done = run(tiny.folder)
    assert done.returncode == 1
    assert "docs/index.md:3: the link 'gone.md' leads nowhere" in done.stdout
    assert "Traceback" not in done.stdout
    assert digests(tiny.folder / "site") == before
    assert sorted(path.name for path in tiny.folder.iterdir() if path.name.startswith(".site-")) == []


@pytest.mark.parametrize("after", [0.3, 1.0, 1.6])
def test_a_build_that_is_killed_leaves_the_former_site(tiny, after):
    """At any moment; the next build works and tidies nothing that is not its own."""
    before = digests(tiny.folder / "site")
    tiny.put("docs/index.md", "---\ntitle: Home\ndescription: Another page.\n---\n\n# Home\n\nAnother loss.\n")
    process = subprocess.Popen(PUBLISH, cwd=tiny.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    finished = process.poll() is not None
    os.killpg(process.pid, signal.SIGKILL) if not finished else None
    process.wait()
    now = digests(tiny.folder / "site")
    assert now == before or 'content="Another page."' in (tiny.folder / "site/index.html").read_text(encoding="utf-8")
    assert run(tiny.folder).returncode == 0


def test_two_builds_at_once_do_not_mix(tiny):
    """Each works in a folder of its own; the site is that of one of them, whole."""
    both = [subprocess.Popen(PUBLISH, cwd=tiny.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert 0 in [process.returncode for process in both], said
    alone = digests(tiny.folder / "site")
    assert run(tiny.folder).returncode == 0
    assert {name for name in alone if not name.startswith("sitemap")} == {
        name for name in digests(tiny.folder / "site") if not name.startswith("sitemap")
    }


def test_no_room(tiny):
    """A disk that takes no more bytes: a sentence, exit code 1, the former site as it was."""
    before = digests(tiny.folder / "site")
    done = run(tiny.folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    assert done.returncode == 1
    assert "what was published before is untouched" in done.stdout
    assert digests(tiny.folder / "site") == before


def test_a_place_that_cannot_be_written(tiny):
    """A folder that nobody may make: a sentence, no traceback."""
    done = subprocess.run([*PUBLISH, "-d", "/proc/nowhere/site"], cwd=tiny.folder, text=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "expected room and permission to write" in done.stderr


def test_strange_but_legal_content(write_site):
    """Names with spaces and foreign letters, an empty page, a page of a megabyte, a text from right to left."""
    front = "---\ntitle: {0}\ndescription: About {0}.\n---\n\n# {0}\n\n"
    site = write_site(
        {
            "index.md": front.format("Home") + "[A](a%20name%20with%20spaces.md) [B](größe.md) [C](leer.md)\n",
            "a name with spaces.md": front.format("Spaces") + "The loss falls.\n",
            "größe.md": front.format("Größe") + "The loss falls.\n",
            "leer.md": "",
            "long.md": front.format("Long") + "The loss falls and rises again.\n\n" * 30_000,
            "arabic.md": front.format("Arabic") + '<div dir="rtl" lang="ar" markdown>\n\nنص loss هنا\n\n</div>\n',
        },
        terms={"loss": "What training lowers."},
    )
    built = site.build()
    assert built.page("arabic/").css_first("a.term").text() == "loss"
    assert built.page("größe/").css_first("a.term") is not None
    assert built.page("long/").css("a.term")
