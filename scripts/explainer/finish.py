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
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import minify_html

from explainer.compress import compress
from explainer.figures import offline_loader
from explainer.modules import join_modules
from explainer.pagestyles import FIGURES, SCRIPTS, place_styles
from explainer.policy import headers_file, inline_parts, kept_addresses, with_policy
from explainer.problems import ContentError, Mistake, Problem
from explainer.themescripts import Known, known_scripts
from explainer.tree import Tree, digest, read_tree, write_tree

# href="x.svg", src='x.svg', src=x.svg
_NAMES = r"href|xlink:href|src|srcset|poster|content|data-script|data-style"
_VALUE = r"\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'>]++)"
_ADDRESS = re.compile(rf"(?P<name>\s(?:{_NAMES})=)(?:{_VALUE})", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_FIGURES = posixpath.relpath(FIGURES, SCRIPTS)
_VIEW = re.compile(rf"{re.escape(_FIGURES)}/([\w-]+)/view\.js")
_INDEX = "search/search_index.json"
# Named by what they hold, so that a browser may keep them for ever; everything else keeps the name that links outside rely on.
_HASHED = re.compile(r"assets/.*\.(?:css|js|svg|png|jpe?g|webp|woff2)$")
_NEVER_HASHED = re.compile(r"assets/javascripts/lunr/|assets/screenshot")
_IN_A_FILE = "expected it in a file that `src` or `extra_javascript` names, or in a template of the theme."
_HAS_HASH = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?\w+$")
# Only there eight digits in a name are a hash and not, say, a date: what the theme, or we, have named already.
_NAMED = re.compile(rf"(?:{SCRIPTS}|{FIGURES}|assets/stylesheets)/")


def finish(
    source: Path,
    target: Path,
    *,
    offline: bool = False,
    cache: Path | None = None,
    templates: Iterable[Path] = (),
) -> dict[str, int]:
    """Make a publishable site in `target` (which must not exist) from the built one in `source`; return a few counts.

    `cache` is a folder for what takes long to make and is made again each time (compressed copies); `templates` are
    folders of templates beside those of the themes, whose inline scripts may run.

    An offline site is read from file:// addresses: one script holds everything, since browsers load no modules from there,
    and the search index is a script too. Raises ContentError with everything that cannot be published.
    """
    tree = read_tree(source)
    _join_scripts(tree, offline=offline)
    place_styles(tree)
    if offline:
        tree.texts["search/search_index.js"] = f"var __index = {tree.others.pop(_INDEX).read_text(encoding='utf-8')};\n"
    if "<loc>" not in tree.texts.get("sitemap.xml", "<loc>"):
        del tree.texts["sitemap.xml"]  # A map without addresses: the site does not know its own.
    names = _hash_names(tree)
    _rewrite_addresses(tree, names)
    _guard(tree, known_scripts(templates), offline=offline)
    counts = {"pages": len(tree.pages), "files": len(tree.texts) + len(tree.others)}
    if offline:
        write_tree(tree, target)
        return counts
    files = (*tree.texts, *tree.others)
    hashed = {path: _HAS_HASH.search(path) is not None for path in files if path.startswith("assets/")}
    tree.texts["_headers"] = headers_file(tree.base, kept_addresses(hashed))
    write_tree(tree, target)
    return counts | {"compressed": compress(sorted(path for path in target.rglob("*") if path.is_file()), cache)}


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
        has_one = _NAMED.match(path) and _HAS_HASH.search(path)
        if has_one or not _HASHED.match(path) or _NEVER_HASHED.match(path):
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

        def renamed(address: str, path: str = path) -> str:
            url = re.split(r"[#?]", address, maxsplit=1)[0]
            new = None if _ELSEWHERE.match(url) else names.get(tree.below(path, url) or "")
            return address if new is None else tree.seen(new, path, url) + address[len(url) :]

        def replaced(match: re.Match[str]) -> str:
            written = htmllib.unescape(match["double"] or match["single"] or match["bare"] or "")
            if match["name"].strip().lower() == "srcset=":
                several = (part for part in map(str.split, written.split(",")) if part)
                found = ", ".join(" ".join([renamed(part[0]), *part[1:]]) for part in several)
            else:
                found = renamed(written)
            return match[0] if found == written else f'{match["name"]}"{htmllib.escape(found)}"'

        tree.texts[path] = _ADDRESS.sub(replaced, page)


def main(arguments: Sequence[str] | None = None) -> int:
    """Finish a site from the command line."""
    parser = argparse.ArgumentParser(prog="explainer.finish", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    own = "templates of the site's own (theme.custom_dir)"
    parser.add_argument("--templates", type=Path, action="append", default=[], help=own)
    options = parser.parse_args(arguments)
    try:
        counts = finish(options.source, options.target, templates=options.templates)
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
