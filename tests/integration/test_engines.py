"""One `mkdocs.yml`, three engines: MkDocs, ProperDocs and Zensical link the same terms in the same text, with the same cards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from explainer.publish.check import check_site
from support.tinysite import TinySite

# What a theme puts into the article round the text, and what only a plugin can know.
THEIRS = ".md-content__button, .md-source-file, .md-feedback, .md-tags, #__skip"
PLUGIN_ONLY = ".entry__used, .references__used, .claim__used, .files"
PROJECT = ("mkdocs.yml", "docs", "overrides")


@dataclass(frozen=True)
class Page:
    """What must be the same of a page whatever built it."""

    text: str
    terms: tuple[tuple[str, ...], ...]
    """Of each linked term, in order: id, sense, where the link leads, its words."""
    cards: dict[str, tuple[str, tuple[str, ...]]]
    """By id: the text of each card, and where its links lead."""


def read_page(html: str, url: str) -> Page:
    """Read the finished HTML of the page at `url`."""
    tree = LexborHTMLParser(html)
    article = tree.css_first("article")
    for node in article.css(f"{THEIRS}, {PLUGIN_ONLY}"):
        node.decompose()
    terms = tuple(
        (link.attributes["data-term"] or "", link.attributes.get("data-sense") or "", urljoin(url, link.attributes["href"] or ""), link.text())
        for link in article.css("a.term")
    )
    cards = {}
    for template in tree.css("template[id^=card-]"):
        card = LexborHTMLParser((template.html or "").partition(">")[2].rpartition("</template>")[0])
        links = tuple(urljoin(url, link.attributes["href"] or "") for link in card.css("a"))
        cards[template.attributes["id"] or ""] = (" ".join(card.text(separator=" ").split()), links)
    return Page(" ".join(article.text(separator=" ").split()), terms, cards)


def pages(site: Path) -> dict[str, Page]:
    """Read every page of a finished site by its address; what is no article – figures to embed – only a plugin makes."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix()
        address = "http://site/" if url == "." else f"http://site/{url}/"
        html = file.read_text(encoding="utf-8")
        if "<article" in html:
            found[address] = read_page(html, address)
    return found


def run(folder: Path, *command: str) -> None:
    """Run an engine in a folder; whatever it says is shown if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run([sys.executable, "-m", *command], cwd=folder, env=environment, text=True, capture_output=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr


def copy_project(project: Path, folder: Path) -> Path:
    """Copy what an engine reads: Zensical writes its site and a cache beside mkdocs.yml, wherever it is told to."""
    folder.mkdir(exist_ok=True)
    for name in PROJECT:
        source = project / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder)
    return folder


@pytest.fixture(scope="module")
def mkdocs_pages(site_dir):
    """The pages as MkDocs makes them."""
    return pages(site_dir)


@pytest.fixture(scope="module")
def properdocs_site(project, tmp_path_factory):
    """The site as ProperDocs makes it."""
    folder = tmp_path_factory.mktemp("properdocs") / "site"
    run(project, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", str(folder))
    return folder


@pytest.fixture(scope="module")
def zensical_site(project, tmp_path_factory):
    """The site as Zensical makes it."""
    folder = copy_project(project, tmp_path_factory.mktemp("zensical"))
    run(folder, "zensical", "build", "--clean", "--strict")
    return folder / "site"


@pytest.fixture(scope="module", params=["properdocs", "zensical"])
def other_pages(request):
    """The pages as another engine makes them."""
    return pages(request.getfixturevalue(f"{request.param}_site"))


def test_the_same_pages(mkdocs_pages, other_pages):
    """No engine leaves a page out or adds one."""
    assert list(other_pages) == list(mkdocs_pages)


def test_the_same_terms(mkdocs_pages, other_pages):
    """On every page the same words are linked, in the same order, to the same entries and senses."""
    assert sum(len(page.terms) for page in mkdocs_pages.values()) > 500
    assert {url: page.terms for url, page in other_pages.items()} == {url: page.terms for url, page in mkdocs_pages.items()}


def test_the_same_text(mkdocs_pages, other_pages):
    """Every article reads the same, but for what only a plugin can know of other pages."""
    for url, page in mkdocs_pages.items():
        assert other_pages[url].text == page.text, url


def test_the_same_cards(mkdocs_pages, other_pages):
    """Every page carries the same cards, with the same text and links."""
    for url, page in mkdocs_pages.items():
        assert other_pages[url].cards == page.cards, url


def test_zensical_puts_cards_after_the_article(zensical_site):
    """Inside the article its search index would take them for text."""
    html = (zensical_site / "index.html").read_text(encoding="utf-8")
    assert html.index("</article>") < html.index('<template id="card-')
    assert "Full entry" not in (zensical_site / "search.json").read_text(encoding="utf-8")


def test_zensical_says_nothing_false(zensical_site):
    """No link leads nowhere, nothing promises a list or a file that only the plugin makes, and no mark of ours is left."""
    assert not [str(problem) for problem in check_site(zensical_site) if "leads nowhere" in problem.message or "anchor" in problem.message]
    for file in zensical_site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert "explainer:" not in html, file
        assert "Used on" not in html, file


@pytest.fixture
def foreign(tmp_path) -> TinySite:
    """A site of somebody else, with the glossary page that Zensical cannot generate."""
    site = TinySite(tmp_path)
    site.put("mkdocs.yml", "site_name: Theirs\ntheme: {name: material}\nmarkdown_extensions: [explainer: {density: all}]\nwatch: [docs/data]\n")
    site.put("docs/index.md", "# Home\n\nThe loss falls. The loss rises.\n")
    site.put("docs/chapter/page.md", "---\nterms: first-per-page\n---\n\n# Page\n\nThe loss falls. The loss rises.\n")
    site.put("docs/glossary.md", "# Words\n\n/// glossary\n///\n")
    site.put("docs/data/glossary.yml", "loss:\n  term: loss\n  definition: What training makes small.\n")
    return site


@pytest.mark.parametrize("folders", ["true", "false"])
def test_a_foreign_site_under_zensical(foreign, folders):
    """Front matter and options hold, and links lead home with either kind of address, from wherever the build is started."""
    config = foreign.folder / "mkdocs.yml"
    config.write_text(config.read_text() + f"use_directory_urls: {folders}\n")
    run(foreign.folder.parent, "zensical", "build", "--strict", "-f", str(config))
    ending = "/" if folders == "true" else ".html"
    for url, count in (("http://site/index.html", 2), (f"http://site/chapter/page{ending}", 1)):
        file = foreign.folder / "site" / url.removeprefix("http://site/")
        found = read_page((file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8"), url)
        assert found.terms == (("loss", "", f"http://site/glossary{ending}#loss", "loss"),) * count
        assert list(found.cards) == ["card-term-loss"]
        assert found.cards["card-term-loss"][1] == (f"http://site/glossary{ending}#loss",)


def test_zensical_reads_changed_data(foreign):
    """A new definition is on the page after the next build, since `watch` names the folder with the data."""
    run(foreign.folder, "zensical", "build", "--strict")
    data = foreign.folder / "docs/data/glossary.yml"
    data.write_text(data.read_text().replace("small", "tiny"))
    stat = data.stat()
    os.utime(data, (stat.st_atime, stat.st_mtime + 2))  # Zensical counts whole seconds.
    run(foreign.folder, "zensical", "build", "--strict")
    assert "What training makes tiny." in (foreign.folder / "site/index.html").read_text(encoding="utf-8")


def test_no_glossary_page_no_links(foreign):
    """Where no page could hold the entries, no word leads to one."""
    (foreign.folder / "docs/glossary.md").unlink()
    run(foreign.folder, "zensical", "build")
    assert 'class="term"' not in (foreign.folder / "site/index.html").read_text(encoding="utf-8")
