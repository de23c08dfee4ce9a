"""What a reader of any site built with `explainer` is promised, on sites of a few files."""

from __future__ import annotations

import json

LOSS = "loss:\n  term: loss\n  aliases: [cost]\n  definition: What training makes small.\n"
P_GOOD = "p-good:\n  term: p_good\n  symbol: p_{good}\n  spoken: p good\n  definition: The wanted policy.\n  related: [loss]\n"
WORK = "@misc{who2024word,\n  title = {A word},\n  author = {Who, Ann},\n  year = {2024},\n  url = {https://example.org/},\n}\n"


def test_reader_reaches_the_definition(build_site):
    """A term in a sentence is a link, and the link leads to its entry."""
    site = build_site({"index.md": "# Home\n\nThe loss falls."}, terms=LOSS)
    link = site.page().css_first("a.term")
    assert link.text() == "loss"
    assert link.attributes["data-term"] == "loss"
    assert link.attributes["href"] == "glossary/#loss"
    assert site.resolves(link.attributes["href"])
    assert "What training makes small." in site.page("glossary/").css_first('[data-entry="loss"]').text()


def test_links_are_relative_at_any_depth(build_site):
    """The same term is reached from a page in a folder, and within the glossary page itself."""
    site = build_site(
        {"index.md": "# Home", "a/b.md": "# Deep\n\nThe loss falls.", "glossary.md": "# Terms\n\nOf the loss.\n\n/// glossary\n///"}, terms=LOSS
    )
    hrefs = {path: site.page(path).css_first("a.term").attributes["href"] for path in ("a/b/", "glossary/")}
    assert hrefs == {"a/b/": "../../glossary/#loss", "glossary/": "#loss"}
    assert all(site.resolves(href, path) for path, href in hrefs.items())


def test_without_directory_urls(build_site):
    """A site of plain .html files links to plain .html files."""
    site = build_site({"index.md": "# Home", "a/b.md": "# Deep\n\nThe loss falls."}, terms=LOSS, config="use_directory_urls: false\n")
    href = site.page("a/b.html").css_first("a.term").attributes["href"]
    assert href == "../glossary.html#loss"
    assert site.resolves(href, "a/b.html")


def test_a_page_carries_the_cards_it_uses(build_site):
    """One template for each term of the page, each once, after the article; none for other terms; none without terms."""
    site = build_site({"index.md": "# Home\n\nThe loss falls.\n\n## More\n\nThe cost falls.", "other.md": "# Other\n\nNothing."}, terms=LOSS + P_GOOD)
    assert list(site.cards()) == ["card-term-loss"]
    assert site.cards("other/") == {}
    html = site.text("")
    assert "<template" not in site.article()
    assert html.index("</article>") < html.index("<template") < html.index("</body>")


def test_a_card_says_what_the_entry_says(build_site):
    """Symbol, spoken form, definition, relations, and links that lead on, as seen from the page."""
    site = build_site({"index.md": "# Home", "a/b.md": "# Deep\n\nThe p_good policy."}, terms=LOSS + P_GOOD)
    card = site.cards("a/b/")["card-term-p-good"]
    assert card.css_first(".card__term .symbol sub").text() == "good"
    assert card.css_first(".card__spoken").text() == "said “p good”"
    assert card.css_first(".card__definition").text() == "The wanted policy."
    assert [link.attributes["href"] for link in card.css("a")] == ["../../glossary/#loss", "../../glossary/#p-good"]
    assert all(site.resolves(link.attributes["href"], "a/b/") for link in card.css("a"))


def test_a_symbol_is_one_term_however_it_is_written(build_site):
    """In prose, in code and in a formula it looks the same and says the same."""
    text = "# Home\n\n" + "\n\n".join(["p_good", "`p_good`", "$p_{good}$", "$p_{\\text{good}}$", "$p^{\\text{good}}$"])
    config = "\n".join(["markdown_extensions:", "  - explainer: {density: all}", "  - pymdownx.arithmatex: {generic: true}", ""])
    site = build_site({"index.md": text}, terms=LOSS + P_GOOD, plugins="[explainer: {density: all, math: mathml}]", config=config)
    links = site.page().css("article a.term")
    assert len(links) == 5
    assert {link.html for link in links} == {
        '<a class="term" data-term="p-good" href="glossary/#p-good" aria-label="p good">'
        '<span class="symbol" data-symbol="p-good">p<sub>good</sub></span></a>'
    }


def test_a_work_is_reached_from_its_citation(build_site):
    """A citation is a link to the list of references, with a card; the list names the pages that cite it."""
    site = build_site({"index.md": "# Home\n\nSo it is [@who2024word, §1]."}, terms=LOSS, references=WORK)
    cite = site.page().css_first("a.cite")
    assert site.resolves(cite.attributes["href"])
    assert "A word" in site.cards()["card-cite-who2024word"].text()
    entry = site.page("references/").css_first("#ref-who2024word")
    assert [link.attributes["href"] for link in entry.css("a") if link.text() == "Home"] == ["../"]


def test_a_page_ends_with_its_sources(build_site):
    """Where a site asks for it: each work once, however often it is cited; it does not count as cited by that."""
    text = "# Home\n\nSo it is [@who2024word, §1], and so [@who2024word].\n"
    pages = {"index.md": text, "other.md": "# Other"}
    site = build_site(pages, terms=LOSS, references=WORK, plugins="[search, explainer: {page_sources: true}]")
    sources = site.page().css_first("article details.page-sources")
    assert sources.css_first("summary").text() == "Sources of this page (1)"
    assert [item.attributes["value"] for item in sources.css("li")] == ["1"]
    assert "Ann Who (2024). A word." in sources.text()
    assert site.resolves(sources.css_first("a.page-sources__entry").attributes["href"])
    assert "page-sources" not in site.text("other/")
    assert "page-sources" not in site.text("references/")
    assert "A word" not in json.dumps([entry for entry in json.loads(site.text("search/search_index.json"))["docs"] if not entry["location"]])


def test_what_corrects_the_notes_is_folded(build_site):
    """To one line, named by what it says of them; the address of the claim is inside, where a browser opens the fold. Others stay open."""
    claim = "{}:\n  claim: It is so.\n  origin: {}\n  verdict: not-in-paper\n  answer: It is not.\n"
    text = "# Home\n\n/// claim | N1\n///\n\n/// claim | M1\n///\n\n/// claims | notes\n///\n\n/// claims | misreadings\n///\n"
    data = {"claims.yml": claim.format("N1", "notes") + claim.format("M1", "misreading")}
    site = build_site(
        {"index.md": text, "other.md": text.partition("/// claims")[0]}, terms=LOSS, data=data, plugins="[explainer: {claims: index.md}]"
    )
    folded, misread = site.page("other/").css("article .claim")
    assert (folded.tag, folded.css_first("summary").text(strip=True)) == ("details", "The notes say otherwise")
    assert folded.css_first("#claim-n1 .claim__answer").text(strip=True) == "It is not."
    assert (misread.tag, misread.attributes["id"]) == ("aside", "claim-m1")
    codes = {link.text(): link.attributes["href"] for link in site.page("other/").css("a.claim__id")}
    assert codes == {"Claim N1": "../#claim-n1", "Claim M1": "../#claim-m1"}


def test_the_list_of_works_says_what_rests_on_each(build_site):
    """The pages that cite it, the definitions and numbers it is a source of; and where no page cites it, that."""
    terms = LOSS + '  source: "@def2024; @who2024word, §1"\n'
    table = "title: T\nsource: num2024\nobtained: read\nconfidence: high\nkey: [id]\ncolumns: {id: {meaning: i}, n: {meaning: n}}\n"
    site = build_site(
        {"index.md": "# Home\n\nSo it is [@who2024word]."},
        terms=terms,
        references=WORK + "".join(WORK.replace("who2024word", key) for key in ("def2024", "num2024", "idle2024")),
        data={"tables/facts.yml": table, "tables/facts.csv": "id,n\na,1\nb,2\n"},
    )
    entries = {entry.attributes["id"]: entry.text(separator=" ") for entry in site.page("references/").css(".references > li")}
    said = {name.removeprefix("ref-"): " ".join(text.partition("example.org")[2].split()) for name, text in entries.items()}
    assert said == {
        "who2024word": "Preprint. Source of 1 definition Cited on Home",
        "def2024": "Preprint. Source of 1 definition Cited on no page",
        "num2024": "Preprint. Source of 2 rows of the tables Cited on no page",
        "idle2024": "Preprint Cited on no page",
    }


def test_signs_as_in_print(build_site):
    """Where a site asks for it: in title, menu, heading, contents, data and search, and not in code; terms are found as ever."""
    page = """---\ntitle: It's a "home"\ndescription: What's "here".\n---\n# Home\n\n## The "loss" and Moore's law\n\nIt is "Moore's law": `"x"`."""
    law = "moores-law:\n  term: Moore's law\n  definition: That it's \"double\".\n"
    pages = {"index.md": page, "moores-law.md": page.replace("home", "law")}
    site = build_site(pages, terms=law, plugins="[search, explainer: {typographic: true}]")
    assert [site.page().css_first(place).text().strip() for place in ("h2", "article p", ".md-nav--secondary li a", "a.term")] == [
        "The “loss” and Moore’s law",
        'It is “Moore’s law”: "x".',
        "The “loss” and Moore’s law",
        "Moore’s law",
    ]
    assert site.page().css_first("h2").attributes["id"] == "the-loss-and-moores-law"
    assert "That it’s “double”." in site.cards()["card-term-moores-law"].text()
    assert site.page().css_first("meta[name=description]").attributes["content"] == "What’s “here”."
    found = [entry["title"] for entry in json.loads(site.text("search/search_index.json"))["docs"]]
    assert "The “loss” and Moore’s law" in found
    assert site.page("moores-law/").css_first("title").text().startswith("It’s a “law”")


def test_pages_that_nobody_wrote(build_site):
    """A glossary and a list of references are made where the author has none, and stand in the menu."""
    site = build_site({"index.md": "# Home\n\nThe loss [@who2024word]."}, terms=LOSS, references=WORK)
    assert site.page("glossary/").css_first("h1").text(strip=True).startswith("Glossary")
    assert site.page("references/").css_first("h1").text(strip=True).startswith("References")
    menu = [link.attributes["href"] for link in site.page().css("nav.md-nav--primary a")]
    assert "glossary/" in menu
    assert "references/" in menu


def test_pages_that_nobody_wrote_need_no_place_in_the_navigation(build_site):
    """An author who spells the navigation out is not blamed for pages of ours."""
    site = build_site({"index.md": "# Home\n\nThe loss [@who2024word]."}, terms=LOSS, references=WORK, config="nav:\n  - index.md\n")
    assert site.resolves("glossary/#loss")


def test_an_author_may_place_those_pages(build_site):
    """A glossary under another name is used, and none is made beside it."""
    site = build_site(
        {"index.md": "# Home\n\nThe loss.", "words.md": "# Words\n\n/// glossary\n///"}, terms=LOSS, plugins="[explainer: {glossary: words.md}]"
    )
    assert site.page().css_first("a.term").attributes["href"] == "words/#loss"
    assert not (site.folder / "glossary").exists()


def test_the_entry_says_where_its_term_is_used(build_site):
    """Page and sentence, with a link there."""
    site = build_site({"index.md": "# Home", "a/b.md": "# Deep\n\nFirst. The loss falls fast. Last."}, terms=LOSS)
    used = site.page("glossary/").css_first('[data-entry="loss"] .entry__used')
    assert used.css_first("a").attributes["href"] == "../a/b/"
    assert used.css_first("q").text() == "The loss falls fast."


def test_an_entry_names_so_many_pages_and_counts_the_rest(build_site):
    """A term that is used on every page of a large site has no list of all of them."""
    pages = {f"p{number:02}.md": f"# Page {number}\n\nThe loss." for number in range(45)}
    site = build_site({"index.md": "# Home", **pages}, terms=LOSS)
    used = site.page("glossary/").css_first('[data-entry="loss"] .entry__used')
    assert used.css_first("summary").text() == "Used on 45 pages"
    assert len(used.css("a")) == 40
    assert used.css("li")[-1].text(strip=True).endswith("and 5 more")


def test_the_search_index_holds_no_card(build_site):
    """A definition is found in the glossary, not on every page that uses the term."""
    site = build_site({"index.md": "# Home\n\nThe loss falls."}, terms=LOSS, plugins="[search, explainer]")
    docs = json.loads(site.text("search/search_index.json"))["docs"]
    assert {doc["location"] for doc in docs if "makes small" in doc["text"]} == {"glossary/#loss"}


def test_other_themes_get_their_cards_too(build_site):
    """A theme without <article> gets the templates at the end of the body."""
    site = build_site({"index.md": "# Home\n\nThe loss falls."}, terms=LOSS, theme="mkdocs")
    html = site.text("")
    assert list(site.cards()) == ["card-term-loss"]
    assert html.index("</h1>") < html.index("<template") < html.index("</body>")


def test_two_builds_in_one_process_share_nothing(build_site, tmp_path):
    """A second build, as `serve` does it, knows only its own glossary."""
    first = build_site({"index.md": "# Home\n\nThe loss and the rate."}, terms=LOSS)
    assert [link.text() for link in first.page().css("a.term")] == ["loss"]
    second = build_site({"index.md": "# Home\n\nThe loss and the rate."}, terms={"rate": "How fast."})
    assert [link.text() for link in second.page().css("a.term")] == ["rate"]
    assert list(second.cards()) == ["card-term-rate"]
