"""Writes ``docs/scores.md`` and its picture from a run of the benchmark: ``python benchmarks/scores.py``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qualmap.catalog import read_catalogue
from qualmap.catalog.write import write_atomically
from qualmap.documents.benchmark_picture import picture
from qualmap.evaluation.benchmark import benchmark

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEADER = ("Who", "n", "Clusters", "Exact", "Top-1", "95 %", "Within one", "Log loss", "Brier", "ECE", "Perfect")
TITLES = {
    "level": "Level task, headline truth",
    "composed": "Composed task",
    "titles": "Titles task",
}


def page(found: Mapping[str, Any], version: str) -> str:
    """The page of the manual."""
    level = found["tasks"]["level"]
    parts = [
        "# Scores",
        "",
        f"Made by `python benchmarks/scores.py` on catalogue {version}; do not edit. What the tasks, the figures and",
        "the baselines are: [Benchmark](benchmark.md).",
        "",
        "![How often answers of a given confidence are right, and what abstaining buys](scores.svg)",
        "",
        "## What was aimed for",
        "",
        *markdown(("Aim", "Found", "Reached"), aims(level["engine"], found["paired"])),
        "",
    ]
    for task, title in TITLES.items():
        for group in found["tasks"][task]["engine"]:
            parts += [f"## {title}: {group}", "", *markdown(HEADER, rows(found["tasks"][task], group)), ""]
    for group in found["second_table"]["engine"]:
        parts += [f"## Level task, second table: {group}", ""]
        parts += [*markdown(HEADER, rows(found["second_table"], group)), ""]
    parts += ["## Calibration on the level task", ""]
    parts += markdown(("Confidence", "n", "Says", "Is right"), map(calibrated, found["reliability"]))
    parts += ["", "## Wrong answers, the dearest first", ""]
    parts += markdown(("Level", "Official", "Answer", "Confidence", "Rests on"), map(wrong, found["worst"]))
    return "\n".join([*parts, ""])


def aims(engine: Mapping[str, Any], paired: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What the level task was to reach, and whether it does."""
    for name, group, aim in (("over all", "all", 0.97), ("on irregular ladders", "irregular", 0.94)):
        score = engine[group]
        low, high = score["top1_interval"]
        yes = "yes" if score["top1"] >= aim else "only the interval includes it" if high >= aim else "no"
        yield f"top-1 at least {aim:.0%} {name}", f"{score['top1']:.1%} ({low:.1%} to {high:.1%})", yes
    top, whole = paired["top1"], engine["all"]
    better = top["difference"] > 0 and top["p"] < 0.05
    gain = f"{top['difference']:+.1%} against {paired['baseline']}, p = {top['p']:.4f}"
    yield "better than the best baseline, in a paired test", gain, _yes(better)
    near = whole["ece"] <= whole["ece_perfect"] + 0.03
    error = f"{whole['ece']:.3f}, perfect {whole['ece_perfect']:.3f}"
    yield "calibration error at most 0.03 above a perfect predictor's", error, _yes(near)
    ratio = paired["log_loss_ratio"]
    yield "log loss at most half of the best baseline's", f"{ratio:.0%} of it", _yes(ratio <= 0.5)
    yield "never more than one level off", f"{whole['within_one']:.1%} within one", _yes(whole["within_one"] == 1)


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


def rows(task: Mapping[str, Mapping[str, Any]], group: str) -> Iterator[tuple[str, ...]]:
    """One row per engine or baseline that has something to say."""
    for name, groups in task.items():
        score = groups.get(group)
        if score and score["n"]:
            span = score["top1_interval"]
            shares = [f"{score[key]:.1%}" for key in ("exact", "top1")]
            rest = [
                "-" if score[key] is None else f"{score[key]:.3f}"
                for key in ("log_loss", "brier", "ece", "ece_perfect")
            ]
            between = f"{span[0]:.1%} to {span[1]:.1%}" if span else "-"
            sizes = str(score["n"]), str(score["clusters"])
            yield (name, *sizes, *shares, between, f"{score['within_one']:.1%}", *rest)


def calibrated(bin_: Mapping[str, Any]) -> tuple[str, ...]:
    """One row of the reliability table."""
    span = f"{bin_['low']:.0%} to {bin_['high']:.0%}"
    return span, str(bin_["n"]), f"{bin_['confidence']:.1%}", f"{bin_['hit_rate']:.1%}"


def wrong(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """One row of the wrong answers."""
    sure = "-" if answer["confidence"] is None else f"{answer['confidence']:.2f}"
    named = ", ".join(answer["official"]), ", ".join(answer["answer"]) or "-"
    return f"{answer['framework']}:{answer['level']}", *named, sure, answer["why"].replace("|", "/")


def markdown(header: tuple[str, ...], cells: Iterable[tuple[str, ...]]) -> list[str]:
    """The lines of a Markdown table."""
    return [
        "| " + " | ".join(header) + " |",
        "|" + "---|" * len(header),
        *("| " + " | ".join(row) + " |" for row in cells),
    ]


def main() -> int:
    """Run the benchmark and write the page and the picture."""
    catalogue = read_catalogue()
    found = benchmark(catalogue)
    write_atomically(DOCS / "scores.md", page(found, catalogue.version).encode())
    write_atomically(DOCS / "scores.svg", picture(found).encode())
    print(f"wrote {DOCS / 'scores.md'}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
