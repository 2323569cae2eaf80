"""The state of the truth as a page of the manual."""

from __future__ import annotations

from qualmap.catalog.truth_check import VERDICTS, TruthCheck
from qualmap.status import MARKS, LanguageState, State

HEADINGS = (
    "Framework",
    "Status",
    "Levels",
    "Awards",
    "Seen",
    "Secondary",
    "Recalled",
    "Printed pairs",
    "Only aligned",
    "Other links",
    "Disputes",
    "Newest source",
)


def status_page(found: State) -> str:
    """The page of the manual that is made from the catalogue."""
    lines = [
        "# State of the truth",
        "",
        "Made by `qualmap status --format markdown`; do not edit. *Seen*, *secondary* and *recalled* count a",
        "framework's facts by how they were checked. *Printed pairs* are links that a source states; *only",
        "aligned* rest on a source that says no more than that the whole framework is aligned.",
        "",
        *(f"- {line}" for line in summary(found)),
        "",
        "![Which pairs of frameworks are linked](status.svg)",
        "",
        *_checked(found.checked),
        "## Official reports whose tables nobody here has read",
        "",
        *(f"- `{r.table}` ({r.status}, {r.published or 'undated'}): {_link(r.where)}" for r in found.unread),
        "",
        "## Framework by framework",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + "---|" * len(HEADINGS),
        *("| " + " | ".join(row) + " |" for row in table_rows(found)),
        "",
    ]
    return "\n".join(lines)


def _checked(check: TruthCheck | None) -> list[str]:
    """The section on the awards that a second reader looked at."""
    if check is None:
        return []
    return [
        "## Truth check of recalled awards",
        "",
        f"{check.awards} awards that rest on general knowledge, drawn at random by `scripts/truth_sample.py`, were",
        f"read again by a second reader, last on {check.latest}. The rows stand in",
        "`frameworks/awards/truth-check.csv`, with what was looked at; the rest of an award stays unchecked. Verdicts",
        "are on the records as they were then. Too few were drawn of any one country to give its rate.",
        "",
        "| Verdict | Meaning | Awards |",
        "|---|---|---|",
        *(f"| {verdict} | {meaning} | {check.verdicts[verdict]} |" for verdict, meaning in VERDICTS.items()),
        "",
    ]


def _rates(check: TruthCheck) -> str:
    """The share of wrong awards, among all and among those of which a source was read."""
    among_all = f"{check.wrong} of {check.awards} ({check.wrong / check.awards:.1%})"
    among_read = (
        f"{check.wrong_in_a_source} of {check.in_a_source} ({check.wrong_in_a_source / max(check.in_a_source, 1):.1%})"
    )
    return f"Wrong: {among_all}; of those on which a source was read, {among_read}. Mended since: {check.mended}."


def table_rows(found: State) -> list[tuple[str, ...]]:
    """A row for each framework, under ``HEADINGS``."""
    return [
        (
            f.ref,
            f.status,
            *(str(n) for n in (f.levels, f.awards, f.seen, f.secondary, f.recalled)),
            *(str(n) for n in (f.pairs, f.aligned, f.other_links, f.disputes)),
            f.newest or "",
        )
        for f in found.frameworks
    ]


def summary(found: State) -> list[str]:
    """What is true of the whole catalogue, line by line."""
    marks = ", ".join(f"{sum(getattr(f, mark) for f in found.frameworks)} {mark}" for mark in MARKS)
    levels, awards = sum(f.levels for f in found.frameworks), sum(f.awards for f in found.frameworks)
    pairs, aligned = sum(f.pairs for f in found.frameworks), sum(f.aligned for f in found.frameworks)
    other = sum(f.other_links for f in found.frameworks)
    kinds = ", ".join(f"{count} {kind}" for kind, count in found.pairs.items())
    checked = [f"Truth check of recalled awards. {_rates(found.checked)}"] if found.checked else []
    return [
        f"{len(found.frameworks)} editions and country records, {levels} levels, {awards} qualification types.",
        f"Facts: {marks}.",
        f"Links: {pairs} printed pairs, {aligned} only aligned, {other} recalled or read by us.",
        f"Pairs of frameworks with levels, by their strongest link: {kinds}.",
        f"{found.instruments} recognition instruments; {found.parties} parties, {found.parties_undated} undated.",
        f"Languages: {', '.join(map(_spoken, found.languages))}.",
        *checked,
    ]


def _spoken(language: LanguageState) -> str:
    missing = f", {language.missing} sentences missing" if language.missing else ""
    return f"{language.name} ({language.status}{missing})"


def _link(where: str) -> str:
    return f"<{where}>" if where.startswith("http") else where
