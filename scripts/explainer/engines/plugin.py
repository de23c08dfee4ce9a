"""The MkDocs plugin: what needs the whole site – generated files, where-used lists, cards, checks, severity.

It works under MkDocs and ProperDocs. Each event translates the engine's objects and calls one function of the
core.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from explainer.blocks.placements import places_key
from explainer.checks.lints import lint, unknown_lints
from explainer.checks.named_pages import check_named_pages
from explainer.checks.navigation import check_nav
from explainer.checks.sources import built_from, check_moves, check_sources
from explainer.content.content import load
from explainer.content.figures import figures_of
from explainer.content.host import host_of
from explainer.content.options import CONFIG, called, read_options
from explainer.content.own_templates import own_templates
from explainer.content.site import site_of
from explainer.content.term_sources import term_pages, unknown_pages
from explainer.echoes import without_echoes
from explainer.engines.context import folder_of
from explainer.engines.extension import ExplainerExtension, ours
from explainer.engines.finish import across_pages, finish_pages
from explainer.engines.generated import add_files, add_lists, data_folder, keep_back
from explainer.engines.guards import check_files, explain, guard
from explainer.engines.levels import tell
from explainer.engines.mkdocs import (
    bracketed,
    know_anchors,
    language_of,
    languages_of,
    links_from_root,
    list_pages,
    set_titles,
    shown,
    source_files,
    told_by_us,
)
from explainer.engines.options import ExplainerOptions, given
from explainer.engines.output import with_banner, with_cards, with_head, write_files
from explainer.engines.page_assets import add_assets
from explainer.engines.preview import Preview
from explainer.engines.preview_templates import lighten
from explainer.engines.search import Lender, lender_of, only_known
from explainer.engines.state import Build
from explainer.evidence.citations import check_main
from explainer.exports.head import SiteFacts, card_path, page_head
from explainer.exports.llms import site_files
from explainer.exports.redirects import check_redirects, redirect_targets
from explainer.extras import has
from explainer.pages.page import Page
from explainer.problems import Problem

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("explainer")


class ExplainerPlugin(BasePlugin[ExplainerOptions]):
    """Gathers the pages of one build and finishes them together."""

    build: Build
    root: Path
    configuration = CONFIG
    """The file with the configuration, as its author knows it."""
    nav: Navigation
    reading_order: Mapping[str, int]
    told: Mapping[str, Page] = MappingProxyType({})
    """The pages that programs are told of, by source path: those that somebody wrote."""
    facts: SiteFacts | None = None
    preview: Preview | None = None
    """There while a person watches: it outlives a build, since the engine keeps this object."""
    lender: Lender | None = None
    awaited: Mapping[str, Sequence[Problem]] = MappingProxyType({})
    """Problems with links to files that others may still write, by the address of each."""
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether a person is watching a preview, which must go on in spite of mistakes."""
        gc.freeze()  # Modules, mostly, which nothing frees: Python need not look at them again and again.
        self.serving = command == "serve"
        self.preview = Preview() if self.serving else None

    @event_priority(-150)  # After what sets the language of a build.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the content; one `Build` is born here and handed to the Markdown extension."""
        if self.serving and config.site_url:
            config.site_url = bracketed(config.site_url)
        if self.preview:
            lighten(config.theme)
        docs = Path(config.docs_dir)
        root = folder_of(config)
        settings = config.mdx_configs.get("explainer", {})
        options, wrong = read_options(given(self.config, settings), language_of(config.theme))
        languages = languages_of(config, options.language)
        folder = data_folder(config, root, self.config.data_dir, languages)
        pages = term_pages(docs, shown(docs, root), options.glossary, options.definitions, languages)
        content = load(folder, shown(folder, root), pages, options.rules, languages)
        self.root = root
        if self.config.checks["links"] != "off":
            told_by_us(config)
        if self.config.machines:
            feed, base = bool(content.changes or content.corrections), config.site_url or ""
            self.facts = SiteFacts(
                config.site_name, base, options.language, self.config.licence or "", feed, has("pictures")
            )
        templates, unusable = own_templates(config.theme.custom_dir, root)
        host = replace(host_of(config.extra, config.repo_url, config.nav), templates=templates)
        if config.config_file_path:
            self.configuration = shown(Path(config.config_file_path), root)
        wrong += [
            *check_main(options.citations_main, content.bibliography.references, CONFIG),
            *unknown_pages(docs, options.definitions, CONFIG, languages),
        ]
        self.build = Build(site_of(content, options, docs, host), [*content.problems, *wrong, *unusable])
        if not self.serving:
            gc.freeze()  # The data stay as long as the build, and there may be thousands of terms.
        # The extension itself and not its name: looked up and made for each page again, it costs as much as
        # linking a short one.
        extension = ExplainerExtension(**{**settings, "build": self.build})
        others = [name for name in config.markdown_extensions if name != "explainer" and not ours(name)]
        config.markdown_extensions = others
        # Names are all that MkDocs declares; it hands both to Python-Markdown.
        config.markdown_extensions.append(extension)  # type: ignore[arg-type]
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
        add_files(files, config, site, self.config.licence or "", self.root)
        add_assets(files, config, content, script=self.config.script, style=self.config.style)
        return files

    def _check_places(self, files: Files, config: MkDocsConfig) -> list[Problem]:
        """Return what is wrong with the places of files, before any is generated."""
        found, redirects = source_files(files, self.root), self.build.site.content.redirects
        moves = redirect_targets(redirects.words, use_folders=config.use_directory_urls)
        moved = check_moves(moves, redirects, built_from(found))
        return [*check_sources(found, Path(config.docs_dir)), *moved]

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Note the order in which readers meet the pages, and let a preview know what is made anew."""
        self.nav = nav
        self.reading_order = {page.file.src_uri: number for number, page in enumerate(nav.pages)}
        if self.preview:
            self.preview.settle(self._made_from(config, files))
        self.lender = lender_of(config.plugins, self, self.preview)
        self.build.problems += check_nav(config.nav, CONFIG)
        return nav

    @event_priority(-100)  # After all other plugins: what they make of a text decides whether it is the same.
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let no page stop the build without being named, and a preview keep what has not changed."""
        guard(page, self.build.problems.append)
        if self.preview and self.config.reuse_pages:
            self.preview.before_rendering(page, markdown, self.build)
        return markdown

    @event_priority(100)  # Before all other plugins: they get the page as it was rendered, now or earlier.
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put back what a preview kept, and set the title of the page as its text is set."""
        if self.build.site.options.typographic:
            set_titles(page)
        if self.preview and self.config.reuse_pages:
            return self.preview.rendered(page, html, files, self.build)
        return html

    @event_priority(100)
    def _lend_to_search(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if self.lender:
            self.lender.lend(page)
        return context

    @event_priority(-100)
    def _take_back_from_search(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
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
            self.preview.templates.keep_code(env)
            if self.config.reuse_pages and only_known(config.plugins, self, "env", "page_context"):
                self.preview.templates.keep_pages(env, config, self.nav)
        pages = finish_pages(files, self.build, self.root, self.preview)
        linked = self.config.checks["links"] != "off"
        if not linked:
            know_anchors(files)
        from_root = links_from_root(config)
        across, self.awaited = across_pages(pages, files, self.build, links=linked, from_root=from_root)
        self._judge([*self.build.problems, *across, *unknown_lints(self.config.lints)])
        self.build.settled = True
        finished = {page.src: page for page in pages}
        ordered = [finished[file.src_uri] for file in self.pages_in_order(files) if file.src_uri in finished]
        lists = list_pages(files, self.build.site.options)  # What stands there is no use of it.
        self._lint([page for page in ordered if page.src not in lists])
        generated = {file.src_uri for file in files if file.generated_by}
        self.told = {page.src: page for page in ordered if self.facts and page.src not in generated}
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the preview go on whatever stops a rebuild, at an address that can be clicked on."""
        from explainer.engines import watching  # Of no use to a build.

        docs = Path(config.docs_dir)
        watching.look_often(server, watching.pause_for(docs))
        watching.keep_going(server, docs)
        server.watch(str(self.build.site.content.folder))
        server.url = bracketed(server.url)
        return server

    @event_priority(-100)  # Once all others have tidied up: what this raises ends the event.
    def on_build_error(self, *, error: Exception) -> None:
        """Say in a sentence what ended a build."""
        explain(error)

    def _write_for_programs(self, *, config: MkDocsConfig) -> None:
        """Write what programs read: pages as Markdown, llms.txt, robots.txt, the feed, pictures of pages."""
        if not self.facts:
            return
        pages, facts = list(self.told.values()), self.facts
        content, description = self.build.site.content, config.site_description or ""
        files = site_files(pages, content, facts, description)
        made = {path: text.encode() for path, text in files}
        if facts.base and facts.pictures:
            # What draws is of use to few sites.
            from explainer.charts.kept import CACHE, PictureCache
            from explainer.exports.chart_pictures import chart_pictures, palette
            from explainer.exports.social_card import card_png

            colours = palette(self.build.site.docs)
            charts = chart_pictures(self.build.site, facts.name)
            kept = PictureCache(self.root / CACHE, facts.language)
            made |= {card_path(page.src): card_png(page, facts.name, charts, colours, kept) for page in pages}
        write_files(Path(config.site_dir), made)

    @event_priority(-50)  # Once others have written their files, before another language is built.
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

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Put cards after the article, and under `serve` say at its head what is wrong with the content."""
        src = page.file.src_uri
        if self.serving:
            output = with_banner(output, self.build.problems)
        if self.facts and src in self.told:
            output = with_head(output, page_head(self.told[src], self.facts))
        made = self.build.pages.get(src)
        if made is None:
            return output
        html = made.html + self.build.pieces.get(made.url, "")
        keeper = self.preview if self.config.reuse_pages else None
        cards = keeper.cards(src, html, made.make_cards) if keeper else made.make_cards(html)
        return with_cards(output, cards) if cards else output

    def _made_from(self, config: MkDocsConfig, files: Files) -> object:
        """Return everything that decides what becomes of a page's text."""
        site = self.build.site
        settings = repr({name: value for name, value in config.mdx_configs.items() if name != "explainer"})
        addresses = [(file.src_uri, file.url, file.inclusion) for file in files]
        figures = figures_of(site)
        extensions = [name for name in config.markdown_extensions if not ours(name)]
        return site, figures, places_key(site, figures), extensions, settings, config.validation, addresses

    def _lint(self, pages: Sequence[Page]) -> None:
        wanted = self.config.lints
        for level, problem in lint(wanted, self.build.site.content, pages):
            (log.warning if level == "warning" else log.info)("%s", problem)

    def _judge(self, problems: Iterable[Problem]) -> None:
        said = (called(problem, self.configuration) for problem in without_echoes(problems))
        self.build.problems[:] = tell(said, self.config.checks, serving=self.serving)
