"""What is done to a finished site before it is published: weight, names that never change, a security policy, compression.

It works on files alone, so on what any engine made. `python -m explainer.finish FROM TO` reads one folder and makes the other.
"""

from __future__ import annotations

import argparse
import html as htmllib
import os
import posixpath
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import minify_html

from explainer.compress import compress
from explainer.figures import offline_loader
from explainer.modules import join_modules
from explainer.pagestyles import FIGURES, SCRIPTS, place_styles
from explainer.policy import headers_file, style_attributes, with_policy
from explainer.problems import ContentError, Mistake, Problem
from explainer.tree import Tree, digest, read_tree, write_tree

_ADDRESS = re.compile(r'(?P<name>\s(?:href|src|content|data-script|data-style)=")(?P<url>[^"#?]+)(?P<rest>[#?][^"]*)?"')

_FIGURES = posixpath.relpath(FIGURES, SCRIPTS)
_VIEW = re.compile(rf"{re.escape(_FIGURES)}/([\w-]+)/view\.js")
_INDEX = "search/search_index.json"
# Named by what they hold, so that a browser may keep them for ever; everything else keeps the name that links outside rely on.
_HASHED = re.compile(r"assets/.*\.(?:css|js|svg|png|jpe?g|webp|woff2)$")
_NEVER_HASHED = re.compile(r"assets/javascripts/lunr/|assets/screenshot")


def finish(source: Path, target: Path, *, offline: bool = False, cache: Path | None = None) -> dict[str, int]:
    """Make a publishable site in `target` (which must not exist) from the built one in `source`; return a few counts.

    `cache` is a folder for what takes long to make and is made again each time (compressed copies).

    An offline site is read from file:// addresses: one script holds everything, since browsers load no modules from there,
    and the search index is a script too. Raises ContentError with every page that the security policy would break.
    """
    tree = read_tree(source)
    _join_scripts(tree, offline=offline)
    place_styles(tree)
    if offline:
        tree.texts["search/search_index.js"] = f"var __index = {tree.others.pop(_INDEX).read_text(encoding='utf-8')};\n"
    names = _hash_names(tree)
    _rewrite_addresses(tree, names)
    problems = [
        Problem(path, 1, f"the page has a style attribute: {tag[:80]}", "expected a class, since the security policy allows no style attribute.")
        for path, text in tree.pages.items()
        for tag in style_attributes(text)
    ]
    if problems:
        raise ContentError(problems)
    counts = {"pages": len(tree.pages), "files": len(tree.texts) + len(tree.others)}
    if offline:
        write_tree(tree, target)  # No policy: a file has no origin that it could name.
        return counts
    tree.texts |= {path: with_policy(text) for path, text in tree.pages.items()}
    tree.texts["_headers"] = headers_file()
    write_tree(tree, target)
    return counts | {"compressed": compress(sorted(path for path in target.rglob("*") if path.is_file()), cache)}


def _join_scripts(tree: Tree, *, offline: bool) -> None:
    """Replace our modules by one script for all pages and, on a server, one for each interactive figure."""
    # By the path with which main.js would import them.
    own = {
        posixpath.relpath(path, SCRIPTS): text
        for path, text in tree.texts.items()
        if path.startswith((f"{SCRIPTS}/", f"{FIGURES}/")) and path.endswith(".js")
    }
    if "main.js" not in own:
        return
    embed, load = f"{_FIGURES}/embed.js", f"{_FIGURES}/load.js"

    def read(path: str) -> str:
        if path not in own:
            raise Mistake(f"the module '{_place(path)}' is missing", "expected a file below docs.")
        return own[path]

    figures = sorted(match[1] for match in map(_VIEW.fullmatch, own) if match)
    if offline:
        loader = offline_loader(figures)
        entries = {"main.js": loader, embed: loader}
    else:
        addresses = {}
        for name in figures:
            text = small_script(join_modules(f"{_FIGURES}/{name}/view.js", read, exports=("mount",)))
            addresses[name] = f"{_FIGURES}/{name}.{digest(text.encode())}.js"
            tree.texts[_place(addresses[name])] = text
        entries = {entry: _loader(addresses, posixpath.dirname(entry)) for entry in ("main.js", embed)}
    for entry, loader in entries.items():
        if entry in own:
            tree.texts[_place(entry)] = small_script(join_modules(entry, read, replaced={load: loader}))
    for path in own:
        if path not in entries and not path.startswith(("bundle.", "workers/", "lunr/")):
            tree.texts.pop(_place(path), None)


def _place(module: str) -> str:
    """Return the path below the site's root of a module as main.js would import it."""
    return posixpath.normpath(posixpath.join(SCRIPTS, module))


def _loader(addresses: Mapping[str, str], folder: str) -> str:
    """Return a `load.js` that knows each view by its hashed name, seen from a script in `folder`."""
    views = ",".join(f'"{name}":"./{posixpath.relpath(address, folder or ".")}"' for name, address in addresses.items())
    return f"const views={{{views}}};\nexport const loadView=(name)=>import(views[name]);\n"


def small_script(script: str) -> str:
    """Return a script without what only its readers need. A parser does it, since white space counts within nested template strings."""
    assert "</script" not in script, "our scripts write no scripts"
    page = minify_html.minify(f"<script type=module>{script}</script>", minify_js=True)
    return page[page.index(">") + 1 : page.rindex("</script>")]


def _hash_names(tree: Tree) -> dict[str, str]:
    """Rename everything below assets/ by what it holds; return new names by old ones."""
    names = {}
    for path in [*tree.texts, *tree.others]:
        if not _HASHED.match(path) or _NEVER_HASHED.match(path) or re.search(r"\.[0-9a-f]{8}\.(?:min\.)?\w+$", path):
            continue
        data = tree.texts[path].encode() if path in tree.texts else tree.others[path].read_bytes()
        stem, dot, ending = path.rpartition(".")
        names[path] = f"{stem}.{digest(data)}{dot}{ending}"
    for old, new in names.items():
        if old in tree.texts:
            tree.texts[new] = tree.texts.pop(old)
        else:
            tree.others[new] = tree.others.pop(old)
    return names


def _rewrite_addresses(tree: Tree, names: Mapping[str, str]) -> None:
    for path, page in tree.pages.items():

        def renamed(match: re.Match[str], path: str = path) -> str:
            url = htmllib.unescape(match["url"])
            if re.match(r"[a-z][a-z0-9+.-]*:|//", url):
                return match[0]
            new = names.get(tree.below(path, url) or "")
            if new is None:
                return match[0]
            found = tree.seen(new, path, url)
            return f'{match["name"]}{htmllib.escape(found)}{match["rest"] or ""}"'

        tree.texts[path] = _ADDRESS.sub(renamed, page)


def main(arguments: Sequence[str] | None = None) -> int:
    """Finish a site from the command line."""
    parser = argparse.ArgumentParser(prog="explainer.finish", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args(arguments)
    try:
        counts = finish(options.source, options.target)
    except (ContentError, Mistake) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{os.fspath(error.filename or options.target)}: {error.strerror} — nothing was published.", file=sys.stderr)
        return 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
