"""A preview that keeps what has not changed shows, and says, what a fresh one would."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from jinja2 import Template
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from support.tinysite import CONFIG, TinySite

ADDRESS = "http://127.0.0.1:8000/"
PLUGINS = "[search, {explainer: {reuse_pages: true, machines: true}}]"
PAGES = {
    "index.md": "# Home\n\nThe loss falls. See [the other](other.md#part).\n",
    "other.md": "# Other\n\n## Part\n\nThe loss rises.\n",
}
TERMS = "loss:\n  term: loss\n  definition: What training makes small.\n"
MAIN = '{% extends "base.html" %}{% block announce %}Words.{% include "partials/own.html" %}{% endblock %}'
TEMPLATES = {"main.html": MAIN, "partials/own.html": "<p>A part.</p>"}
OVERRIDES = "INHERIT: theme.yml\n"
CHANGES = {
    "a page": ("docs/other.md", "# Other\n\n## Part\n\nThe loss stays.\n"),
    "its title": ("docs/other.md", "---\ntitle: New\n---\n\n# Other\n\n## Part\n\nThe loss rises.\n"),
    "an anchor that was linked": ("docs/other.md", "# Other\n\n## Piece\n\nThe loss rises.\n"),
    "another page": ("docs/third.md", "# Third\n\nThe loss is third.\n"),
    "a definition": ("docs/data/glossary.yml", TERMS.replace("makes small", "lowers")),
    "a slip": ("docs/other.md", "# Other\n\n## Part\n\nThe [los](term:los) rises.\n"),
    "a link to nowhere": ("docs/other.md", "# Other\n\n## Part\n\nThe [loss](gone.md) rises.\n"),
    "the head of another page": ("docs/index.md", "---\nicon: material/eye\ntitle: Start\n---\n\n" + PAGES["index.md"]),
    "a template": ("overrides/main.html", MAIN.replace("Words", "Other words")),
    "a part of one": ("overrides/partials/own.html", "<p>Another part.</p>"),
    "the configuration": (
        "mkdocs.yml",
        CONFIG.format(theme="material", palette=", font: false", plugins=PLUGINS).replace("Tiny", "Small") + OVERRIDES,
    ),
}


class Rounds:
    """What `mkdocs serve` does in one process: a start, then a build for every save."""

    def __init__(self, site: TinySite, caplog: pytest.LogCaptureFixture) -> None:
        self.config, self.folder, self.caplog = site.folder / "mkdocs.yml", site.folder / "site", caplog
        load_config(str(self.config)).plugins.on_startup(command="serve", dirty=False)

    def build(self) -> tuple[dict[str, bytes], list[str]]:
        """Build, the configuration read again as for each save; return every file and every warning."""
        self.caplog.clear()
        with self.caplog.at_level(logging.WARNING, "mkdocs"):
            build(load_config(str(self.config), site_dir=str(self.folder), site_url=ADDRESS), serve_url=ADDRESS)
        return files(self.folder), [record.getMessage() for record in self.caplog.records]


def files(folder: Path) -> dict[str, bytes]:
    """Return what each file of a site holds; the archive of the site map holds the second it was made."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "sitemap.xml.gz")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_preview_is_a_fresh_one(change, write_site, caplog, monkeypatch):
    """Byte for byte and word for word, after the change, after a second look, and after it is undone."""
    monkeypatch.setattr(logging.getLogger("mkdocs"), "propagate", True)
    site = write_site(PAGES, terms=TERMS, plugins=PLUGINS, config=OVERRIDES)
    site.put("theme.yml", "theme: {custom_dir: overrides}\n")
    for name, template in TEMPLATES.items():
        site.put(f"overrides/{name}", template)
    rounds = Rounds(site, caplog)
    before = rounds.build()
    path, text = CHANGES[change]
    file = site.folder / path
    former = file.read_text(encoding="utf-8") if file.exists() else None
    site.put(path, text)
    changed, again = rounds.build(), rounds.build()
    if former is None:
        file.unlink()
    else:
        site.put(path, former)
    assert rounds.build() == before
    site.put(path, text)
    fresh = Rounds(site, caplog).build()
    assert changed == again == fresh
    assert changed[0] != before[0]


HOOK = """
def on_page_context(context, *, page, **kwargs):
    page.content += "<p>added</p>" * ('<a class="term"' in page.content)
"""


def test_who_else_looks_at_an_article_sees_all_of_it(write_site):
    """Search is lent a text without links; what another plugin does to the article is done to the article."""
    alone = write_site(PAGES, terms=TERMS, plugins=PLUGINS).build()
    article, found = alone.article(), alone.text("search/search_index.json")
    site = write_site(PAGES, terms=TERMS, plugins=PLUGINS, config="hooks: [hook.py]\n")
    site.put("hook.py", HOOK)
    beside = site.build()
    assert beside.article().split() == article.replace("other</a>.</p>", "other</a>.</p><p>added</p>").split()
    assert beside.text("search/search_index.json") == found


def test_only_the_changed_page_is_rendered(write_site, caplog, monkeypatch):
    """The tests above would hold for a preview that keeps nothing."""
    site = write_site(PAGES, terms=TERMS, plugins=PLUGINS)
    rounds = Rounds(site, caplog)
    rounds.build()
    rendered: list[str] = []
    convert = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda md, source: rendered.append(source) or convert(md, source))
    site.put("docs/other.md", "# Other\n\n## Part\n\nThe loss stays.\n")
    rounds.build()
    assert [source for source in rendered if source.startswith("# ")] == ["# Other\n\n## Part\n\nThe loss stays.\n"]


def test_nothing_is_made_ready_for_the_other_pages(write_site, caplog, monkeypatch):
    """To set Markdown up with the extensions of a site takes as long as a short page."""
    site = write_site(PAGES, terms=TERMS, plugins=PLUGINS)
    rounds = Rounds(site, caplog)
    made: list[list[str]] = []
    init = Markdown.__init__
    monkeypatch.setattr(Markdown, "__init__", lambda md, **options: made.append([]) or init(md, **options))
    rounds.build()
    first = len(made)
    site.put("docs/other.md", "# Other\n\n## Part\n\nThe loss stays.\n")
    rounds.build()
    assert len(made) - first == first - 2  # Neither index.md nor glossary.md


HAND = "def on_page_context(context, **kwargs):\n    return context\n"


def test_templates_are_filled_in_for_the_changed_page_alone(write_site, caplog, monkeypatch):
    """Those that show nothing of it are as they were; with a hook that may give them anything, all are filled in."""
    filled: list[str] = []
    render = Template.render

    def counted(template, *args, **kwargs):
        if args and args[0].get("page"):
            filled.append(args[0]["page"].file.src_uri)
        return render(template, *args, **kwargs)

    monkeypatch.setattr(Template, "render", counted)
    site = write_site(PAGES, terms=TERMS, plugins=PLUGINS)
    for hook, wanted in (None, ["other.md"]), (HAND, ["glossary.md", "index.md", "other.md"]):
        if hook:
            site.put("hook.py", hook)
            site.put("mkdocs.yml", (site.folder / "mkdocs.yml").read_text(encoding="utf-8") + "hooks: [hook.py]\n")
        rounds = Rounds(site, caplog)
        rounds.build()
        filled.clear()
        site.put("docs/other.md", PAGES["other.md"] + f"\nSaid {wanted}.\n")
        rounds.build()
        assert sorted(filled) == wanted
