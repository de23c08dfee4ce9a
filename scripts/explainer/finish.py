"""What is done to a finished site before it is published: weight, names that never change, a security policy, compression.

It works on files alone, so on what any engine made. `python -m explainer.finish FROM TO` reads one folder and makes the other.
"""

from __future__ import annotations

import argparse
import hashlib
import html as htmllib
import os
import posixpath
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import rjsmin

from explainer.compress import compress
from explainer.figures import offline_loader
from explainer.modules import join_modules
from explainer.page import relative_url
from explainer.policy import HEADERS, content_policy, inline_hashes, style_attributes, with_policy
from explainer.problems import ContentError, Mistake, Problem
from explainer.styles import page_words, script_words, used_css
from explainer.theme import mend

_SHEET = re.compile(r'[ \t]*<link rel="stylesheet" href="(?!https?:)([^"]+)">\n?')
_BUNDLE = re.compile(r'<script src="([^"]*bundle\.[^"]*\.js)"></script>')
_MODULE = re.compile(r'<script(?: type="module")? src="([^"]*assets/javascripts/(?:main|figures/embed)\.js)"(?: type="module")?></script>')
_ADDRESS = re.compile(r'(?P<name>\s(?:href|src|content|data-script|data-style)=")(?P<url>[^"#?]+)(?P<rest>[#?][^"]*)?"')
_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
_SEARCH = re.compile(r'"search":\s*"([^"]+)"')
_CSS_ADDRESS = re.compile(r"url\(\s*([\"']?)(?!data:|https?:|#)([^\"')]+)\1\s*\)")

_VIEW = re.compile(r"figures/([\w-]+)/view\.js")
SCRIPTS = "assets/javascripts"
_INDEX = "search/search_index.json"
# Named by what they hold, so that a browser may keep them for ever; everything else keeps the name that links outside rely on.
_HASHED = re.compile(r"assets/.*\.(?:css|js|svg|png|jpe?g|webp|woff2)$")
_NEVER_HASHED = re.compile(r"assets/javascripts/lunr/|assets/(?:social|screenshot)")


@dataclass(slots=True)
class Tree:
    """A site in memory: text by path for what is read and rewritten, and the paths of all other files."""

    texts: dict[str, str] = field(default_factory=dict)
    others: dict[str, Path] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, str]:
        """The HTML pages."""
        return {path: text for path, text in self.texts.items() if path.endswith(".html")}


def finish(source: Path, target: Path, *, offline: bool = False) -> dict[str, int]:
    """Make a publishable site in `target` (which must not exist) from the built one in `source`; return a few counts.

    An offline site is read from file:// addresses: one script holds everything, since browsers load no modules from there,
    and the search index is a script too. Raises ContentError with every page that the security policy would break.
    """
    tree = _read(source)
    _join_scripts(tree, offline=offline)
    _place_styles(tree)
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
        _write(tree, target)  # No policy: a file has no origin that it could name.
        return counts
    scripts, styles = _all_hashes(tree)
    for path, text in tree.pages.items():
        tree.texts[path] = with_policy(text)
    tree.texts["_headers"] = headers_file(scripts, styles)
    _write(tree, target)
    return counts | {"compressed": compress(sorted(path for path in target.rglob("*") if path.is_file()))}


def headers_file(scripts: frozenset[str], styles: frozenset[str]) -> str:
    """Return the headers of a site in the form that Netlify and Cloudflare Pages read; other hosts get them from deploy/."""
    own, any_site = (content_policy(scripts, styles, frame_ancestors=who) for who in ("'self'", "*"))
    lines = ["/*", f"  Content-Security-Policy: {own}"]
    lines += [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines += [
        "  Strict-Transport-Security: max-age=31536000; includeSubDomains",
        "",
        "/assets/*",
        "  Cache-Control: public, max-age=31536000, immutable",
    ]
    lines += ["", "/embed/*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {any_site}"]
    return "\n".join(lines) + "\n"


def _read(source: Path) -> Tree:
    tree = Tree()
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.name.endswith((".map", ".br", ".gz")):
            continue  # Source maps are the theme's, not ours, and nobody needs them to read a page.
        name = path.relative_to(source).as_posix()
        if path.suffix in (".html", ".css", ".js", ".xml"):
            tree.texts[name] = path.read_text(encoding="utf-8")
        else:
            tree.others[name] = path
    return tree


def _join_scripts(tree: Tree, *, offline: bool) -> None:
    """Replace our modules by one script for all pages and, on a server, one for each interactive figure."""
    own = {path.removeprefix(f"{SCRIPTS}/"): text for path, text in tree.texts.items() if path.startswith(f"{SCRIPTS}/") and path.endswith(".js")}
    if "main.js" not in own:
        return

    def read(path: str) -> str:
        if path not in own:
            raise Mistake(f"the module '{path}' is missing", "expected a file below docs/assets/javascripts.")
        return own[path]

    figures = sorted(match[1] for match in map(_VIEW.fullmatch, own) if match)
    if offline:
        loader = offline_loader(figures)
        entries = {"main.js": loader, "figures/embed.js": loader}
    else:
        addresses = {}
        for name in figures:
            text = _small(join_modules(f"figures/{name}/view.js", read, exports=("mount",)))
            addresses[name] = f"figures/{name}.{_digest(text.encode())}.js"
            tree.texts[f"{SCRIPTS}/{addresses[name]}"] = text
        entries = {"main.js": _loader(addresses, ""), "figures/embed.js": _loader(addresses, "figures/")}
    for entry, loader in entries.items():
        if entry in own:
            tree.texts[f"{SCRIPTS}/{entry}"] = _small(join_modules(entry, read, replaced={"figures/load.js": loader}))
    for path in own:
        if path not in ("main.js", "figures/embed.js") and not path.startswith(("bundle.", "workers/", "lunr/")):
            tree.texts.pop(f"{SCRIPTS}/{path}", None)


def _loader(addresses: Mapping[str, str], folder: str) -> str:
    """Return a `figures/load.js` that knows each view by its hashed name, seen from a script in `folder`."""
    views = ",".join(f'"{name}":"./{address.removeprefix(folder)}"' for name, address in addresses.items())
    return f"const views={{{views}}};\nexport const loadView=(name)=>import(views[name]);\n"


def _small(script: str) -> str:
    return str(rjsmin.jsmin(script))


def _place_styles(tree: Tree) -> None:
    """Put the CSS that pages need as they are into the pages, and the rest, which only the theme's script needs, into one file."""
    own_scripts = [text for path, text in tree.texts.items() if path.startswith(SCRIPTS) and "/bundle." not in path and "/lunr/" not in path]
    bundle = [text for path, text in tree.texts.items() if "/bundle." in path]
    groups: dict[tuple[str, ...], list[str]] = {}
    for path, page in tree.pages.items():
        sheets = tuple(_below(path, url) for url in _SHEET.findall(page))
        if sheets:
            groups.setdefault(sheets, []).append(path)
    for sheets, pages in groups.items():
        texts = [tree.texts[sheet] for sheet in sheets]
        for sheet, text in zip(sheets, texts, strict=True):
            found = _CSS_ADDRESS.search(text)
            if found:
                raise ContentError([Problem(sheet, 1, f"the style sheet names the file '{found[2]}'", "expected a data: address, or none.")])
        words = page_words(tree.texts[page] for page in pages) | script_words(own_scripts)
        named = " ".join(own_scripts)
        inline = used_css(texts, words, named)
        everything = used_css(texts, words | script_words(bundle), named + " ".join(bundle))
        later = _rest(everything, inline)
        later_name = f"assets/stylesheets/later.{_digest(later.encode())}.css"
        tree.texts[later_name] = later
        for path in pages:
            tree.texts[path] = _with_styles(mend(tree.texts[path]), path, inline, later_name)
    for path in [path for path in tree.texts if path.endswith(".css") and "/later." not in path]:
        del tree.texts[path]


def _rest(everything: str, inline: str) -> str:
    """Return all the CSS again: what stands twice does nothing the second time, and the order of rules stays the theme's."""
    return everything if everything != inline else ""


def _with_styles(page: str, path: str, inline: str, later: str) -> str:
    placed = iter((f"<style>{inline}</style>\n",))
    page = _SHEET.sub(lambda match: next(placed, ""), page)
    bundle = _BUNDLE.search(page)
    if bundle:
        here = _address(path)
        data = f'data-script="{bundle[1]}" data-style="{relative_url(later, here)}"'
        page = page.replace(bundle[0], f'<template id="theme-later" {data}></template>')
    return _MODULE.sub(lambda match: f'<script src="{match[1]}" defer></script>', page)


def _hash_names(tree: Tree) -> dict[str, str]:
    """Rename everything below assets/ by what it holds; return new names by old ones."""
    names = {}
    for path in [*tree.texts, *tree.others]:
        if not _HASHED.match(path) or _NEVER_HASHED.match(path) or re.search(r"\.[0-9a-f]{8}\.(?:min\.)?\w+$", path):
            continue
        data = tree.texts[path].encode() if path in tree.texts else tree.others[path].read_bytes()
        stem, dot, ending = path.rpartition(".")
        names[path] = f"{stem}.{_digest(data)}{dot}{ending}"
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
            new = names.get(_below(path, url))
            if new is None:
                return match[0]
            address = f"/{new}" if url.startswith("/") else relative_url(new, _address(path))
            return f'{match["name"]}{htmllib.escape(address)}{match["rest"] or ""}"'

        tree.texts[path] = _ADDRESS.sub(renamed, page)


def _all_hashes(tree: Tree) -> tuple[frozenset[str], frozenset[str]]:
    found = [inline_hashes(page) for page in tree.pages.values()]
    return frozenset().union(*(scripts for scripts, _ in found)), frozenset().union(*(styles for _, styles in found))


def _below(page: str, url: str) -> str:
    """Return the path below the site's root of what a page names by `url`."""
    if url.startswith("/"):
        return url.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), url))


def _address(page: str) -> str:
    """Return the address of a page by its file: `a/index.html` → `a/`."""
    return page.removesuffix("index.html") if page.endswith("index.html") else page


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _write(tree: Tree, target: Path) -> None:
    for name, text in tree.texts.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name, origin in tree.others.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, path)


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
