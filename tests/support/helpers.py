"""What unit tests share: data written as an author writes them, and pages rendered as an engine renders them, without an engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import yaml
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from explainer.content.content import Content, load
from explainer.content.options import Options
from explainer.content.site import Site
from explainer.echoes import without_echoes
from explainer.engines.context import page_context
from explainer.engines.extension import ExplainerExtension
from explainer.engines.state import Build
from explainer.pages.article import finish_article
from explainer.pages.cards import page_cards
from explainer.problems import Problem
from explainer.terms.glossary import Glossary, Term
from explainer.terms.linker import Linked, TermLinker, Use
from explainer.terms.matcher import TermMatcher
from explainer.urls import relative_url, source_url

CASES = Path(__file__).parents[1] / "cases"

# As in mkdocs.yml.
EXTENSIONS = (
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "footnotes",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.arithmatex",
)
SETTINGS = {"pymdownx.arithmatex": {"generic": True}}

# ---, lines, ---
_FRONT_MATTER = re.compile(r"\A---\n(.*?)---\n", re.DOTALL)
# [[agent: agents]], [[trigger#input: trigger]], [[p-good]]
_SHORT = re.compile(r"\[\[([\w-]+)(?:#([\w-]+))?(?:: (.*?))?\]\](?!\])", re.DOTALL)


@dataclass(frozen=True)
class Rendered:
    """A page after Markdown."""

    html: str
    problems: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    cards: str = ""


def said(problems: Iterable[Problem]) -> list[str]:
    """Return problems as an author reads them: in order, each once, without what only follows from another."""
    return [str(problem) for problem in without_echoes(problems)]


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def glossary(*forms: str, **terms: str | Mapping[str, Any]) -> Glossary:
    """Return a glossary of terms that are their own ids (`loss`) or have one (`p_good="p good"`), definitions left plain."""
    entries = {re.sub(r"\W+", "-", form.casefold()).strip("-") or f"term-{number}": form for number, form in enumerate(forms)} | terms
    found = {}
    for name, entry in entries.items():
        term_id = name.replace("_", "-")
        fields = {"term": entry} if isinstance(entry, str) else dict(entry)
        found[term_id] = Term(**{"id": term_id, "term": term_id, "definition": f"What {term_id} means.", **fields})
    return Glossary("docs/data/glossary.yml", found)


def linker(*forms: str, **terms: str | Mapping[str, Any]) -> TermLinker:
    """Return the linker of such a glossary."""
    return TermLinker(TermMatcher(glossary(*forms, **terms)))


def link(html: str, *forms: str, density: str = "all", page: str = "page.md", **terms: str | Mapping[str, Any]) -> Linked:
    """Link `html` against the terms given."""
    return linker(*forms, **terms).link(html, term_href, density=density, page=page)


def term_href(term: str, sense: str) -> str:
    """Return the address of an entry as seen from `page/`."""
    return f"../glossary/#{term}" + (f"-{sense}" if sense else "")


@lru_cache(maxsize=1)
def case_content() -> Content:
    """Return the data that all golden cases share."""
    content = load(CASES / "data", "docs/data")
    assert not content.problems, said(content.problems)
    return content


def front_matter(source: str) -> tuple[dict[str, Any], str]:
    """Return the settings at the head of a page, words as they stand, and the rest."""
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, source
    return yaml.load(match[1], yaml.BaseLoader), source[match.end() :]  # noqa: S506 - it makes nothing but words


def render(
    source: str,
    content: Content | None = None,
    *,
    src: str = "page.md",
    docs: Path = Path(),
    settings: Mapping[str, Any] | None = None,
    **options: str,
) -> Rendered:
    """Render a page as MkDocs would, front matter read, without the plugin's last steps."""
    meta, body = front_matter(source)
    build = Build(Site(content or case_content(), Options(**{"math": "mathml", **options}), docs / "docs"))
    md = Markdown(extensions=[*EXTENSIONS, ExplainerExtension(build=build, **(settings or {}))], extension_configs=SETTINGS)
    md.treeprocessors.register(_Engine(md, src, source, meta), "relpath", 0)
    html = md.convert(body)
    page = page_context(md)
    article = finish_article(html, page, build.site)
    return Rendered(article.html, tuple(said([*build.problems, *article.problems])), article.uses, page_cards(article.html, build.site, page.href))


class _Engine(Treeprocessor):
    """What MkDocs shows of itself to a Markdown extension."""

    def __init__(self, md: Markdown, src: str, source: str, meta: Mapping[str, str]) -> None:
        super().__init__(md)
        url, page = source_url(src, use_folders=True), SimpleNamespace(meta=meta)
        self.file = SimpleNamespace(src_uri=src, abs_src_path=f"/site/docs/{src}", url=url, content_string=source, page=page)
        self.config = SimpleNamespace(config_file_path="/site/mkdocs.yml")
        self.files = SimpleNamespace(get_file_from_path=lambda path: SimpleNamespace(url=source_url(path, use_folders=True)))

    def run(self, root: Element) -> None:
        """Do nothing: MkDocs resolves links here, which no test of ours asks for."""


def expand(expected: str, content: Content, page_url: str) -> str:
    """Write out the links that golden cases abbreviate: `[[agent: agents]]` is a link to the entry `agent` round "agents".

    `[[trigger#input: trigger]]` names the sense; `[[p-good]]` is the symbol, typeset and linked.
    """

    def full(match: re.Match[str]) -> str:
        term = content.glossary.terms[match[1]]
        anchor = match[1] + (f"-{match[2]}" if match[2] else "")
        sense = f' data-sense="{match[2]}"' if match[2] else ""
        label = f' aria-label="{term.spoken}"' if term.symbol else ""
        text = match[3]
        if text is None:
            assert term.symbol, f"{match[0]} is not a symbol: say what the link holds"
            text = f'<span class="symbol" data-symbol="{term.id}">{term.symbol.base}<sub>{term.symbol.sub}</sub></span>'
        return f'<a class="term" data-term="{term.id}" href="{relative_url("glossary/", page_url)}#{anchor}"{sense}{label}>{text}</a>'

    return _SHORT.sub(full, expected)
