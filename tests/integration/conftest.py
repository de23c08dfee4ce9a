"""A site that is not ours: it says nothing of checks, and has the rules of MkDocs alone."""

from __future__ import annotations

import pytest

from support.tinysite import TinySite

LOSS = "loss:\n  term: loss\n  definition: What training makes small.\n"


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Write such a site: `house({"index.md": "# Home"}, plugins="[explainer]", theme="material", config="nav: …")`."""
    monkeypatch.chdir(tmp_path)  # The extension alone looks for docs/ where the program was started.

    def write(pages, *, plugins="[explainer]", terms=LOSS, theme="mkdocs", config=""):
        site = TinySite(tmp_path)
        site.put("mkdocs.yml", f"site_name: Theirs\ntheme: {theme}\nplugins: {plugins}\n{config}")
        for path, text in {**({"data/glossary.yml": terms} if terms else {}), **pages}.items():
            site.put(f"docs/{path}", text)
        return site

    return write
