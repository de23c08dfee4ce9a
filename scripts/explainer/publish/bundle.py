"""Join our ES modules into one script for all pages, one for each interactive figure, one for each worker.

That makes fewer requests, and scripts that run from file:// at all. Only the plain forms that our modules use
are understood – named and `* as` imports, exported functions, constants and classes – and anything else is
refused, so that nothing is joined wrongly in silence. What a module imports by `import("./x.js")` is a script
of its own on a server, and joined with the rest where a site is read from files.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import minify_html

from explainer.problems import Mistake
from explainer.publish.tree import FIGURES, SCRIPTS, Tree, digest

# import * as cards from "./cards.js";   import { a, b as c } from "./x.js";
_IMPORT = re.compile(
    r"^import\s+(?:\*\s+as\s+(?P<all>\w+)|\{(?P<names>[^}]*)\})\s+from\s+([\"'])(?P<path>[^\"']+)\3;?[ \t]*$",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?function\b|const\b|let\b|class\b)", re.MULTILINE)
_EXPORTED = re.compile(
    r"^export\s+(?:(?:async\s+)?function\s*\*?|const|let|class)\s+(?P<name>\w+)", re.MULTILINE
)
_EXPORT_LIST = re.compile(
    r"^export\s+\{(?P<names>[^}]*)\}(?:\s+from\s+([\"'])(?P<path>[^\"']+)\2)?;?[ \t]*$", re.MULTILINE
)
# import("./search.js"): a module that is fetched when it is asked for
_LATER = re.compile(r"\bimport\((['\"])(?P<path>\.\.?/[\w./-]+\.js)\1\)")
_HASHED = re.compile(r"\.[0-9a-f]{8}\.js$")
_RENAMED = re.compile(r"(\w+)\s+as\s+(\w+)")
_LEFT_OVER = re.compile(r"^\s*(?:import\s+[\w{*\"']|export\s)", re.MULTILINE)
_COMMENT = re.compile(r"^\s*//[^\n]*\n", re.MULTILINE)

_FIGURES = posixpath.relpath(FIGURES, SCRIPTS)
_VIEW = re.compile(rf"{re.escape(_FIGURES)}/([\w-]+)/view\.js")
_START = f"{_FIGURES}/workers.js"
_WORKER = re.compile(rf"{re.escape(_FIGURES)}/([\w-]+)/worker\.js")

Read = Callable[[str], str]
"""Gives the text of a module by its path."""


def join_modules(
    entry: str, read: Read, *, replaced: Mapping[str, str] | None = None, exports: Sequence[str] = ()
) -> str:
    """Return one script that runs `entry` and holds all its static imports, each module in its own scope.

    `replaced` maps paths to texts that stand in for what `read` gives. With `exports` the script is itself a
    module that exports these names of `entry`. Raises `Mistake` for syntax that is not understood and for
    imports in a circle.
    """
    texts = replaced or {}
    ordered: dict[str, str] = {}
    _visit(entry, lambda path: texts[path] if path in texts else read(path), ordered, ())
    parts = ["const $m={};"]
    parts += [f'$m["{path}"]=(()=>{{{text}}})();' for path, text in ordered.items()]
    body = "\n".join(parts)
    if exports:
        return f'export const {{{",".join(exports)}}}=(()=>{{\n{body}\nreturn $m["{entry}"];\n}})();\n'
    return f"(()=>{{\n{body}\n}})();\n"


def offline_loader(names: Sequence[str]) -> str:
    """Return the text of a `load.js` that imports every view at once, to work from `file://`."""
    imports = "".join(f'import * as v{index} from "./{name}/view.js";\n' for index, name in enumerate(names))
    views = ", ".join(f"{json.dumps(name)}: v{index}" for index, name in enumerate(names))
    return (
        f"{imports}\nconst views = {{ {views} }};\n\nexport const loadView = async (name) => views[name];\n"
    )


def offline_workers(names: Sequence[str]) -> str:
    """Return the text of a `workers.js` that lets a worker's script run on the page, a slice at a time.

    Browsers start no workers from `file://`. One made of a text would need a policy that allows scripts out
    of texts; a port of a channel speaks like a worker, and needs nothing.
    """
    imports = "".join(
        f'import {{ serve as s{index} }} from "./{name}/engine.js";\n' for index, name in enumerate(names)
    )
    engines = ", ".join(f"{json.dumps(name)}: s{index}" for index, name in enumerate(names))
    return (
        f"{imports}\nconst engines = {{ {engines} }};\n\nexport const startWorker = (name) => {{\n"
        "  const { port1, port2 } = new MessageChannel();\n  engines[name](port2);\n"
        "  return Object.assign(port1, { terminate: () => port1.close() });\n};\n"
    )


def bundle_scripts(tree: Tree, *, offline: bool) -> None:
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
    workers = sorted(match[1] for match in map(_WORKER.fullmatch, own) if match)
    if not offline:
        _part_later(tree, own, read)
    if offline:
        replaced = {load: offline_loader(figures), _START: offline_workers(workers)}
        entries = {"main.js": replaced, embed: replaced}
    else:
        addresses = _own_scripts(tree, read, figures, workers)
        entries = {each: {load: _loader(addresses, posixpath.dirname(each))} for each in ("main.js", embed)}
    for entry, replaced in entries.items():
        if entry in own:
            tree.texts[_place(entry)] = minify(join_modules(entry, read, replaced=replaced))
    for path in own:
        if path not in entries and not path.startswith(("bundle.", "workers/", "lunr/")):
            tree.texts.pop(_place(path), None)


def _part_later(tree: Tree, own: dict[str, str], read: Read) -> None:
    """Make a script of each module that others fetch when they need it, and let them name it so."""
    for path, text in list(own.items()):
        for match in _LATER.finditer(text):
            target = _resolve(path, match["path"])
            names = [found["name"] for found in _EXPORTED.finditer(read(target))]
            script = minify(join_modules(target, read, exports=names))
            named = f"{target.removesuffix('.js')}.{digest(script.encode())}.js"
            tree.texts[_place(named)] = script
            # Seen from the script of all pages, in which it is going to stand.
            own[path] = own[path].replace(match[0], f'import("./{named}")')


def _own_scripts(tree: Tree, read: Read, figures: Iterable[str], workers: Iterable[str]) -> dict[str, str]:
    """Put a script for each worker and each figure into the tree; return the addresses of the figures."""

    def added(name: str, script: str) -> str:
        script = minify(script)
        address = f"{_FIGURES}/{name}.{digest(script.encode())}.js"
        tree.texts[_place(address)] = script
        return address

    started, found = {}, {}
    for name in workers:
        started[name] = added(f"{name}-worker", join_modules(f"{_FIGURES}/{name}/worker.js", read))
    starter = {_START: _starter(started)}
    for name in figures:
        view = join_modules(f"{_FIGURES}/{name}/view.js", read, replaced=starter, exports=("mount",))
        found[name] = added(name, view)
    return found


def minify(script: str) -> str:
    """Return a script without what only its readers need.

    A parser does it, since white space counts within nested template strings.
    """
    assert "</script" not in script, "our scripts write no scripts"
    page = minify_html.minify(f"<script type=module>{script}</script>", minify_js=True)
    return page[page.index(">") + 1 : page.rindex("</script>")]


def _visit(path: str, read: Read, ordered: dict[str, str], above: tuple[str, ...]) -> None:
    if path in above:
        what = f"modules import each other: {' → '.join((*above, path))}"
        raise Mistake(what, "expected imports in one direction.")
    if path in ordered:
        return
    text = read(path)
    later = (match for match in _LATER.finditer(text) if not _HASHED.search(match["path"]))
    for match in (*_IMPORT.finditer(text), *_EXPORT_LIST.finditer(text), *later):
        if match["path"]:
            _visit(_resolve(path, match["path"]), read, ordered, (*above, path))
    ordered[path] = _scoped(path, text)


def _scoped(path: str, text: str) -> str:
    """Return the body of a function that does what the module does and returns what it exports."""
    exports = {match["name"]: match["name"] for match in _EXPORTED.finditer(text)}

    def imported(match: re.Match[str]) -> str:
        source = f'$m["{_resolve(path, match["path"])}"]'
        if match["all"]:
            return f"const {match['all']}={source};"
        names = _RENAMED.sub(r"\1:\2", match["names"]).strip()
        return f"const {{{names}}}={source};"

    def listed(match: re.Match[str]) -> str:
        source = f'$m["{_resolve(path, match["path"])}"].' if match["path"] else ""
        for item in filter(None, (part.strip() for part in match["names"].split(","))):
            name, _, alias = (part.strip() for part in item.partition(" as "))
            exports[alias or name] = source + name
        return ""

    def at_hand(match: re.Match[str]) -> str:
        named = _HASHED.search(match["path"])
        return match[0] if named else f'Promise.resolve($m["{_resolve(path, match["path"])}"])'

    text = _LATER.sub(at_hand, text)
    text = _IMPORT.sub(imported, text)
    text = _EXPORT_LIST.sub(listed, text)
    text = _EXPORT.sub("", text)
    left = _LEFT_OVER.search(text)
    if left:
        row = text[left.start() :].strip().split("\n", 1)[0]
        hint = "expected `import { a } from`, `import * as a from` or `export function`."
        raise Mistake(f"{path}: '{row}' cannot be joined", hint)
    text = _COMMENT.sub("", text).strip()
    pairs = ",".join(name if name == value else f"{name}:{value}" for name, value in exports.items())
    return f'"use strict";\n{text}\nreturn{{{pairs}}};'


def _resolve(path: str, target: str) -> str:
    if not target.startswith("."):
        hint = "expected a path that begins with ./ or ../, since nothing is loaded from elsewhere."
        raise Mistake(f"{path} imports '{target}'", hint)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _place(module: str) -> str:
    """Return the path below the site's root of a module as main.js would import it."""
    return posixpath.normpath(posixpath.join(SCRIPTS, module))


def _loader(addresses: Mapping[str, str], folder: str) -> str:
    """Return a `load.js` that knows each view by its hashed name, seen from a script in `folder`."""
    views = ",".join(
        f'"{name}":"./{posixpath.relpath(address, folder or ".")}"' for name, address in addresses.items()
    )
    return f"const views={{{views}}};\nexport const loadView=(name)=>import(views[name]);\n"


def _starter(addresses: Mapping[str, str]) -> str:
    """Return a `workers.js` that knows each worker by its hashed name, seen from the script of a figure."""
    names = ",".join(f'"{name}":"./{posixpath.basename(address)}"' for name, address in addresses.items())
    return (
        f"const workers={{{names}}};\n"
        "export const startWorker=(name)=>new Worker(new URL(workers[name],import.meta.url));\n"
    )
