"""Give a site under MkDocs or ProperDocs the script and style of its cards, which nobody has to name."""

from __future__ import annotations

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from explainer.content.content import Content
from explainer.exports.assets import SCRIPT, STYLE, asset_files


def add_assets(files: Files, config: MkDocsConfig, content: Content, *, script: bool, style: bool) -> None:
    """Add the files that are wanted, and name them on every page; a site that has its own keeps them."""
    wanted = {SCRIPT: script, STYLE: style}
    for path, text in asset_files(content).items():
        if wanted[path] and files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    named = [str(path) for path in (*config.extra_css, *config.extra_javascript)]
    if style and STYLE not in named:
        config.extra_css.insert(0, STYLE)  # Before the site's own, which has the last word.
    if script and SCRIPT not in named:
        later = ExtraScriptValue(SCRIPT)
        later.defer = True  # No module: browsers load none of those for a page that is read from a file.
        config.extra_javascript.append(later)
