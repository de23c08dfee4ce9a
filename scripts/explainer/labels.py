"""The words that the package itself puts on a page – on cards, in the glossary, beside downloads – in the language of the site.

A language that is not here is English, word by word; a site may name its own words under `labels:`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from explainer.problems import Problem, expected

ENGLISH: Mapping[str, str] = MappingProxyType({
    # Cards
    "definition": "Definition",
    "reference": "Reference",
    "number": "Where this number comes from",
    "spoken": "said “{spoken}”",
    "see-also": "See also",
    "full-entry": "Full entry",
    "full-reference": "Full reference",
    "whole-table": "The whole table",
    "general": "General knowledge in the field",
    # The page of the glossary
    "glossary": "Glossary",
    "letters": "Letters",
    "filter": "Filter the terms",
    "shown": "{shown} of {all} terms",
    "near": "Nothing holds that; the nearest:",
    "link-to": "Link to the entry {term}",
    "also-written": "Also written",
    "related": "Related",
    "source": "Source",
    "download": "Download:",
    # Where things are used
    "used-once": "Used on 1 page",
    "used": "Used on {count} pages",
    "also-on": "Also on",
    "cited-on": "Cited on",
    "explained-on": "Explained on",
    "more": "and {count} more",
    # References, and paper
    "references": "References",
    "terms-here": "Terms on this page",
})  # fmt: skip
"""Every label by its name; `{…}` is filled in."""

_LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "de": {
        "definition": "Definition", "reference": "Quelle", "number": "Woher diese Zahl stammt", "spoken": "gesprochen „{spoken}“",
        "see-also": "Siehe auch", "full-entry": "Ganzer Eintrag", "full-reference": "Ganze Quellenangabe", "whole-table": "Die ganze Tabelle",
        "general": "Allgemeinwissen des Fachs", "glossary": "Glossar", "letters": "Buchstaben", "filter": "Begriffe filtern",
        "shown": "{shown} von {all} Begriffen", "near": "Nichts enthält das; am nächsten:", "link-to": "Link zum Eintrag {term}",
        "also-written": "Auch geschrieben", "related": "Verwandt", "source": "Quelle", "download": "Herunterladen:",
        "used-once": "Verwendet auf 1 Seite", "used": "Verwendet auf {count} Seiten", "also-on": "Auch auf", "cited-on": "Zitiert auf",
        "explained-on": "Erklärt auf", "more": "und {count} weitere", "references": "Quellen", "terms-here": "Begriffe auf dieser Seite",
    },
    "fr": {
        "definition": "Définition", "reference": "Référence", "number": "D’où vient ce nombre", "spoken": "se dit « {spoken} »",
        "see-also": "Voir aussi", "full-entry": "Entrée complète", "full-reference": "Référence complète", "whole-table": "Le tableau entier",
        "general": "Connaissance générale du domaine", "glossary": "Glossaire", "letters": "Lettres", "filter": "Filtrer les termes",
        "shown": "{shown} termes sur {all}", "near": "Rien ne contient cela ; au plus près :", "link-to": "Lien vers l’entrée {term}",
        "also-written": "S’écrit aussi", "related": "Termes liés", "source": "Source", "download": "Télécharger :",
        "used-once": "Utilisé sur 1 page", "used": "Utilisé sur {count} pages", "also-on": "Aussi sur", "cited-on": "Cité sur",
        "explained-on": "Expliqué sur", "more": "et {count} autres", "references": "Références", "terms-here": "Termes de cette page",
    },
    "es": {
        "definition": "Definición", "reference": "Referencia", "number": "De dónde viene este número", "spoken": "se dice «{spoken}»",
        "see-also": "Véase también", "full-entry": "Entrada completa", "full-reference": "Referencia completa", "whole-table": "La tabla completa",
        "general": "Conocimiento general del campo", "glossary": "Glosario", "letters": "Letras", "filter": "Filtrar los términos",
        "shown": "{shown} de {all} términos", "near": "Nada contiene eso; lo más cercano:", "link-to": "Enlace a la entrada {term}",
        "also-written": "También escrito", "related": "Relacionado", "source": "Fuente", "download": "Descargar:",
        "used-once": "Usado en 1 página", "used": "Usado en {count} páginas", "also-on": "También en", "cited-on": "Citado en",
        "explained-on": "Explicado en", "more": "y {count} más", "references": "Referencias", "terms-here": "Términos de esta página",
    },
    "zh": {
        "definition": "定义", "reference": "参考文献", "number": "这个数字的来源", "spoken": "读作“{spoken}”",
        "see-also": "另见", "full-entry": "完整条目", "full-reference": "完整引用", "whole-table": "完整表格",
        "general": "该领域的常识", "glossary": "术语表", "letters": "字母", "filter": "筛选术语",
        "shown": "{all} 个术语中的 {shown} 个", "near": "没有完全符合的；最接近的：", "link-to": "指向条目“{term}”的链接",
        "also-written": "也写作", "related": "相关", "source": "来源", "download": "下载：",
        "used-once": "用于 1 个页面", "used": "用于 {count} 个页面", "also-on": "也见于", "cited-on": "引用于",
        "explained-on": "解释于", "more": "以及另外 {count} 个", "references": "参考文献", "terms-here": "本页术语",
    },
    "ja": {
        "definition": "定義", "reference": "参考文献", "number": "この数値の出典", "spoken": "読み方「{spoken}」",
        "see-also": "関連項目", "full-entry": "項目の全文", "full-reference": "文献情報の全文", "whole-table": "表の全体",
        "general": "分野の一般知識", "glossary": "用語集", "letters": "文字", "filter": "用語を絞り込む",
        "shown": "{all} 件中 {shown} 件", "near": "該当なし。近い用語：", "link-to": "項目「{term}」へのリンク",
        "also-written": "別表記", "related": "関連", "source": "出典", "download": "ダウンロード：",
        "used-once": "1 ページで使用", "used": "{count} ページで使用", "also-on": "ほかに", "cited-on": "引用ページ",
        "explained-on": "解説ページ", "more": "ほか {count} 件", "references": "参考文献", "terms-here": "このページの用語",
    },
}  # fmt: skip


def labels_of(language: str, own: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return every label in a language, named as themes name it (`de`, `zh-Hant`, `pt-BR`), with those a site has of its own."""
    return {**ENGLISH, **_LANGUAGES.get(language.partition("-")[0].partition("_")[0].lower(), {}), **(own or {})}


def check_labels(own: Mapping[str, object], path: str) -> list[Problem]:
    """Return a problem for each label of a site that the package does not know."""
    return [
        Problem(path, 1, f"'labels' names the unknown label '{name}'", expected("one of " + ", ".join(ENGLISH), name, ENGLISH))
        for name in own
        if name not in ENGLISH
    ]
