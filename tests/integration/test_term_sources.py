"""Where terms may come from: several files, a table, the author's own pages – linked, with cards, like any others."""

from __future__ import annotations

from support.tinysite import STRICT

HOME = {"index.md": "# Home\n\nThe loss falls, and the model learns.\n"}
WORDS = """\
# Words

What they mean here.

Loss
:   What training makes small, see [home](index.md).

    More about it.

Model
:   A set of weights with a loss.
"""


def test_several_files(build_site):
    """`glossary.yml`, `glossary.csv`, and whatever stands in the folder `glossary`: one list."""
    data = {
        "glossary.csv": "term,definition\nmodel,A set of weights.\n",
        "glossary/tools.yml": "optimiser:\n  term: optimiser\n  definition: What changes weights.\n",
        "glossary/more.csv": "term;definition;aliases\nweight;A number of a model.;parameter\n",
    }
    site = build_site({"index.md": "# Home\n\nLoss, model, optimiser, parameter.\n"}, {"loss": "What training lowers."}, data=data)
    assert [link.attributes["data-term"] for link in site.page().css("a.term")] == ["loss", "model", "optimiser", "weight"]
    assert len(site.page("glossary/").css(".entry")) == 4
    assert "card-term-optimiser" in site.cards()


class TestGlossaryPageOfTheAuthor:
    """A page `glossary.md` without a block: its list defines the terms, and it stays as it was written."""

    def test_its_list_defines_the_terms(self, build_site):
        """No file of data is needed."""
        site = build_site({**HOME, "glossary.md": WORDS})
        links = site.page().css("a.term")
        assert [(link.text(), link.attributes["href"]) for link in links] == [("loss", "glossary/#loss"), ("model", "glossary/#model")]
        assert all(site.resolves(link.attributes["href"]) for link in links)
        card = site.cards()["card-term-loss"]
        assert card.css_first(".card__definition").text() == "What training makes small, see home."
        assert site.resolves(card.css_first(".card__definition a").attributes["href"])

    def test_it_gets_ids_uses_and_a_filter(self, build_site):
        """And says nothing else: the author's text is all there, in order."""
        site = build_site({**HOME, "glossary.md": WORDS})
        page = site.page("glossary/")
        assert [node.attributes["id"] for node in page.css("dt")] == ["loss", "model"]
        assert [node.css_first(".entry__used summary").text() for node in page.css(".entry")] == ["Used on 1 page", "Used on 1 page"]
        assert page.css_first("#glossary-filter") is not None
        own = page.css_first("[data-entry=loss]").css("a.term")
        assert own == []
        assert page.css_first("[data-entry=model] a.term").attributes["href"] == "#loss"
        for node in page.css(".entry__used, .filter"):
            node.decompose()
        assert page.css_first("article").text(separator=" ").split()[:11] == "Words What they mean here. Loss What training makes small, see".split()

    def test_headings_define_them_too(self, build_site):
        """Where there is no list; the anchors of the headings are the author's."""
        text = "# Words\n\n## Loss {#falls}\n\nWhat training makes small.\n\n## Model\n\nA set of weights.\n\n- like this\n"
        site = build_site({**HOME, "glossary.md": text})
        assert [link.attributes["href"] for link in site.page().css("a.term")] == ["glossary/#falls", "glossary/#model"]
        assert [node.tag for node in site.page("glossary/").css(".entry")] == ["section", "section"]
        assert site.page("glossary/").css_first("[data-entry=model] li").text() == "like this"

    def test_an_anchor_of_the_author_stays(self, build_site):
        """Where it can be no id of a term, the term has one beside it."""
        site = build_site({**HOME, "glossary.md": "# Words\n\n## Loss {#The_Loss}\n\nWhat training makes small.\n"})
        assert site.page().css_first("a.term").attributes["href"] == "glossary/#loss"
        assert site.resolves("glossary/#loss") and site.resolves("glossary/#The_Loss")


class TestPageThatExplainsAWord:
    """A definition where the word is explained: the card shows it, and the entry points there."""

    def test_the_card_shows_it_and_the_entry_points_there(self, build_site):
        pages = {**HOME, "training/loss.md": "# Falling\n\nIt is this:\n\nLoss\n:   What training makes small.\n\nAnd so on.\n"}
        site = build_site(pages, {"model": "A set of weights."}, plugins="[explainer: {definitions: ['training/*.md']}]")
        assert site.page().css_first("a.term[data-term=loss]").attributes["href"] == "glossary/#loss"
        assert site.cards()["card-term-loss"].css_first(".card__definition").text() == "What training makes small."
        there = site.page("glossary/").css_first("[data-entry=loss] .entry__facts a")
        assert there.attributes["href"] == "../training/loss/#define-loss"
        assert site.resolves(there.attributes["href"], "glossary/")
        assert site.page("training/loss/").css_first("#glossary-filter") is None

    def test_slips(self, write_site):
        """A page that is not there, one that defines nothing, a kind that is none."""
        pages = {**HOME, "empty.md": "# Empty\n\nNothing.\n", "wrong.md": "---\ntitle: X\ndefinitions: heading\n---\n\n# Wrong\n\n## Cost\n\nText.\n"}
        site = write_site(
            pages, {"loss": "What training lowers."}, plugins=f"[explainer: {{definitions: [emty.md, empty.md, wrong.md, /wrong.md], {STRICT}}}]"
        )
        assert site.problems() == [
            "docs/empty.md:1: the page defines no term — expected a definition list, or `definitions: headings` at its head.",
            "docs/wrong.md:3: 'definitions' is 'heading' — expected one of lists, headings. Did you mean 'headings'?",
            "mkdocs.yml:1: 'definitions' names '/wrong.md', and there is no such page — expected a page below docs/, or a pattern such as chapter/*.md. Did you mean 'wrong.md'?",
            "mkdocs.yml:1: 'definitions' names 'emty.md', and there is no such page — expected a page below docs/, or a pattern such as chapter/*.md. Did you mean 'empty.md'?",
        ]


class TestOwnTemplates:
    """Card and entry as a site has them: files below the overrides of its theme take the place of ours."""

    def test_a_card_and_an_entry(self, write_site):
        site = write_site(HOME, {"loss": "What training lowers."})
        site.put("mkdocs.yml", (site.folder / "mkdocs.yml").read_text().replace("{name: material", "{name: material, custom_dir: theirs"))
        site.put("theirs/explainer/cards/term.html", '<p class="card__term">{{ term.term | upper }}</p>{{ definition }}')
        site.put("theirs/explainer/blocks/entry.html", '<h4 id="{{ term.id }}">{{ term.term }}</h4>{{ definition(term.definition) }}')
        built = site.build()
        assert built.cards()["card-term-loss"].text() == "LOSSWhat training lowers."
        assert built.page("glossary/").css_first("[data-entry=loss] h4").text() == "loss"
        assert built.resolves(built.page().css_first("a.term").attributes["href"])

    def test_slips(self, write_site):
        """A name that is none, a template that does not parse, one that is never read; ours stand in for them."""
        site = write_site(HOME, {"loss": "What training lowers."})
        site.put("mkdocs.yml", (site.folder / "mkdocs.yml").read_text().replace("{name: material", "{name: material, custom_dir: theirs"))
        site.put("theirs/explainer/cards/term.html", "<p>\n{{ defnition }}</p>")
        site.put("theirs/explainer/cards/number.html", "<p>\n\n{{ number.text </p>")
        site.put("theirs/explainer/cards/terms.html", "<p>")
        found = site.problems()
        assert found[0].startswith("theirs/explainer/cards/number.html:3: the template does not parse: ")
        assert found[0].endswith(" — expected Jinja, as in the template of the same name in the package.")
        assert found[1:] == [
            "theirs/explainer/cards/term.html:2: the template names the unknown 'defnition' — expected one of definition, entry, foreign, label, related, sense, source, term. Did you mean 'definition'?",
            "theirs/explainer/cards/terms.html:1: nothing reads the template — expected one of blocks/entry.html, cards/number.html, cards/reference.html, cards/term.html. Did you mean 'cards/term.html'?",
        ]


def test_a_misnamed_file_hides_no_slip_of_another(write_site):
    """It is told with its cure, and so is what is wrong in the table beside it."""
    site = write_site(HOME, data={"glosary.yml": "loss: {term: loss, definition: x}\n", "glossary.csv": "term,definition\nmodel,\n"})
    assert site.problems() == [
        "docs/data/glosary.yml:1: nothing reads the file — Did you mean 'glossary.yml'?",
        "docs/data/glossary.csv:2: term 'model': 'definition' is missing — expected a line `definition: …`.",
    ]
