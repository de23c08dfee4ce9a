"""The verbs in scripts/: what they say where something is missing, and that the locks and workflows they rest on are sound."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import explainer

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
AGAIN = "or name one, as in 'PYTHON=/path/to/python3.13 scripts/serve'."

# attrs==25.1.0 ; python_version < "3.14" \
LOCKED = re.compile(r"^([\w.-]+)==([^\s;]+)[^\n]*\\\n    --hash=sha256:", re.MULTILINE)


class Tree:
    """A copy of the verbs, with an environment of made-up interpreters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=lambda path, names: [name for name in names if (Path(path) / name).is_dir()])
        self.path = folder / "bin"
        self.path.mkdir()
        for name in ("dirname", "sh"):
            found = shutil.which(name)
            assert found
            (self.path / name).symlink_to(found)

    def interpreter(self, name: str, answer: str) -> None:
        """Put a shell script in the place of a Python."""
        script = self.folder / name if "/" in name else self.path / name
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f"#!/bin/sh\n{answer}\n")
        script.chmod(0o755)

    def run(self, *command: str, **environment: str) -> tuple[int, str]:
        """Return exit code and output of a verb."""
        found = subprocess.run(
            command,
            cwd=self.folder,
            env={"PATH": str(self.path), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return found.returncode, found.stdout.strip()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Give a copy of the verbs in a folder whose name has a space."""
    folder = tmp_path / "a copy"
    folder.mkdir()
    return Tree(folder)


def bootstrap(name: str) -> ModuleType:
    """Load a module of scripts/bootstrap, which is in no package."""
    spec = importlib.util.spec_from_file_location(f"bootstrap_{name}", ROOT / "scripts" / "bootstrap" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # A data class looks itself up there.
    spec.loader.exec_module(module)
    return module


# Which Python


def test_no_python(tree: Tree) -> None:
    assert tree.run("scripts/serve") == (1, f"Python 3.11.5 or newer is needed and none was found: install it, {AGAIN}")


def test_python_too_old(tree: Tree) -> None:
    tree.interpreter("python3.11", "echo old >&2; exit 1")
    tree.interpreter("python3", "echo old >&2; exit 1")
    said = f"Python 3.11.5 or newer is needed and what is here is older (python3.11 python3): install a newer one, {AGAIN}"
    assert tree.run("scripts/serve") == (1, said)


def test_python_without_venv(tree: Tree) -> None:
    """It is the nearer cure, so it is told even where an old Python is there too."""
    tree.interpreter("python3.12", "echo novenv >&2; exit 1")
    tree.interpreter("python3", "echo old >&2; exit 1")
    said = f"Python has no venv module here (python3.12): install it, on Debian and Ubuntu with 'apt-get install python3-venv', {AGAIN}"
    assert tree.run("scripts/serve") == (1, said)


def test_python_named_that_does_not_run(tree: Tree) -> None:
    said = "PYTHON is '/no/python', which does not run: name Python 3.11.5 or newer, or unset it to have one looked for."
    assert tree.run("scripts/serve", PYTHON="/no/python") == (1, said)


def test_python_that_leads_nowhere_is_passed_over(tree: Tree) -> None:
    """Version managers leave names behind that answer with an error."""
    tree.interpreter("python3.14", "echo 'command not found' >&2; exit 127")
    tree.interpreter("python3", 'case $1 in -c) exit 0;; esac; echo "taken: $*"; exit 3')
    assert tree.run("scripts/serve") == (3, "taken: scripts/bootstrap/environment.py site")


@pytest.mark.parametrize("version", ["2.7.18", "3.6.15", "3.11.4"])
def test_probe_turns_down(version: str) -> None:
    """What the verbs ask of an interpreter is understood by old ones; only the comparison can be tried here."""
    probe = re.search(r"PROBE='\n(.*?)'\n", (ROOT / "scripts" / "lib.sh").read_text(), re.DOTALL)
    assert probe
    pretended = probe[1].replace("sys.version_info <", f"({version.replace('.', ', ')}) <")
    assert subprocess.run([sys.executable, "-c", pretended], capture_output=True, text=True, check=False).stderr == "old\n"
    assert subprocess.run([sys.executable, "-c", probe[1]], capture_output=True, check=False).returncode == 0


# What the verbs hand on


@pytest.fixture
def echoing(tree: Tree) -> Tree:
    """Give a tree whose Python agrees with everything and prints what it is asked to run."""
    tree.interpreter(".venv/bin/python", 'case "$1" in -c | scripts/bootstrap/*) exit 0;; esac; printf "<%s>" "$@"')
    return tree


def test_serve_passes_arguments(echoing: Tree) -> None:
    code, said = echoing.run("scripts/serve", "--dev-addr", "127.0.0.1:9000")
    assert code == 0
    assert said.endswith("<-m><mkdocs><serve><--dev-addr><127.0.0.1:9000>")


def test_verbs_are_at_home_in_utf_8(tree: Tree) -> None:
    """Whatever the locale: in one of Latin letters, dashes and quotes could else not be printed."""
    tree.interpreter("python3", 'case $1 in -c) exit 0;; esac; echo "PYTHONUTF8=$PYTHONUTF8"; exit 3')
    assert tree.run("scripts/serve") == (3, "PYTHONUTF8=1")


def test_verbs_run_from_anywhere(echoing: Tree) -> None:
    (echoing.folder / "docs").mkdir()
    code, said = echoing.run("sh", "-c", "cd docs && ../scripts/serve")
    assert code == 0
    assert said.endswith("<-m><mkdocs><serve>")


@pytest.mark.parametrize("verb", ["serve", "build"])
def test_a_signal_to_a_verb_reaches_its_program(echoing: Tree, verb: str) -> None:
    """It has become that program, so that `kill` and `timeout` end what works and not what waits for it."""
    echoing.interpreter(".venv/bin/python", 'case "$1" in -c | scripts/bootstrap/*) exit 0;; esac; echo $$')
    command = {"cwd": echoing.folder, "env": {"PATH": str(echoing.path)}, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen([f"scripts/{verb}"], **command) as process:
        assert process.communicate()[0].split()[-1] == str(process.pid)


def test_tests_without_a_browser_by_choice(echoing: Tree) -> None:
    code, said = echoing.run("scripts/test", "-k", "two words", "--no-browser")
    assert code == 0
    assert said.startswith("Tests in a browser are left out (--no-browser).\n")
    assert said.endswith("<-m><pytest><-m><not browser><-k><two words>")


def test_tests_without_firefox_by_choice(echoing: Tree) -> None:
    """Those in the other browser stay."""
    code, said = echoing.run("scripts/test", "--no-firefox", "-k", "cards")
    assert code == 0
    assert said.startswith("Tests in Firefox are left out (--no-firefox).\n")
    assert said.endswith("<-m><pytest><-m><not firefox><-k><cards>")


def test_all_tests_run_three_files_at_a_time(echoing: Tree) -> None:
    code, said = echoing.run("scripts/test", "--no-browser")
    assert code == 0
    assert said.endswith("<-m><pytest><-m><not browser><-n><3><--dist><loadfile><--no-loadscope-reorder>")


def host_commands() -> list[tuple[str, str]]:
    """Return each command that a host is told to build with, and where it then looks for the site."""
    docs = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| [\w ]+ \| `([^`]*scripts/build[^`]*)`[^|]*\| `([^`]+)` \|$", docs, re.MULTILINE)
    read_the_docs = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert read_the_docs["version"] == 2
    return [*told, *((command, "/out put/html") for command in read_the_docs["build"]["commands"])]


HOST = {"URL": "https://x.org", "CF_PAGES_URL": "https://x.org", "READTHEDOCS_CANONICAL_URL": "https://x.org", "READTHEDOCS_OUTPUT": "/out put"}


@pytest.mark.parametrize(("command", "folder"), host_commands())
def test_what_hosts_are_told(echoing: Tree, command: str, folder: str) -> None:
    """Each builds the site where its host looks for it, and says its address."""
    echoing.interpreter("python", "exit 0")
    echoing.interpreter(".venv/bin/python", 'case "$1" in -c | scripts/bootstrap/*) exit 0;; esac; printf "<%s>" "$SITE_URL" "$@"')
    code, said = echoing.run("sh", "-c", command, **HOST)
    target = "" if folder == "site" else f"<-d><{folder}>"
    assert code == 0
    assert said.endswith(f"<https://x.org><-m><explainer.publish>{target}")


def test_the_first_line_of_the_configuration() -> None:
    """Is read by whoever meets "The plugin is not installed": it says what to run."""
    first = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\n")[0]
    assert "scripts/serve" in first
    assert 'pip install ".[site]"' in first
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert '\npip install ".[site]"\nmkdocs serve' in readme


# The environment

PLACES = {"ROOT": ".", "VENV": ".venv", "RECORD": ".venv/installed.json", "PROJECT": "pyproject.toml"}


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give the module, at work on a project of two locks."""
    module = bootstrap("environment")
    (tmp_path / "requirements").mkdir()
    for name in ("site", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    for name, path in PLACES.items():
        monkeypatch.setattr(module, name, tmp_path / path)
    return module


def installed(module: ModuleType, *names: str) -> None:
    """Write the record of an environment that holds these locks."""
    (module.VENV / "bin").mkdir(parents=True, exist_ok=True)
    (module.VENV / "bin" / "python").touch()
    locked = {name: module.digest(module.locked_file(name)) for name in names}
    record = {**module.origin(), "project": module.digest(module.PROJECT), "locked": locked}
    module.RECORD.write_text(json.dumps(record))


def test_nothing_is_installed_twice(environment: ModuleType) -> None:
    installed(environment, "site")
    assert environment.missing("site") == []


def test_more_is_added_to_what_is_there(environment: ModuleType) -> None:
    installed(environment, "site")
    assert environment.missing("test") == ["locked"]


def test_changed_project_is_installed_again_alone(environment: ModuleType) -> None:
    installed(environment, "site")
    environment.PROJECT.write_text("[project]\nname = 'other'\n")
    assert environment.missing("site") == ["project"]


@pytest.mark.parametrize("spoil", ["no record", "half a record", "lock", "python", "moved", "no python", "another way"])
def test_environment_is_made_anew(spoil: str, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an install cut short, a changed lock, another Python, in another place, or when it is made in another way."""
    installed(environment, "site", "test")
    if spoil == "no record":
        environment.RECORD.unlink()
    elif spoil == "half a record":
        environment.RECORD.write_text('{"python":')
    elif spoil == "lock":
        environment.locked_file("test").write_text("test==2\n")
    elif spoil == "python":
        monkeypatch.setattr(environment, "python_id", lambda: "3.99.0 /elsewhere")
    elif spoil == "moved":
        monkeypatch.setattr(environment, "ROOT", environment.ROOT / "elsewhere")
    elif spoil == "another way":
        monkeypatch.setattr(environment, "__file__", str(environment.PROJECT))
    else:
        (environment.VENV / "bin" / "python").unlink()
    assert environment.missing("site") == ["venv", "locked", "project"]


def test_no_network(environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A real pip that reaches no index; one sentence, and nothing that a later run would take for an environment."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    environment.locked_file("site").write_text("mkdocs==1.6.1 --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(SystemExit) as stopped:
        environment.main("site")
    assert stopped.value.code == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "The packages cannot be fetched, as no package index can be reached: connect to the network, "
        "or name a mirror that you can reach in PIP_INDEX_URL, and run this again."
    ]
    assert environment.missing("site") == ["venv", "locked", "project"]
    assert [path.name for path in environment.VENV.rglob("*") if "pip" in path.name or "setuptools" in path.name] == []


def test_nothing_is_installed_that_no_lock_names() -> None:
    """Neither the pip nor the setuptools that Python brings: whatever the tests run with is in a lock, in that version."""
    locked = {(name.lower(), version) for lock in LOCKS for name, version in LOCKED.findall(lock.read_text(encoding="utf-8"))}
    here = {(re.sub(r"[-_.]+", "-", one.metadata["name"]).lower(), one.version) for one in distributions(path=[sysconfig.get_path("purelib")])}
    assert here - locked == {("mkdocs-explainer", explainer.__version__)}


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_YY.UTF-8"])
def test_a_folder_with_letters_that_the_locale_lacks(locale: str, environment: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python reads where the package is before anything of ours runs, and in the letters of the locale."""
    tree = Tree(tmp_path / "größe")
    shutil.copytree(ROOT / "scripts" / "bootstrap", tree.folder / "scripts" / "bootstrap", dirs_exist_ok=True)
    for name in ("requirements", "pyproject.toml"):
        (tmp_path / name).rename(tree.folder / name)
    for name, path in PLACES.items():
        monkeypatch.setattr(environment, name, tree.folder / path)
    environment.make_venv()
    installed(environment, "site")
    (site_packages,) = environment.VENV.glob("lib/python*/site-packages")
    (site_packages / "_explainer.pth").write_text(str(tree.folder / "scripts"), encoding="utf-8")  # As pip does
    environment.point_at_project()
    package = tree.folder / "scripts" / "explainer"
    package.mkdir()
    (package / "publish.py").write_text("print(open(__file__).read())  # ö", encoding="utf-8")
    assert tree.run("scripts/build", LC_ALL=locale) == (0, "+ exec python -m explainer.publish\nprint(open(__file__).read())  # ö")


@pytest.mark.parametrize(
    ("pip", "said"),
    [
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "A package is not the one that requirements/site.txt was locked with, and was refused: "
            "run this again, and tell the maintainers if it stays so.",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "The disk is full: make room (some 500 MB) and run this again.",
        ),
        (
            "ERROR: No matching distribution found for nh3==0.3.7",
            f"There is no ready-made nh3==0.3.7 for Python {sys.version.split()[0]} on this machine: use Python 3.11 to 3.14 on macOS or on a Linux with glibc; "
            "another Python is taken with 'PYTHON=/path/to/python3.13 scripts/serve'.",
        ),
        (
            "ERROR: quite another thing",
            "ERROR: quite another thing\npip could not install requirements/site.txt: mend what it says above, and run this again.",
        ),
    ],
)
def test_what_pip_says_in_one_sentence(
    pip: str, said: str, environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment.subprocess, "run", lambda *args, **options: subprocess.CompletedProcess(args, 1, pip))
    with pytest.raises(SystemExit):
        environment.run_pip(Path("pip"), "site")
    assert capsys.readouterr().err.strip() == said


# The address and the browser


def test_address_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, str(ROOT / "scripts/bootstrap/address.py"), "--dirty", "-a", f"127.0.0.1:{port}"]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    said = (
        f"The port {port} is taken, perhaps by another preview: close that, or choose one, as in 'scripts/serve --dev-addr 127.0.0.1:{port + 1}'.\n"
    )
    assert (found.returncode, found.stderr) == (1, said)
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize(
    ("address", "error", "said"),
    [
        ("127.0.0.1:80", errno.EACCES, "The port 80 is only for the administrator of this machine: choose one from 1024 on, as in '127.0.0.1:8000'."),
        ("127.0.0.1:0", None, "There is no port 0: choose one from 1024 to 65535, as in '127.0.0.1:8000'."),
        ("127.0.0.1:99999", None, "There is no port 99999: choose one from 1024 to 65535, as in '127.0.0.1:8000'."),
        (
            "127.0.0.1:65535",
            errno.EADDRINUSE,
            "The port 65535 is taken, perhaps by another preview: close that, or choose one, as in '127.0.0.1:65534'.",
        ),
        ("[::1]:8247", errno.EADDRINUSE, "The port 8247 is taken, perhaps by another preview: close that, or choose one, as in '[::1]:8248'."),
        ("[::1]:8247", errno.EAFNOSUPPORT, "[::1] is no address of this machine: choose one that is, as in '127.0.0.1:8247'."),
        ("10.9.8.7:8247", errno.EADDRNOTAVAIL, "10.9.8.7 is no address of this machine: choose one that is, as in '127.0.0.1:8247'."),
    ],
)
def test_address_that_cannot_be_had(address: str, error: int | None, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = bootstrap("address")
    monkeypatch.setattr(module, "refusal", lambda host, port: error)
    monkeypatch.setattr(sys, "argv", ["address.py", "--dev-addr", address])
    with pytest.raises(SystemExit) as stopped:
        module.main()
    assert str(stopped.value.code).replace("scripts/serve --dev-addr ", "") == said


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", ":8000", "nowhere:8000", "127.0.0.1:http"])
def test_address_that_mkdocs_understands_or_turns_down_itself(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = bootstrap("address")
    monkeypatch.setattr(module, "refusal", lambda host, port: None)
    monkeypatch.setattr(sys, "argv", ["address.py", "--dev-addr", address])
    module.main()


@pytest.mark.parametrize(("name", "variable", "what"), [("chromium", "CHROMIUM", "Chromium or Chrome"), ("firefox", "FIREFOX", "Firefox")])
def test_browser_named_that_does_not_run(monkeypatch: pytest.MonkeyPatch, name: str, variable: str, what: str) -> None:
    monkeypatch.setenv(variable, "true")
    with pytest.raises(SystemExit) as stopped:
        bootstrap("browser").main(name)
    assert stopped.value.code == f"{variable} is 'true', which does not run as a browser: name a {what}, or unset it to have one looked for."


NO_BROWSER = {
    "chromium": (
        "No Chromium or Chrome was found, and none could be fetched: install one (Debian: 'apt-get install chromium', Fedora: 'dnf install chromium', "
        "macOS: 'brew install --cask chromium'), name one in CHROMIUM, or leave its tests out with 'scripts/test --no-browser'."
    ),
    "firefox": (
        "No Firefox was found, and none could be fetched: install one (Debian: 'apt-get install firefox-esr', Fedora: 'dnf install firefox', "
        "macOS: 'brew install --cask firefox'), name one in FIREFOX, or leave its tests out with 'scripts/test --no-firefox'."
    ),
}


@pytest.mark.parametrize("name", NO_BROWSER)
def test_no_browser_to_be_had(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    module = bootstrap("browser")
    monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(module, "candidates", lambda browser: iter(()))
    with pytest.raises(SystemExit) as stopped:
        module.main(name)
    assert stopped.value.code == NO_BROWSER[name]


@pytest.fixture
def fetching(monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, list[str]]:
    """Give the module on a machine that has a stub and gets a browser from apt-get, and the list of what it ran."""
    module = bootstrap("browser")
    done: list[str] = []
    monkeypatch.setattr(module, "installed", lambda browser: iter(["real" if "apt-get" in done else "stub"]))
    monkeypatch.setattr(module, "playwright_path", lambda: "own")
    monkeypatch.setattr(module, "quietly", lambda command, seconds, **variables: done.extend(command[:1] + command[-1:]))
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    return module, done


def test_browser_is_fetched_last(fetching: tuple[ModuleType, list[str]]) -> None:
    """One on the machine first, then Playwright's, then its download, then the system's; later ones only when asked for."""
    module, done = fetching
    found = module.candidates(module.BROWSERS["chromium"])
    assert [next(found), next(found), done] == ["stub", "own", []]
    assert [next(found), done] == ["own", [sys.executable, "chromium"]]
    assert [next(found), done[2:]] == ["real", ["apt-get", "update", "apt-get", "chromium-headless-shell"]]
    assert [next(found), done[6:]] == ["real", ["apt-get", "chromium"]]  # Where the first is no package of the system.


def test_firefox_is_that_of_the_system(fetching: tuple[ModuleType, list[str]]) -> None:
    """Playwright's is no Firefox that a reader has."""
    module, done = fetching
    found = module.candidates(module.BROWSERS["firefox"])
    assert [next(found), done] == ["stub", []]
    assert [next(found), done] == ["real", ["apt-get", "update", "apt-get", "firefox-esr"]]


# Known vulnerabilities, parts


def test_a_known_vulnerability(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence each, with the cure, and exit code 1."""
    module = bootstrap("vulnerabilities")
    flaws = [{"id": "PYSEC-1", "fix_versions": ["2.0", "2.1"]}, {"id": "PYSEC-2", "fix_versions": []}]
    report = [{"name": "one", "version": "1.0", "vulns": flaws}, {"name": "two", "version": "3.0", "vulns": []}]
    monkeypatch.setattr(module, "audit", lambda files: (report, ""))
    assert module.main() == 1
    assert capsys.readouterr().out == (
        "one 1.0 has the known vulnerability PYSEC-1 — lock 2.1 or newer with 'scripts/lock --upgrade-package one'.\n"
        "one 1.0 has the known vulnerability PYSEC-2 — no version mends it yet.\n"
    )


@pytest.mark.parametrize(
    ("report", "why", "said"),
    [
        ([], "", ""),
        ([], "no answer came", "the list cannot be asked (no answer came)."),
        ([{"name": name, "skip_reason": "not found"} for name in "dcba"], "", "(nothing is known there of a, b, c and others)."),
    ],
)
def test_no_way_to_the_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], report: object, why: str, said: str) -> None:
    """It is said, and the check passes: it must not depend on the network."""
    module = bootstrap("vulnerabilities")
    monkeypatch.setattr(module, "audit", lambda files: (report, why))
    assert module.main() == 0
    assert capsys.readouterr().out.endswith(f"{said}\n" if said else "")


def test_pip_audit_reads_our_locks(tmp_path: Path) -> None:
    """An answer or a reason comes back, whatever the network; a file that cannot be read is a reason too."""
    module = bootstrap("vulnerabilities")
    (tmp_path / "broken.txt").write_text("no requirement\n")
    report, why = module.audit([tmp_path / "broken.txt"])
    assert report == []
    assert re.search(r"\w", why), why


def test_the_parts_of_a_release(tmp_path: Path) -> None:
    """Every locked package with its version and all its hashes, in the CycloneDX form."""
    subprocess.run([ROOT / "scripts" / "sbom", tmp_path / "sbom.json"], check=True, capture_output=True)
    parts = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert parts["bomFormat"] == "CycloneDX"
    locked = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")
    assert {(part["name"], part["version"]) for part in parts["components"]} == set(LOCKED.findall(locked))
    known = {item["content"] for part in parts["components"] for place in part["externalReferences"] for item in place.get("hashes", ())}
    assert known == set(re.findall(r"sha256:(\w+)", locked))


# Locks, workflows, releases


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_lock(lock: Path) -> None:
    """Every package with version and hash, and no index by name."""
    text = lock.read_text(encoding="utf-8")
    named = re.findall(r"^[\w.-]+(?=[ =<>~!@\[])", text, re.MULTILINE)
    assert named
    assert [name for name, _ in LOCKED.findall(text)] == named
    assert not re.search(r"://|--(?:extra-)?index|--find-links", text)
    assert text.startswith("# This file was autogenerated by uv via the following command:\n#    scripts/lock\n")


def test_locks_agree() -> None:
    """What is in several locks has one version, so that all fit into one environment."""
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in LOCKED.findall(lock.read_text(encoding="utf-8")):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_locks_hold_the_fixed_versions() -> None:
    """Those that pyproject.toml names (scripts/newest leaves this test out)."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    fixed = dict(item.lower().split("==") for item in [*extras["site"], *extras["engines"]] if "==" in item)
    assert {"mkdocs", "mkdocs-material", "pymdown-extensions", "markdown", "properdocs", "zensical"} == set(fixed)
    locked = dict(LOCKED.findall((ROOT / "requirements" / "test.txt").read_text(encoding="utf-8")))
    assert {name: locked[name] for name in fixed} == fixed


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_workflow(path: Path) -> None:
    """Actions by commit, least permissions, a limit of time, and no commands but our scripts."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
            else:
                assert step["run"].startswith(("scripts/", ".ci/run", "gh ", "command -v "))
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_changelog_knows_the_version() -> None:
    sections = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections[0] in (explainer.__version__, "Unreleased")
    assert explainer.__version__ in sections


def test_changelog_says_the_kind() -> None:
    rows = re.findall(r"^- (.*)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    assert [row for row in rows if not row.startswith(("NEW: ", "FIX: ", "BREAK: "))] == []
