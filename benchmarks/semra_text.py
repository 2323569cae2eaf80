"""The side-by-side run as text for people."""

from __future__ import annotations

from typing import Any

from tabulate import tabulate

NOTES = """\
Given to SeMRA: the same links as qualmap has left, each with the reliability that qualmap gives it as its confidence.
equal = exactMatch, narrower = broadMatch, spans and split = narrowMatch; "all exact" = every link an exactMatch.
SeMRA chains exact, broad and narrow, never broad with narrow, and no closeMatch at all.
Whatever it chains or inverts has confidence 1, because it counts its own rule, at 1, as one more independent witness.
Not given, for want of a place: order of levels, awards, "no counterpart". qualmap uses the first two.
Not timed: SeMRA's import and the making of its objects. "Light": a prefix map of our prefixes alone."""


def text(found: dict[str, Any], *, everything: bool) -> str:
    """All parts, one after the other."""
    about, task = found["about"], found["composed"]
    head = f"qualmap beside SeMRA {about['version']} (import, {about['import_seconds']:.1f} s, not counted)\n\n{NOTES}"
    name = f"Composed task, {task['tables']} hidden tables, SeMRA's chains up to {task['chain']} links"
    parts = [head, _levels(task["rows"], everything=everything), f"{name}\n\n{_scores(task)}", _differences(task)]
    return "\n\n".join([*parts, _sure(task), _whole(found["catalogue"])])


def _levels(rows: list[dict[str, Any]], *, everything: bool) -> str:
    shown = [row for row in rows if everything or not all(said["right"] for said in row["said"].values())]
    lines = [
        [row["origin"], row["level"], row["destination"], " ".join(row["official"])]
        + [_answer(said) for said in row["said"].values()]
        for row in shown
    ]
    headers = ["Origin", "Level", "Destination", "Official", *rows[0]["said"]]
    rest = len(rows) - len(shown)
    tail = f"\n({rest} more levels on which all are right: --all)" if rest else ""
    return tabulate(lines, headers, disable_numparse=True) + tail + "\n* not what is official"


def _answer(said: dict[str, Any]) -> str:
    if said["confidence"] is None:
        return "nothing *"
    mark = "" if said["right"] else " *"
    return f"{' '.join(said['answer'])} ({said['confidence']:.3f}){mark}"


def _scores(task: dict[str, Any]) -> str:
    ours = task["seconds"]["qualmap"]
    lines = []
    for who, its in task["scores"].items():
        seconds = task["seconds"][who]
        lines.append(
            [
                who,
                f"{its['answered']} of {its['n']}",
                f"{its['exact']:.3f} {_range(its['exact_interval'])}",
                f"{its['top1']:.3f}",
                f"{its['confidence']:.3f} / {its['hit_rate']:.3f}",
                f"{its['brier']:.3f}",
                f"{_number(its['ece'])} {_range(its['ece_interval'])}",
                f"{its['ece_perfect']:.3f}",
                f"{seconds:.2f} s",
                f"{seconds / ours:.0f}",
            ]
        )
    headers = ["", "Answered", "Exact", "Top-1", "Confidence / hit rate", "Brier", "ECE", "If perfect", "Time", "Ratio"]
    return tabulate(lines, headers, disable_numparse=True)


def _number(value: float | None) -> str:
    return "too few" if value is None else f"{value:.3f}"


def _range(ends: list[float] | None) -> str:
    return f"[{ends[0]:.3f}, {ends[1]:.3f}]" if ends else ""


def _differences(task: dict[str, Any]) -> str:
    lines = []
    for who, its in task["exact_difference"].items():
        if who != "qualmap":
            ends = _range(its["interval"])
            lines.append(
                f"Exact, qualmap minus {who}: {its['difference']:+.3f} {ends}, p = {its['p']:.3f}, n = {its['n']}"
            )
    return "\n".join(lines)


def _sure(task: dict[str, Any]) -> str:
    lines = []
    for who, its in task["scores"].items():
        lines.append(f"{who}: {its['sure']} answers at 0.999 or more, {its['sure_and_wrong']} of them wrong")
    return "\n".join(lines)


def _whole(whole: dict[str, Any]) -> str:
    ours = whole["qualmap_seconds"]
    lines = [["qualmap", f"{ours:.2f} s", "", f"{whole['ordered_pairs']} ordered pairs of frameworks", ""]]
    for run in whole["semra"]:
        said = f"{run['chained']} level pairs chained"
        lines.append([run["run"], f"{run['seconds']:.2f} s", f"{run['ratio']:.1f}", said, f"{run['sure']}"])
    headers = ["", "Time", "Ratio", "Found", "At 0.999 or more"]
    table = tabulate(lines, headers, disable_numparse=True)
    best, worst = (pick(run["ratio"] for run in whole["semra"]) for pick in (min, max))
    met = "met" if best >= whole["target"] else "not met"
    return (
        f"Whole catalogue, {whole['links']} links\n\n{table}\n"
        f"qualmap is {best:.1f} to {worst:.1f} times faster; target {whole['target']}: {met}"
    )
