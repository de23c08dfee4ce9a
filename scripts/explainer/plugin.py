"""The MkDocs plugin: what needs the whole site – generated files, where-used lists, cards after the article, checks, severity.

It works under MkDocs and ProperDocs. Each event translates the engine's objects and calls one function of the core.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from explainer.build import Build
from explainer.citations import STYLES
from explainer.content import load
from explainer.exports import FILES, exports, table_file
from explainer.figures import embed_pages, figures_of
from explainer.links import LinkedPage, check_links
from explainer.lints import LEVELS, LINTS, LintedPage
from explainer.machines import PageText, check_redirects, redirect_files, site_files
from explainer.markup import fill
from explainer.navigation import check_nav
from explainer.page import PageContext, body_line, plain_root
from explainer.problems import Problem, expected, report
from explainer.site import Options, site_of
from explainer.termlinks import DENSITIES
from explainer.uses import Place, named_places, term_places

log = get_plugin_logger("explainer")

# <!--explainer:used term p-good-->
_MARK = re.compile(r"<!--explainer:used (term|cite|claim|files) ([\w:-]+)-->")
_AFTER_ARTICLE = re.compile(r"</article>")
_LIST_PAGE = "---\ntitle: {title}\ndescription: {title} of this site.\n---\n\n# {title}\n\n/// {name}\n///\n"
_MISSING = {"glossary": "Glossary", "references": "References"}


class ExplainerOptions(Config):
    """Options of the plugin in mkdocs.yml; see `explainer.site.Options` for those it shares with the extension."""

    data_dir = c.Optional(c.Type(str))
    """Folder with the data, from the folder of mkdocs.yml; by default `data` below the docs folder."""
    glossary = c.Type(str, default=Options.glossary)
    references = c.Type(str, default=Options.references)
    tables = c.Type(str, default=Options.tables)
    claims = c.Type(str, default=Options.claims)
    density = c.Choice(DENSITIES, default=Options.density)
    citations = c.Choice(STYLES, default=Options.citations)
    machines = c.Type(bool, default=False)
    """Whether to write files for programs: each page as Markdown, llms.txt, robots.txt, a feed."""
    lints = c.DictOfItems(c.Choice(LEVELS), default={})
    """What becomes of each lint of `explainer.lints.LINTS`, and of `all` that are not named: `off` (the default), `info`, or `warning`."""


class ExplainerPlugin(BasePlugin[ExplainerOptions]):
    """Gathers the pages of one build and finishes them together."""

    build: Build
    root: Path
    reading_order: Mapping[str, int]
    pages_read: Sequence[LintedPage] = ()
    page_texts: Sequence[PageText] = ()
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a person is watching a preview, which must go on in spite of mistakes."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the content; one `Build` is born here and handed to the Markdown extension."""
        docs = Path(config.docs_dir)
        root = Path(config.config_file_path).parent if config.config_file_path else docs.parent
        folder = root / self.config.data_dir if self.config.data_dir else docs / "data"
        names = ("glossary", "references", "tables", "claims", "density", "citations")
        options = Options(**{name: self.config[name] for name in names})
        content = load(folder, _shown(folder, root))
        self.root = root
        self.build = Build(site_of(content, options, docs), list(content.problems))
        if "explainer" not in config.markdown_extensions:
            config.markdown_extensions.append("explainer")
        config.mdx_configs.setdefault("explainer", {})["build"] = self.build
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated files, and a glossary and a list of references where the author wrote none."""
        content = self.build.site.content
        # Nobody can be asked to list a page that they did not write.
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        for name, title in _MISSING.items():
            src = self.config[name]
            wanted = len(content.glossary if name == "glossary" else content.bibliography) > 0
            if wanted and files.get_file_from_path(src) is None:
                files.append(File.generated(config, src, content=_LIST_PAGE.format(title=title, name=name), inclusion=inclusion))
        known = [file.src_uri for file in files.documentation_pages()]
        self.build.problems += check_redirects(content.redirects, known)
        moved = redirect_files(content.redirects.words, use_folders=config.use_directory_urls)
        self.build.problems += figures_of(self.build.site).problems
        alone = embed_pages(self.build.site, config.site_name, folders=config.use_directory_urls)
        for path, text in (exports(content, config.site_name, config.site_url or "") | moved | alone).items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=text))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Report pages that no reader can reach by the navigation."""
        self.reading_order = {page.file.src_uri: number for number, page in enumerate(nav.pages)}
        if config.nav is None:
            return nav
        files_by_hand = [file for file in files.documentation_pages() if not file.generated_by]
        optional = [file.src_uri for file in files_by_hand if file.inclusion.is_not_in_nav()]
        listed = (page.file.src_uri for page in nav.pages)
        config_path = Path(config.config_file_path)
        pages = (file.src_uri for file in files_by_hand)
        self.build.problems += check_nav(config_path, _shown(config_path, self.root), pages, listed, optional)
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Fill in what needed all pages, then check everything and stop, or go on, once."""
        pages = {src: page for src, page in self.build.pages.items() if (file := files.get_file_from_path(src)) and file.page}
        rendered = list(pages.values())
        places: Mapping[str, Mapping[str, list[Place]]] = {
            "term": term_places(page for page in rendered if page.src != self.config.glossary),
            "cite": named_places(rendered, "cite"),
            "claim": named_places(rendered, "claim"),
        }
        titles = {src: str(file.page.title) for src in pages if (file := files.get_file_from_path(src)) and file.page}
        for src in pages:
            file = files.get_file_from_path(src)
            if file and file.page and file.page.content and "<!--explainer:used" in file.page.content:
                file.page.content = self._fill_marks(file.page.content, _context(file, files), places, titles)
        content = self.build.site.content
        # What pages say of a file that nobody could read is no slip of theirs.
        problems = content.problems if content.unread else [*self.build.problems, *check_links(self._linked_pages(files), _addresses(files))]
        self._judge(problems)
        self._lint(files, config)
        self.page_texts = self._page_texts(files)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what programs read: pages as Markdown, llms.txt, robots.txt, the feed."""
        if not self.config.machines:
            return
        site = Path(config.site_dir)
        for path, text in site_files(
            self.page_texts, self.build.site.content, config.site_name, config.site_description or "", config.site_url or ""
        ):
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the cards after the article, and under `serve` say at its head what is wrong with the content."""
        rendered = self.build.pages.get(page.file.src_uri)
        after = rendered.cards if rendered else ""
        if self.serving and self.build.problems:
            banner = fill("problems.html", problems=sorted(set(self.build.problems)))
            output = re.sub(r"(<article\b[^>]*>|<body\b[^>]*>(?!.*<article))", lambda match: match[0] + banner, output, count=1, flags=re.DOTALL)
        if not after:
            return output
        match = _AFTER_ARTICLE.search(output)
        at = match.end() if match else output.rfind("</body>")
        return output[:at] + after + output[at:] if at >= 0 else output + after

    def _fill_marks(self, html: str, page: PageContext, places: Mapping[str, Mapping[str, list[Place]]], titles: Mapping[str, str]) -> str:
        def replace(match: re.Match[str]) -> str:
            kind, name = match[1], match[2]
            if kind == "files":
                return fill("files.html", files=[(page.href(path) or "#", path, what) for path, what in FILES.get(name, table_file(name))])
            found = [place for place in places[kind].get(name, []) if place.src != page.src]
            rows = [(page.href(place.src) or "#", titles.get(place.src, place.src), place) for place in found]
            return fill(f"used-{kind}.html", rows=rows) if rows else ""

        return _MARK.sub(replace, html)

    def _linked_pages(self, files: Files) -> list[LinkedPage]:
        return [
            LinkedPage(
                file.src_uri,
                unquote(plain_root(file.url)),
                file.page.content,
                file.content_string,
                _shown(Path(file.abs_src_path or file.src_uri), self.root),
            )
            for file in files.documentation_pages()
            if file.page and file.page.content is not None
        ]

    def _lint(self, files: Files, config: MkDocsConfig) -> None:
        wanted = self.config.lints
        for name in wanted:
            if name not in LINTS and name != "all":
                self._judge([Problem("mkdocs.yml", 1, f"unknown lint '{name}'", expected("one of all, " + ", ".join(LINTS), name, LINTS))])
        self.pages_read = self.linted_pages(files)
        for name, lint in LINTS.items():
            level = wanted.get(name, wanted.get("all", "off"))
            if level == "off":
                continue
            for problem in lint(self.build.site.content, self.pages_read):
                (log.warning if level == "warning" else log.info)("%s", problem)

    def linted_pages(self, files: Files) -> list[LintedPage]:
        """Return every page in reading order, with the terms and works on it; the lists of both do not count as uses."""
        lists = {self.config.glossary, self.config.references}
        ordered = [file for file in files.documentation_pages() if file.page and file.src_uri not in lists]
        ordered.sort(key=lambda file: self.reading_order.get(file.src_uri, len(self.reading_order)))
        found = []
        for file in ordered:
            page = self.build.pages.get(file.src_uri)
            source = file.content_string
            path = _shown(Path(file.abs_src_path or file.src_uri), self.root)
            terms = tuple(dict.fromkeys(use.term for use in page.uses)) if page else ()
            cited = frozenset(re.findall(r'data-cite="([^"]+)"', page.html)) if page else frozenset[str]()
            claims = frozenset(named_places([page], "claim")) if page else frozenset[str]()
            found.append(LintedPage(file.src_uri, path, source, body_line(source), terms, cited, claims))
        return found

    def _page_texts(self, files: Files) -> list[PageText]:
        ordered = sorted(
            (file for file in files.documentation_pages() if file.page and not file.generated_by),
            key=lambda file: self.reading_order.get(file.src_uri, len(self.reading_order)),
        )
        found = []
        for file in ordered:
            page = file.page
            if page:
                chapter = str(list(page.ancestors)[-1].title) if page.ancestors else ""
                description = str(page.meta.get("description", ""))
                found.append(PageText(file.src_uri, plain_root(file.url), str(page.title), description, file.content_string, chapter))
        return found

    def _judge(self, problems: Iterable[Problem]) -> None:
        found = self.build.problems[:] = sorted(set(problems))
        if not found:
            return
        if self.serving:
            log.error("%s", report(found))
            return
        raise PluginError(report(found))


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _context(file: File, files: Files) -> PageContext:
    def url_of(src: str) -> str | None:
        found = files.get_file_from_path(src)
        return None if found is None else plain_root(found.url)

    return PageContext(file.src_uri, plain_root(file.url), url_of=url_of)


def _addresses(files: Files) -> dict[str, str]:
    return {unquote(plain_root(file.url)): file.src_uri for file in files if not file.inclusion.is_excluded()}
