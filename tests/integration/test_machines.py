"""What a site tells programs: plain text, a map, a feed, a picture of each page, and where pages have gone."""

from __future__ import annotations

import json
import struct
import xml.etree.ElementTree as etree

import pytest

from support.tinysite import BuiltSite

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/sub/"
PAGES = {
    "index.md": "---\ntitle: Home & more\ndescription: Says “</script>” in a <tag>.\n---\n\n# Home\n\nThe loss falls to [=rates/low] [@who2024word, §1].",
    "part/new.md": "---\ntitle: New\ndescription: A page that moved.\n---\n\n# New\n\nBy hand: [a cost](term:loss).",
    "data.md": "---\ntitle: Data\ndescription: All numbers.\n---\n\n# Data\n\n/// tables\n///",
}
DATA = {
    "changes.yml": "first:\n  date: 2026-01-02\n  title: First & best\n  text: All of it.\n  page: part/new.md\n",
    "corrections.yml": "c1:\n  date: 2026-03-04\n  page: index.md\n  was: The loss rose.\n  now: It fell.\n",
    "redirects.yml": "old/place.md: part/new.md\n",
    "tables/rates.csv": "case,rate\nlow,12.5\n",
    "tables/rates.yml": (
        "title: Rates\nfigure: Fig. 1\nsource: who2024word\nsection: §1\nmodel: one\nobtained: printed\nconfidence: high\ndate: 2026-01-01\nkey: [case]\n"
        'columns:\n  case: {meaning: Which one}\n  rate: {meaning: Rate, unit: "%", decimals: 1}\n'
    ),
}
LOSS = {"loss": "What training makes small."}
WORK = "@misc{who2024word,\n  title = {A word},\n  author = {Who, Ann},\n  year = {2024},\n  url = {https://example.org/},\n}\n"


@pytest.fixture
def build(build_site):
    """Build the site with an address of its own, or without one."""

    def built(address: str = "") -> BuiltSite:
        config = f"site_url: {address}\n" if address else ""
        plugins = "[search, explainer: {machines: true, tables: data.md, licence: 'https://example.org/licence'}]"
        return build_site(PAGES, terms=LOSS, references=WORK, data=DATA, plugins=plugins, config=config)

    return built


def described(site: BuiltSite, path: str = "") -> dict[str, object]:
    """Return what a page says of itself in schema.org's words."""
    found: dict[str, object] = json.loads(site.page(path).css_first("script[type='application/ld+json']").text())
    return found


def test_a_page_says_what_it_is(build):
    """Title, sentence, licence and address; nothing an author writes ends the script."""
    site = build(BASE)
    assert described(site) == {
        "@context": "https://schema.org",
        "@type": ["Article", "LearningResource"],
        "headline": "Home & more",
        "description": "Says “</script>” in a <tag>.",
        "inLanguage": "en",
        "license": "https://example.org/licence",
        "url": BASE,
        "isPartOf": {"@type": "WebSite", "name": "Tiny", "url": BASE},
    }
    assert described(site, "part/new/")["url"] == f"{BASE}part/new/"


def test_without_an_address_none_is_invented(build):
    """No address in the description, no picture, no feed; the plain text is there all the same."""
    site = build()
    assert "url" not in json.dumps(described(site))
    assert site.page("part/new/").css("link[rel~=alternate], meta[property^='og:image']") == []
    assert "By hand" in site.text("part/new.md")
    assert not (site.folder / "feed.xml").exists()
    assert site.text("robots.txt") == "User-agent: *\nAllow: /\n"


def test_a_picture_of_each_page(build):
    """It stands where the page says, and has the size it says."""
    site = build(BASE)
    for path in ("", "part/new/"):
        page = site.page(path)
        said = {node.attributes["property"]: node.attributes["content"] for node in page.css("meta[property^='og:image']")}
        picture = (site.folder / said["og:image"].removeprefix(BASE)).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)


def test_the_feed(build):
    """Changes and corrections, newest first, each with the page it is about."""
    site = build(BASE)
    feed = etree.fromstring(site.text("feed.xml"))
    entries = [(entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href")) for entry in feed.iter(f"{ATOM}entry")]
    assert entries == [("Correction", BASE), ("First & best", f"{BASE}part/new/")]
    assert feed.findtext(f"{ATOM}updated") == "2026-03-04T00:00:00Z"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == site.page().css_first("html").attributes["lang"]
    assert site.page().css_first("link[type='application/atom+xml']").attributes["href"] == f"{BASE}feed.xml"


def test_plain_text(build):
    """Numbers are filled in, citations in words, links to terms are words; the map names every page with its sentence."""
    site = build(BASE)
    assert site.text("index.md") == "# Home\n\nThe loss falls to 12.5% (Who 2024, §1).\n"
    assert site.text("part/new.md") == "# New\n\nBy hand: a cost.\n"
    assert "- [New](part/new.md): A page that moved." in site.text("llms.txt")
    assert site.text("robots.txt").endswith(f"Sitemap: {BASE}sitemap.xml\n")


def test_a_page_that_moved(build):
    """A former address leads on, for hosts that redirect and for those that only hand out files."""
    site = build()
    page = site.page("old/place/")
    link = page.css_first("a").attributes["href"]
    assert site.resolves(link, "old/place/")
    assert page.css_first("meta[http-equiv=refresh]").attributes["content"] == f"0; url={link}"
    assert site.text("_redirects") == "/old/place/ /part/new/ 301\n"


def test_a_map_of_moves_that_is_wrong(write_site):
    """All at once, with a guess."""
    moves = "index.md: part/new.md\nold.md: part/mew.md\n../outside.md: part/new.md\n"
    assert write_site({path: f"# {path}" for path in PAGES}, terms=LOSS, data={"redirects.yml": moves}).problems() == [
        "docs/data/redirects.yml:1: 'index.md' still exists, so nothing can stand in its place — expected a page that has moved.",
        "docs/data/redirects.yml:2: 'old.md' leads to the unknown page 'part/mew.md' — expected a page below docs/. Did you mean 'part/new.md'?",
        "docs/data/redirects.yml:3: '../outside.md' is not the path of a page — expected a path below docs/ such as findings/rl.md.",
    ]


def test_moves_from_where_something_stands(write_site):
    """A page at that address, a file, another move: hosts would send readers away from it."""
    moves = "part/index.md: index.md\nnew/index.md: index.md\nold.md: index.md\nold/index.md: index.md\n"
    pages = {"index.md": "# Home", "part.md": "# Part", "new/index.html": "New"}
    assert write_site(pages, terms=LOSS, data={"redirects.yml": moves}).problems() == [
        "docs/data/redirects.yml:1: 'part/index.md' has the address 'part/', at which 'part.md' stands — expected a page that has moved.",
        "docs/data/redirects.yml:2: 'new/index.md' has the address 'new/', at which 'new/index.html' stands — expected a page that has moved.",
        "docs/data/redirects.yml:4: 'old/index.md' has the address 'old/' of 'old.md' (line 3) — expected each address once.",
    ]
