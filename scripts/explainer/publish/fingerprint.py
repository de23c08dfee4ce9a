"""Name what lies below assets/ by what it holds, so that a browser may keep it for ever."""

from __future__ import annotations

import base64
import html as htmllib
import re
from collections.abc import Mapping

from explainer.publish.tree import FIGURES, SCRIPTS, Tree, digest
from explainer.urls import ELSEWHERE

# href="x.svg", src='x.svg', src=x.svg
_NAMES = r"href|xlink:href|src|srcset|poster|content|data-script|data-style"
_VALUE = r"\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'>]++)"
_ADDRESS = re.compile(rf"(?P<name>\s(?:{_NAMES})=)(?:{_VALUE})", re.IGNORECASE)
# url("x.woff2"), in a style element of the page
_FONT = re.compile(r"url\(\"([^\"()]+\.woff2)\"\)")
_PRELOADED = re.compile(r'<link rel="preload" [^<>]*as="font"[^<>]*>\n?')

# Named by what they hold, so that a browser may keep them for ever; everything else keeps the name that links
# outside rely on.
_HASHED = re.compile(r"assets/.*\.(?:css|js|svg|png|jpe?g|webp|woff2)$")
_NEVER_HASHED = re.compile(r"assets/javascripts/lunr/|assets/screenshot")
HASH_IN_NAME = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?\w+$")
# Only there eight digits in a name are a hash and not, say, a date: what the theme, or we, have named
# already.
_NAMED = re.compile(rf"(?:{SCRIPTS}|{FIGURES}|assets/stylesheets)/")


def fingerprint(tree: Tree) -> dict[str, str]:
    """Rename everything below assets/ by what it holds; return new names by old ones."""
    names = {}
    for path in [*tree.texts, *tree.others]:
        has_one = _NAMED.match(path) and HASH_IN_NAME.search(path)
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


def embed_fonts(tree: Tree) -> None:
    """Put the faces that pages name into the pages: browsers fetch none from files."""
    for path, page in tree.pages.items():

        def embedded(match: re.Match[str], path: str = path) -> str:
            file = tree.others.get(tree.below(path, match[1]) or "")
            data = base64.b64encode(file.read_bytes()).decode() if file else ""
            return f'url("data:font/woff2;base64,{data}")' if file else match[0]

        tree.texts[path] = _FONT.sub(embedded, _PRELOADED.sub("", page))


def rewrite_addresses(tree: Tree, names: Mapping[str, str]) -> None:
    """Let every page name what was renamed by its new name; `names` gives it by the old one."""
    for path, page in tree.pages.items():

        def renamed(address: str, path: str = path) -> str:
            url = re.split(r"[#?]", address, maxsplit=1)[0]
            new = None if ELSEWHERE.match(url) else names.get(tree.below(path, url) or "")
            return address if new is None else tree.seen(new, path, url) + address[len(url) :]

        def replaced(match: re.Match[str]) -> str:
            written = htmllib.unescape(match["double"] or match["single"] or match["bare"] or "")
            if match["name"].strip().lower() == "srcset=":
                several = (part for part in map(str.split, written.split(",")) if part)
                found = ", ".join(" ".join([renamed(part[0]), *part[1:]]) for part in several)
            else:
                found = renamed(written)
            return match[0] if found == written else f'{match["name"]}"{htmllib.escape(found)}"'

        page = _FONT.sub(lambda match: f'url("{renamed(match[1])}")', page)
        tree.texts[path] = _ADDRESS.sub(replaced, page)
