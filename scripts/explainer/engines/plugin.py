"""The MkDocs plugin: what needs the whole site – generated files, where-used lists, cards after the article, checks, severity.

It works under MkDocs and ProperDocs. Each event translates the engine's objects and calls one function of the
core.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from explainer.blocks.placements import places_key
from explainer.checks.coverage import check_points
from explainer.checks.entries import check_entries
from explainer.checks.links import check_links
from explainer.checks.lints import LEVELS, LINTS, LintedPage
from explainer.checks.named_pages import check_named_pages
from explainer.checks.navigation import check_nav
from explainer.checks.sources import built_from, check_moves, check_sources
from explainer.content.content import load
from explainer.content.figures import figures_of
from explainer.content.host import host_of
from explainer.content.options import read_options
from explainer.content.site import site_of
from explainer.echoes import without_echoes
from explainer.engines.context import page_of
from explainer.engines.extension import ExplainerExtension, ours
from explainer.engines.generated import add_files, add_lists, data_folder, keep_back
from explainer.engines.guards import cannot_be_made, check_files, explain, guard
from explainer.engines.levels import Checks, Level, tell
from explainer.engines.mkdocs import (
    addresses,
    bracketed,
    folder_of,
    know_anchors,
    language_of,
    linked_pages,
    links_from_root,
    linted_pages,
    list_pages,
    page_texts,
    shown,
    source_files,
    told_by_us,
)
from explainer.engines.options import SharedOptions, given
from explainer.engines.preview import Preview
from explainer.engines.search import Lender, lender_of
from explainer.engines.state import Build
from explainer.exports.downloads import offered
from explainer.exports.head import SiteFacts, page_head
from explainer.exports.llms import PageText, site_files
from explainer.exports.redirects import check_redirects, redirect_targets
from explainer.exports.social_card import can_draw, card_path, card_png
from explainer.pages.article import finish_article
from explainer.pages.backlinks import places_of
from explainer.pages.cards import page_cards
from explainer.pages.page import RenderedPage
from explainer.problems import Problem, expected
from explainer.templates import fill
from explainer.urls import plain_root

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("explainer")

_AFTER_ARTICLE = re.compile(r"</article>")


class ExplainerOptions(SharedOptions):
    """Options of the plugin in mkdocs.yml."""

    data_dir = c.Optional(c.Type(str))
    """Folder with the data, from the folder of mkdocs.yml; by default `data` below the docs folder."""
    publish_data = c.Type(bool, default=False)
    """Whether the sources of the data are published, too, where they stand below the docs folder."""
    machines = c.Type(bool, default=False)
    """Whether to tell programs of the site: each page as Markdown, llms.txt, robots.txt, a feed, schema.org in the head, pictures of pages."""
    licence = c.Optional(c.URL())
    """Address of the licence of the texts, for programs."""
    reuse_pages = c.Type(bool, default=False)
    """Whether a preview renders only pages whose text or data changed; not for sites whose pages take in other files (snippets, macros)."""
    checks = c.SubConfig(Checks)
    """How loud an author is told of slips, by what they are about."""
    lints = c.DictOfItems(Level(LEVELS), default={})
    """What becomes of each lint of `explainer.checks.lints.LINTS`, and of `all` that are not named: `off` (the default), `info`, or `warning`."""


class ExplainerPlugin(BasePlugin[ExplainerOptions]):
    """Gathers the pages of one build and finishes them together."""

    build: Build
    root: Path
    reading_order: Mapping[str, int]
    page_texts: Mapping[str, PageText] = MappingProxyType({})
    facts: SiteFacts | None = None
    preview: Preview | None = None
    """There while a person watches: it outlives a build, since the engine keeps this object."""
    lender: Lender | None = None
    awaited: Mapping[str, Sequence[Problem]] = MappingProxyType({})
    """Problems with links to files that others may still write, by the address of each."""
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a person is watching a preview, which must go on in spite of mistakes."""
        self.serving = command == "serve"
        self.preview = Preview() if self.serving else None

    @event_priority(-150)  # After what sets the language of a build.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the content; one `Build` is born here and handed to the Markdown extension."""
        if self.serving and config.site_url:
            config.site_url = bracketed(config.site_url)
        docs = Path(config.docs_dir)
        root = folder_of(config.config_file_path) if config.config_file_path else docs.parent
        extension = config.mdx_configs.get("explainer", {})
        options, problems = read_options(given(self.config, extension), language_of(config.theme))
        folder = data_folder(config, root, self.config.data_dir, options.language)
        content = load(folder, shown(folder, root), options.rules, options.language)
        self.root = root
        if self.config.checks["links"] != "off":
            told_by_us(config)
        if self.config.machines:
            feed, base = bool(content.changes or content.corrections), config.site_url or ""
            self.facts = SiteFacts(
                config.site_name, base, options.language, self.config.licence or "", feed, can_draw()
            )
        host = host_of(config.extra, config.repo_url, config.nav)
        self.build = Build(site_of(content, options, docs, host), [*content.problems, *problems])
        # The extension itself and not its name: looked up and made for each page again, it costs as much as
        # linking a short one.
        made = ExplainerExtension(**{**extension, "build": self.build})
        config.markdown_extensions = [
            name for name in config.markdown_extensions if name != "explainer" and not ours(name)
        ]
        config.markdown_extensions.append(made)  # type: ignore[arg-type] # Names are all it declares; it hands both to Python-Markdown.
        return config

    @event_priority(-150)  # After what adds pages, or has one in each language.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated files, and a glossary and a list of references where the author wrote none."""
        site, content = self.build.site, self.build.site.content
        if not self.config.publish_data:
            keep_back(files, config, content.folder)
        self.build.problems += self._check_places(files, config)
        add_lists(files, config, site)
        self.build.problems += check_files(files, config, self.root)
        known = [file.src_uri for file in files.documentation_pages()]
        self.build.problems += check_redirects(content.redirects, known)
        self.build.problems += check_named_pages(content, known)
        self.build.problems += figures_of(site).problems
        add_files(files, config, site, self.config.licence or "")
        return files

    def _check_places(self, files: Files, config: MkDocsConfig) -> list[Problem]:
        """Return what is wrong with the places of files, before any is generated."""
        found, redirects = source_files(files, self.root), self.build.site.content.redirects
        moves = redirect_targets(redirects.words, use_folders=config.use_directory_urls)
        moved = check_moves(moves, redirects, built_from(found))
        return [*check_sources(found, Path(config.docs_dir)), *moved]

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Note the order in which readers meet the pages, and let a preview know what is made anew."""
        self.reading_order = {page.file.src_uri: number for number, page in enumerate(nav.pages)}
        if self.preview:
            self.preview.settle(self._made_from(config, files))
        self.lender = lender_of(config.plugins, self, self.preview)
        self.build.problems += check_nav(config.nav, Path(config.config_file_path or "mkdocs.yml").name)
        return nav

    @event_priority(-100)  # After all other plugins: what they make of a text decides whether it is the same.
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let no page stop the build without being named, and a preview keep what has not changed: the engine then has nothing to render."""
        guard(page, self.build.problems.append)
        return (
            self.preview.to_render(page, markdown, self.build)
            if self.preview and self.config.reuse_pages
            else markdown
        )

    @event_priority(100)  # Before all other plugins: they get the page as it was rendered, now or earlier.
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put back what a preview kept."""
        return (
            self.preview.rendered(page, html, files, self.build)
            if self.preview and self.config.reuse_pages
            else html
        )

    @event_priority(100)
    def _lend_to_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if self.lender:
            self.lender.lend(page)
        return context

    @event_priority(-100)
    def _take_back_from_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if self.lender:
            self.lender.take_back(page)
        return context

    on_page_context = CombinedEvent(_lend_to_search, _take_back_from_search)

    def pages_in_order(self, files: Files) -> list[File]:
        """Return every page in reading order, those outside the navigation last."""
        pages = [file for file in files.documentation_pages() if file.page]
        return sorted(pages, key=lambda file: self.reading_order.get(file.src_uri, len(self.reading_order)))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Fill in what needed all pages, then check everything and stop, or go on, once."""
        if self.preview:
            env.bytecode_cache = self.preview.templates
        files_of = {
            file.src_uri: file
            for file in files.documentation_pages()
            if file.page and file.page.content is not None
        }
        for file in files_of.values():
            try:
                self._finish(file, files)
            except Exception as error:
                self.build.problems.append(cannot_be_made(file, error))
        lists = list_pages(files, self.build.site.options)
        titles = {src: str(file.page.title) for src, file in files_of.items() if file.page}
        places = places_of(self.build.pages.values(), titles, self.build.site, lists, offered)
        for file in files_of.values():
            if file.page:
                file.page.content = places.fill(file.page.content or "", page_of(file, files))
        self._judge([*self.build.problems, *self._across_pages(files, config)])
        self.build.settled = True
        ordered = self.pages_in_order(files)
        self._lint(lambda: linted_pages(ordered, self.build.pages, self.root, lists))
        self.page_texts = {page.src: page for page in page_texts(ordered)} if self.facts else {}
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the preview go on in spite of whatever stops a rebuild, at an address that can be clicked on."""
        from explainer.engines.watching import keep_going  # What watches folders is of no use to a build.

        keep_going(server, Path(config.docs_dir))
        server.watch(str(self.build.site.content.folder))
        server.url = bracketed(server.url)
        return server

    @event_priority(-100)  # Once all others have tidied up: what this raises ends the event.
    def on_build_error(self, *, error: Exception) -> None:
        """Say in a sentence what ended a build."""
        explain(error)

    def _write_for_programs(self, *, config: MkDocsConfig) -> None:
        """Write what programs read: pages as Markdown, llms.txt, robots.txt, the feed, pictures of pages."""
        site, pages = Path(config.site_dir), list(self.page_texts.values())
        if not self.facts:
            return
        files = dict(
            site_files(
                pages,
                self.build.site.content,
                self.facts.name,
                config.site_description or "",
                self.facts.base,
            )
        )
        made = {path: text.encode() for path, text in files.items()}
        if self.facts.base and self.facts.pictures:
            made |= {
                card_path(page.src): card_png(page.title, page.chapter, self.facts.name) for page in pages
            }
        for path, data in made.items():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    @event_priority(-50)  # Once others have written their files, and before another language is built.
    def _miss(self, *, config: MkDocsConfig) -> None:
        """Tell of links to files that nobody has written."""
        missed = [
            problem
            for address, problems in self.awaited.items()
            if not Path(config.site_dir, address).exists()
            for problem in problems
        ]
        tell(without_echoes(missed), self.config.checks, serving=self.serving)

    on_post_build = CombinedEvent(_write_for_programs, _miss)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the cards after the article, and under `serve` say at its head what is wrong with the content."""
        rendered = self.build.pages.get(page.file.src_uri)
        pieces = self.build.pieces.get(plain_root(page.url), "")
        # Made only here: they are longer than many a page.
        after = rendered.make_cards(rendered.html + pieces) if rendered else ""
        if self.serving and self.build.problems:
            banner = fill("pages/problems.html", problems=self.build.problems)
            output = re.sub(
                r"(<article\b[^>]*>|<body\b[^>]*>(?!.*<article))",
                lambda match: match[0] + banner,
                output,
                count=1,
                flags=re.DOTALL,
            )
        if self.facts and page.file.src_uri in self.page_texts:
            output = output.replace(
                "</head>", page_head(self.page_texts[page.file.src_uri], self.facts) + "</head>", 1
            )
        if not after:
            return output
        match = _AFTER_ARTICLE.search(output)
        at = match.end() if match else output.rfind("</body>")
        return output[:at] + after + output[at:] if at >= 0 else output + after

    def _made_from(self, config: MkDocsConfig, files: Files) -> object:
        """Return everything that decides what becomes of a page's text."""
        site = self.build.site
        settings = repr({name: value for name, value in config.mdx_configs.items() if name != "explainer"})
        addresses = [(file.src_uri, file.url, file.inclusion) for file in files]
        figures = figures_of(site)
        extensions = [name for name in config.markdown_extensions if not ours(name)]
        return site, figures, places_key(site, figures), extensions, settings, config.validation, addresses

    def _finish(self, file: File, files: Files) -> None:
        """Finish the article of a page, or take it from what a preview keeps."""
        page, context, site = file.page, page_of(file, files), self.build.site
        assert page is not None, "only files with a page are finished"
        make = partial(finish_article, page.content or "", context, site)
        article = self.preview.finish(page, make) if self.preview else make()
        page.content = article.html
        self.build.problems += article.problems
        cards = partial(page_cards, site=site, href=context.href)
        title = str(page.meta.get("title", ""))
        self.build.pages[context.src] = RenderedPage(
            context.src, title, context.url, article.html, article.uses, cards
        )

    def _across_pages(self, files: Files, config: MkDocsConfig) -> Iterator[Problem]:
        """Yield what only all pages together can show to be wrong: links that lead nowhere, points of the notes left out."""
        content, pages = self.build.site.content, linked_pages(files, self.root)
        if self.config.checks["links"] != "off":
            options = self.build.site.options
            lists = {options.glossary: "term", options.references: "work"}
            from_root = links_from_root(config)
            problems, self.awaited = check_links(pages, addresses(files), lists, from_root=from_root)
            yield from problems
        else:
            know_anchors(files)
        glossary = files.get_file_from_path(self.build.site.options.glossary)
        for page in pages:
            if glossary and page.src == glossary.src_uri:
                yield from check_entries(content.glossary, page)
        yield from check_points(content.points.values(), {page.src: page.html for page in pages})

    def _lint(self, read_pages: Callable[[], Sequence[LintedPage]]) -> None:
        asked = self.config.lints
        for name in asked:
            if name not in LINTS and name != "all":
                self._judge(
                    [
                        Problem(
                            "mkdocs.yml",
                            1,
                            f"unknown lint '{name}'",
                            expected("one of all, " + ", ".join(LINTS), name, LINTS),
                        )
                    ]
                )
        levels = {name: asked.get(name, asked.get("all", "off")) for name in LINTS}
        pages = read_pages() if set(levels.values()) != {"off"} else ()
        for name, level in levels.items():
            for problem in LINTS[name](self.build.site.content, pages) if level != "off" else ():
                (log.warning if level == "warning" else log.info)("%s", problem)

    def _judge(self, problems: Iterable[Problem]) -> None:
        self.build.problems[:] = tell(without_echoes(problems), self.config.checks, serving=self.serving)
