"""``qualmap benchmark``: how good the engine is on frameworks whose official links are hidden from it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qualmap.catalog import read_catalogue
from qualmap.cli import output
from qualmap.errors import QualmapError

COLUMNS = ("Who", "n", "Exact", "Top-1", "95 % interval", "Error", "Within 1", "Log loss", "Brier", "ECE", "Perfect")
TITLES = {
    "level": "Level: a framework's links to the scale hidden, predicted from other frameworks",
    "composed": "Composed: a table between two frameworks hidden, predicted through others",
    "titles": "Titles: an award's title and its country's framework given, the level wanted",
}


def run(arguments: argparse.Namespace) -> int:
    """Run the benchmark, or score one's own framework and links."""
    if (arguments.framework is None) != (arguments.links is None):
        raise QualmapError("--framework and --links go together: a record, and a CSV file of its official links")
    found = _own(arguments) if arguments.framework else _whole(arguments)
    if arguments.plot:
        from qualmap.documents.benchmark_picture import picture

        output.emit(picture(found), arguments.plot)
    output.emit(output.as_json(found) if arguments.format == "json" else text(found), None)
    return 0


def _whole(arguments: argparse.Namespace) -> dict[str, Any]:
    from qualmap.evaluation.benchmark import benchmark

    return benchmark(read_catalogue(), min_confidence=arguments.min_confidence, progress=_progress)


def _own(arguments: argparse.Namespace) -> dict[str, Any]:
    from qualmap.evaluation.benchmark.own import benchmark_own, own_links
    from qualmap.graph.foreign import read_rows

    catalogue = read_catalogue()
    framework = catalogue.resolve(Path(arguments.framework))
    links = own_links(arguments.links, read_rows(Path(arguments.links)))
    return benchmark_own(catalogue, framework, links, arguments.links, min_confidence=arguments.min_confidence)


def _progress(task: str, names: Iterable[str]) -> Iterable[str]:
    return output.progress(f"{task:>8}")(list(names))


def text(found: Mapping[str, Any]) -> str:
    """All tables, as people read them."""
    parts = []
    for task, title in TITLES.items():
        if found["tasks"][task]:
            parts += [title, "", *_tables(found["tasks"][task])]
    if found["second_table"]:
        parts += ["Level, second table: links that are recalled, or that we read off a whole framework's alignment", ""]
        parts += _tables(found["second_table"])
    parts += [_compared(found["paired"]), "", *_curves(found), *_worst(found["worst"]), _legend(found)]
    return "\n".join(parts)


def _tables(task: Mapping[str, Mapping[str, Any]]) -> list[str]:
    parts = []
    for group in task["engine"]:
        rows = [_row(name, groups[group]) for name, groups in task.items()]
        size = task["engine"][group]
        parts += [f"{group} (n = {size['n']}, {size['clusters']} clusters)", output.table(COLUMNS, rows), ""]
    return parts


def _row(name: str, score: Mapping[str, Any]) -> tuple[str, ...]:
    span = score["top1_interval"]
    return (
        name,
        str(score["n"]),
        _share(score["exact"]),
        _share(score["top1"]),
        f"{span[0]:.1%} - {span[1]:.1%}" if span else "-",
        _number(score["mae"]),
        _share(score["within_one"]),
        *(_number(score[key]) for key in ("log_loss", "brier", "ece", "ece_perfect")),
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _compared(paired: Mapping[str, Any]) -> str:
    if not paired["baseline"]:
        return ""
    top, loss = paired["top1"], paired["log_loss"]
    return (
        f"Against the best baseline ({paired['baseline']}), trial by trial: top-1 {top['difference']:+.1%}"
        f"{_chance(top['p'])}, log loss {loss['difference']:+.3f}{_chance(loss['p'])},"
        f" which is {paired['log_loss_ratio']:.0%} of the baseline's."
    )


def _chance(p: float | None) -> str:
    return "" if p is None else f" (p {p:.4f})"


def _curves(found: Mapping[str, Any]) -> list[str]:
    bins = [
        (f"{b['low']:.0%} - {b['high']:.0%}", str(b["n"]), _share(b["confidence"]), _share(b["hit_rate"]))
        for b in found["reliability"]
    ]
    curve = found["risk_coverage"]
    few = [curve[round(step * (len(curve) - 1) / 8)] for step in range(9)] if len(curve) > 9 else curve
    risk = [(f"{c['min_confidence']:.2f}", str(c["n"]), _share(c["coverage"]), _share(c["risk"])) for c in few]
    return [
        "Reliability of the engine on the level task",
        output.table(("Confidence", "n", "Says", "Is right"), bins),
        "",
        "Abstaining below a confidence",
        output.table(("At least", "n", "Answered", "Wrong"), risk),
        "",
    ]


def _worst(worst: Iterable[Mapping[str, Any]]) -> list[str]:
    rows = [
        (
            f"{w['framework']}:{w['level']}",
            ", ".join(w["official"]),
            ", ".join(w["answer"]) or "-",
            "-" if w["confidence"] is None else f"{w['confidence']:.2f}",
            w["why"],
        )
        for w in worst
    ]
    return ["Wrong answers, the dearest first", output.table(("Level", "Official", "Answer", "Sure", "Why"), rows), ""]


def _legend(found: Mapping[str, Any]) -> str:
    lines = [
        "Exact: the answer set is the official set. Top-1: the likeliest level is in it. Error: mean levels off.",
        "ECE: expected calibration error; beside it what a perfectly calibrated engine would score at this n.",
        "Intervals resample source documents. Levels without counterpart between linked ones are not scored.",
    ]
    if found["min_confidence"]:
        lines.append(f"The engine abstains below a confidence of {found['min_confidence']:g}.")
    return "\n".join(lines)
