"""What this site asks of the theme that has no option for it: words put into the theme's own HTML."""

from __future__ import annotations

import re
from typing import Any

import jinja2.filters
from jinja2 import Environment, nodes, pass_eval_context

from support.project import ROOT

MAIN = ROOT / "overrides" / "main.html"
PAGES = {
    "index.md": "---\ndescription: What it is.\n---\n\n# Home\n\n## One\n\n### Two\n\nWords.",
    "part/index.md": "# Part\n\nWords.",
    "part/page.md": "# Page\n\n## One\n\nWords.",
    "more/index.md": "# More\n\nWords.",
}
NAV = "nav: [index.md, {Part: [part/index.md, part/page.md]}, {More: [more/index.md]}]\n"


def replacements() -> list[str]:
    """Return a pattern of what each replacement of `main.html` looks for; what it puts together there is anything."""
    found = []
    for node in Environment(autoescape=True).parse(MAIN.read_text(encoding="utf-8")).find_all(nodes.Filter):
        if node.name == "replace":
            old = node.args[0]
            parts = old.nodes if isinstance(old, nodes.Concat) else [old]
            found.append("".join(re.escape(part.value) if isinstance(part, nodes.Const) else ".+" for part in parts))
    return found


def test_each_replacement_finds_something_to_replace(write_site: Any, monkeypatch: Any) -> None:
    """A theme that words its HTML otherwise leaves controls without a name, and says nothing."""
    met: set[str] = set()

    @pass_eval_context
    def replace(context: nodes.EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
        if old in str(text):
            met.add(str(old))
        return jinja2.filters.do_replace(context, text, old, new, count)

    monkeypatch.setitem(jinja2.filters.FILTERS, "replace", replace)
    theme = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\ntheme:\n")[2].partition("\nplugins:\n")[0]
    site = write_site(PAGES, terms={})
    site.put("mkdocs.yml", f"site_name: Tiny\n{NAV}theme:\n{theme.replace('custom_dir: overrides', f'custom_dir: {MAIN.parent}')}\n")
    site.build()
    wanted = replacements()
    assert wanted
    assert [pattern for pattern in wanted if not any(re.fullmatch(pattern, old) for old in met)] == []
