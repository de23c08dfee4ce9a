"""In a reader view – Firefox's own code – sentences with terms survive whole, and nothing of the cards leaks in."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile

import pytest

PACKAGE = "@mozilla/readability@0.6.0"
SHA512 = "juG5VWh4qAivzTAeMzvY9xs9HY5rAcr2E4I7tiSSCokRFi7XIZCAu92ZkSTsIj1OPceCifL3cpfteP3pDT9/QQ=="
PAGES = ["", "backdoors/", "findings/hhh-rl/", "implications/since-then/", "reference/", "reference/about/"]

# The text of each paragraph with a term, as it stands on the page and as the reader view has it.
READ = """() => {
  const plain = text => text.replace(/\\s+/g, " ").trim();
  const article = document.querySelector("article");
  const sentences = [...article.querySelectorAll(":scope > p:has(a.term), :scope > ul > li:has(a.term)")].map(item => plain(item.textContent));
  const read = new Readability(document.cloneNode(true)).parse();
  const view = new DOMParser().parseFromString(read?.content ?? "", "text/html").body;
  // A legend below a formula says what its symbols mean, and is meant to be read.
  const definitions = [...document.querySelectorAll("template[id^=card-term-]")]
    .map(({ content }) => plain(content.querySelector(".card__definition").textContent))
    .filter(definition => !plain(article.textContent).includes(definition));
  return {
    sentences,
    definitions,
    text: plain(view.textContent),
    links: [...view.querySelectorAll("a")].filter(link => link.href.includes("/glossary/#")).length,
    title: read?.title,
  };
}"""


@pytest.fixture(scope="session")
def readability(tmp_path_factory):
    """The script of Firefox's reader view, fetched by npm and checked; it is nobody's dependency but this test's."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not here to fetch Mozilla Readability: install Node.js to run this test")
    folder = tmp_path_factory.mktemp("readability")
    subprocess.run([npm, "pack", PACKAGE, "--silent"], cwd=folder, check=True, timeout=120)
    (archive,) = folder.glob("*.tgz")
    assert base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() == SHA512, "not the package this test was written for"
    with tarfile.open(archive) as package:
        script = package.extractfile("package/Readability.js")
        assert script
        return script.read().decode()


@pytest.mark.parametrize("path", PAGES)
def test_sentences_survive(site_url, page, watch, readability, path):
    """Each paragraph with a term is in the reader view word for word, the terms still links; no definition is among the text."""
    watch.allow("Applying inline style")  # It marks its copy of the page so; a browser's own reader view is under no policy.
    page.goto(site_url + path)
    page.evaluate(f"{readability}; window.Readability = Readability; true")  # Else Playwright calls what comes last, a function.
    found = page.evaluate(READ)
    assert found["sentences"]
    assert [sentence for sentence in found["sentences"] if sentence not in found["text"]] == []
    assert [definition for definition in found["definitions"] if definition in found["text"]] == []
    assert found["links"] > 0
