"""What is done to a built site before it is published: weight, lasting names, security policy.

It works on files alone, so on what any engine made. `python -m explainer.publish.postprocess FROM TO` reads
one folder and makes the other.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from explainer.problems import ContentError, Mistake, Problem
from explainer.publish.bundle import bundle_scripts
from explainer.publish.compress import compress
from explainer.publish.fingerprint import HASH_IN_NAME, embed_fonts, fingerprint, rewrite_addresses
from explainer.publish.indents import without_indents
from explainer.publish.inline_css import place_styles
from explainer.publish.security import headers_file, inline_parts, kept_addresses, with_policy
from explainer.publish.theme_scripts import Known, known_scripts
from explainer.publish.tree import Tree, read_tree, write_tree

_INDEX = "search/search_index.json"
_IN_A_FILE = "expected it in a file that `src` or `extra_javascript` names, or in a template of the theme."


def finish(
    source: Path,
    target: Path,
    *,
    offline: bool = False,
    templates: Iterable[Path] = (),
) -> dict[str, int]:
    """Make a publishable site in `target` (which must not exist) from the one in `source`; return counts.

    `templates` are folders of templates beside those of the themes, whose inline scripts may run.

    An offline site is read from file:// addresses: one script holds everything, since browsers load no
    modules from there, and the search index is a script too. Raises ContentError with everything that cannot
    be published.
    """
    tree = read_tree(source)
    bundle_scripts(tree, offline=offline)
    place_styles(tree)
    if offline:
        embed_fonts(tree)
        index = tree.others.pop(_INDEX).read_text(encoding="utf-8")
        tree.texts["search/search_index.js"] = f"var __index = {index};\n"
    if "<loc>" not in tree.texts.get("sitemap.xml", "<loc>"):
        del tree.texts["sitemap.xml"]  # A map without addresses: the site does not know its own.
    names = fingerprint(tree)
    rewrite_addresses(tree, names)
    _guard(tree, known_scripts(templates), offline=offline)
    for path, page in tree.pages.items():
        tree.texts[path] = without_indents(page)
    counts = {"pages": len(tree.pages), "files": len(tree.texts) + len(tree.others)}
    if not offline:
        files = (*tree.texts, *tree.others)
        hashed = {path: HASH_IN_NAME.search(path) is not None for path in files if path.startswith("assets/")}
        tree.texts["_headers"] = headers_file(tree.base, kept_addresses(hashed))
    write_tree(tree, target)
    return counts


def _guard(tree: Tree, known: Known, *, offline: bool) -> None:
    """Give each page its policy; none offline, where a file has no origin that it could name.

    Raises ContentError with every script in a page that no template holds.
    """
    problems = []
    for path, page in tree.pages.items():
        scripts, styles = inline_parts(page)
        for text, line in scripts:
            if not known(text):
                begins = " ".join(text.split())[:60]
                problems.append(Problem(path, line, f"a script stands in the page: '{begins}'", _IN_A_FILE))
        if not offline:
            tree.texts[path] = with_policy(page, [text for text, _ in scripts], styles)
    if problems:
        raise ContentError(problems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Finish a site from the command line."""
    parser = argparse.ArgumentParser(prog="explainer.publish.postprocess", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    own = "templates of the site's own (theme.custom_dir)"
    parser.add_argument("--templates", type=Path, action="append", default=[], help=own)
    options = parser.parse_args(arguments)
    try:
        counts = finish(options.source, options.target, templates=options.templates)
        counts["compressed"] = compress(options.target)
    except (ContentError, Mistake) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = os.fspath(error.filename or options.target)
        print(f"{where}: {error.strerror} — nothing was published.", file=sys.stderr)
        return 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
