"""Publishing is all or nothing, and the same every time."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from explainer.publish.compress import CACHE
from explainer.publish.staging import clear_leftovers
from support.project import ROOT, TESTED_URL, publish_project
from support.tinysite import TinySite

PATIENCE = 300  # Seconds after which a build that says nothing is a failure, on the busiest of machines
PUBLISH = [sys.executable, "-m", "explainer.publish"]


def digests(folder: Path) -> dict[str, str]:
    """Return what each file of a folder holds."""
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


# In a build that a test holds at one place: before one of publish's steps, after its last, or within the engine.
HELD = """
import os, signal, socket, sys
from explainer.publish import __main__ as program, build as steps

# A shell that starts the tests in the background has them, and all below them, pass over it.
signal.signal(signal.SIGINT, signal.default_int_handler)

def hold():
    line = socket.create_connection(("127.0.0.1", int(os.environ["HOLD_AT"])))
    line.sendall(b"here")
    line.recv(1)

def held(step):
    def run(*args, **options):
        if name != "swapped":
            hold()
        step(*args, **options)
        if name == "swapped":
            hold()
    return run

name = sys.argv[1]
if name != "engine":
    step = name.replace("swapped", "swap")
    setattr(steps, step, held(getattr(steps, step)))
sys.exit(program.main(sys.argv[2:]))
"""
HOOK = """
import os, socket

def on_files(files, config):
    if os.environ.get("HOLD") == "engine":
        line = socket.create_connection(("127.0.0.1", int(os.environ["HOLD_AT"])))
        line.sendall(b"here")
        line.recv(1)
    return files
"""
STEPS = ("build", "engine", "finish", "keep_times", "swap", "swapped")
FRONT = "---\ntitle: Home\ndescription: {0}.\n---\n\n# Home\n\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A tiny site that has been published once."""
    site = TinySite.write(
        tmp_path_factory.mktemp("tiny") / "site",
        {"index.md": FRONT.format("A page") + "The loss falls.\n"},
        terms={"loss": "What training lowers."},
        config="site_description: A tiny site.\nhooks: [hook.py]\n",
    )
    site.put("hook.py", HOOK)
    assert run(site.folder).returncode == 0
    return site.folder


@pytest.fixture
def tiny(published, tmp_path) -> TinySite:
    """A copy of it."""
    shutil.copytree(published, tmp_path / "tiny")
    return TinySite(tmp_path / "tiny")


def run(folder: Path, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """Publish the site in a folder, into its `site`."""
    return subprocess.run([*PUBLISH, *arguments], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)


# Each holds the day of the build; a site that knows no address has none of them.
STAMPED = {"sitemap.xml", "sitemap.xml.br", "sitemap.xml.gz"}


def test_two_builds_are_the_same(published_dir, wheel, tmp_path):
    """In another folder, time zone and language, with another hash seed, with the package installed in an environment of one's own.

    And on another day: the same bytes, but for that. Of what is kept from before only the compressed copies are there, named by their texts.
    """
    elsewhere = tmp_path / "another folder" / "ü"
    elsewhere.mkdir(parents=True)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, elsewhere / name)
    shutil.copyfile(ROOT / "mkdocs.yml", elsewhere / "mkdocs.yml")
    (elsewhere / CACHE).parent.mkdir()
    (elsewhere / CACHE).symlink_to(ROOT / CACHE)
    machine = {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONPATH": str(wheel)}
    there = publish_project(tmp_path / "two", root=elsewhere, SITE_URL=TESTED_URL, **machine)
    assert there.returncode == 0, there.stdout
    one, two = digests(published_dir), digests(tmp_path / "two")
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} <= STAMPED
    maps = [path for site in (published_dir, tmp_path / "two") if (path := site / "sitemap.xml").exists()]
    assert len({re.sub(r"<lastmod>[^<]*", "", path.read_text(encoding="utf-8")) for path in maps}) == min(len(maps), 1)


def test_a_build_that_fails_leaves_the_former_site(tiny):
    """And says in one report what is wrong, with exit code 1 and no traceback."""
    before = digests(tiny.folder / "site")
    tiny.put("docs/index.md", "# Home\n\n[Gone](gone.md)\n")
    tiny.put("docs/data/glossary.yml", "loss:\n  term: loss\n")
    done = run(tiny.folder)
    assert done.returncode == 1
    assert "\n  docs/index.md:3: the link 'gone.md' leads nowhere" in done.stdout
    assert "\n  docs/data/glossary.yml:1: term 'loss': 'definition' is missing" in done.stdout
    assert "Traceback" not in done.stdout
    assert digests(tiny.folder / "site") == before
    assert sorted(path.name for path in tiny.folder.iterdir() if path.name.startswith(".site-")) == []


@pytest.fixture
def hold(tiny):
    """Begin a build of the tiny site, give it once it has come to a step, with the line by which it hears that it may go on."""
    tiny.put("docs/index.md", FRONT.format("Another page"))
    begun: list[tuple[subprocess.Popen[str], socket.socket]] = []

    def held(step: str) -> tuple[subprocess.Popen[str], socket.socket]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(PATIENCE)
            environment = {**os.environ, "HOLD": step, "HOLD_AT": str(server.getsockname()[1])}
            command = [sys.executable, "-c", HELD, step]
            options = {"cwd": tiny.folder, "env": environment, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
            process = subprocess.Popen(command, **options, start_new_session=True)
            line, _ = server.accept()
        line.settimeout(PATIENCE)
        assert line.recv(4) == b"here"
        begun.append((process, line))
        return process, line

    yield held
    for process, line in begun:
        line.close()
        process.communicate(timeout=PATIENCE)


def leftovers(folder: Path) -> list[str]:
    """Return the folders in which builds work, or worked."""
    return sorted(path.name for path in folder.glob(".site-*"))


@pytest.mark.parametrize("step", STEPS)
def test_a_build_that_is_killed_leaves_the_former_site(tiny, hold, step):
    """At any step it is the former one or the new one, whole; git does not see what is left, and the next build clears it away."""
    before = digests(tiny.folder / "site")
    process, line = hold(step)
    process.kill()
    process.wait(timeout=PATIENCE)  # Only then has the system taken its lock away.
    assert line.recv(1) == b""  # The engine ends with the build.
    assert len(leftovers(tiny.folder)) == 1
    assert (digests(tiny.folder / "site") == before) is (step != "swapped")
    subprocess.run(["git", "init", "-q"], cwd=tiny.folder, check=True)
    seen = subprocess.run(["git", "status", "--porcelain"], cwd=tiny.folder, check=True, capture_output=True, text=True).stdout
    assert ".site-" not in seen
    clear_leftovers(tiny.folder / "site")
    assert leftovers(tiny.folder) == []
    assert (digests(tiny.folder / "site") == before) is (step != "swapped")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_build_that_is_asked_to_end(tiny, hold, number, code):
    """By Ctrl-C, `kill` or a terminal that closes: one sentence, nothing left, and the engine ends too."""
    before = digests(tiny.folder / "site")
    process, line = hold("engine")
    process.send_signal(number)
    assert line.recv(1) == b""
    said = process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == code
    assert said.splitlines()[-1] == "Stopped: 'site' is as it was, or new and whole."
    assert "Traceback" not in said
    assert leftovers(tiny.folder) == []
    assert digests(tiny.folder / "site") == before


def test_a_build_that_still_runs_is_left_alone(tiny, hold):
    """Another one clears away what dead ones have left, and nothing else of a name like that."""
    process, line = hold("engine")
    (working,) = leftovers(tiny.folder)
    tiny.put(".site-packages/theirs.txt", "")
    for name in ("raw/a.html", "new/a.html", "old/index.html", ".gitignore"):
        tiny.put(f".site-deadbeef/{name}", "")
    assert run(tiny.folder).returncode == 0
    assert leftovers(tiny.folder) == sorted([working, ".site-packages"])
    line.sendall(b"!")
    assert "pages" in process.communicate(timeout=PATIENCE)[0]
    assert process.returncode == 0
    assert leftovers(tiny.folder) == [".site-packages"]


def test_a_link_is_followed(tiny):
    """What it leads to is published anew, there or not, and the link stays."""
    www = tiny.folder / "www"
    (tiny.folder / "site").rename(www)
    (tiny.folder / "site").symlink_to("www")
    tiny.put("docs/index.md", FRONT.format("Another page"))
    assert run(tiny.folder).returncode == 0
    assert (tiny.folder / "site").is_symlink()
    assert 'content="Another page."' in (www / "index.html").read_text(encoding="utf-8")
    shutil.rmtree(www)
    assert run(tiny.folder).returncode == 0
    assert 'content="Another page."' in (www / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [[], ["--offline"], ["--pdf"]])
def test_a_target_that_is_none(tiny, kind):
    """One sentence, exit code 1, and nothing touched."""
    before = digests(tiny.folder)
    done = run(tiny.folder, *kind, "-d", "")
    assert (done.returncode, done.stdout.splitlines()[-1][:21]) == (1, "the target is empty —")
    assert digests(tiny.folder) == before


def test_what_has_not_changed_keeps_its_time(tiny):
    """By it servers and browsers know; what has changed has the time of its build."""
    tiny.put("docs/same.md", FRONT.format("The same"))
    assert run(tiny.folder).returncode == 0
    for path in (tiny.folder / "site").rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    tiny.put("docs/index.md", FRONT.format("Another page") + "The loss falls.\n")
    assert run(tiny.folder).returncode == 0
    times = {path.relative_to(tiny.folder).as_posix(): path.stat().st_mtime for path in (tiny.folder / "site").rglob("*") if path.is_file()}
    assert times["site/same/index.html"] == times["site/same/index.html.br"] == times["site/404.html"] == 1_000_000_000
    assert min(times["site/index.html"], times["site/index.html.br"]) > 1_000_000_000


@pytest.mark.parametrize("epoch", ["junk", "1.5", "-5", "1e20", "9" * 30, "٣"])
def test_a_moment_that_is_none(tiny, epoch):
    done = run(tiny.folder, env={**os.environ, "SOURCE_DATE_EPOCH": epoch})
    assert done.returncode == 1
    assert done.stdout == f"SOURCE_DATE_EPOCH is '{epoch}' — expected whole seconds since 1970, at most 4354819198, or none.\n"


def test_a_browser_that_does_not_run(tiny):
    tiny.put("mkdocs.yml", (tiny.folder / "mkdocs.yml").read_text(encoding="utf-8").replace("[explainer: {", "[explainer: {machines: true, "))
    done = run(tiny.folder, "--pdf", env={**os.environ, "CHROMIUM": "/no/browser"})
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == (
        "CHROMIUM is '/no/browser', which does not run as a browser — expected a Chromium or Chrome, or CHROMIUM unset to have one looked for."
    )
    assert "Traceback" not in done.stdout


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
    *_, why, what_now = done.stdout.splitlines()
    assert re.fullmatch(r"(?:assets/|Error: the build stopped: )\S+: File too large — .+", why)
    assert what_now == "the build stopped; what was published before is untouched"
    assert "Traceback" not in done.stdout
    assert digests(tiny.folder / "site") == before


def test_a_place_that_cannot_be_written(tiny):
    """A folder that nobody may make: a sentence, no traceback."""
    done = run(tiny.folder, "-d", "/proc/nowhere/site")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert "expected room and permission to write" in done.stdout


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
