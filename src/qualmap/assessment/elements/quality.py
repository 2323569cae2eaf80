"""The gate checks, which come first: document authentic, institution recognised, programme accredited.

What the officer found and what the agency's own lists of awarding bodies say are put together: a check that failed
anywhere has failed, and where nobody has looked the gate is unknown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import Verdict
from qualmap.assessment.model import Cited, GateResult
from qualmap.catalog.bounded import decode, read_bytes
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Document, PathKey, read_document
from qualmap.errors import Problem, RecordError, did_you_mean
from qualmap.records import AwardingBodies, AwardingBody, Reason
from qualmap.records.award import GATES, Gate, GateName, GateState
from qualmap.records.bodies import Period
from qualmap.records.dates import PartialDate
from qualmap.records.phrases import plain
from qualmap.records.text import fold
from qualmap.records.values import Day, Value

MOST_BYTES = 50_000_000


COLUMNS = ("name", "other_names", "country", "programme", "status", "valid_from", "valid_to", "source", "date_seen")
"""One row for each period; ``programme`` is empty for the body itself, ``other_names`` are separated by ``|``."""


PERIOD = ("status", "valid_from", "valid_to")


def read_bodies(path: Path) -> AwardingBodies:
    """The list in a file. Raises RecordError with the line of everything that is wrong."""
    document = _from_table(path) if path.suffix.lower() == ".csv" else read_document(path)
    bodies = to_record(document, AwardingBodies)
    known = {source.id for source in bodies.sources}
    problems = []
    for at, body in enumerate(bodies.bodies):
        for where, period in _periods(at, body):
            if period.source not in known:
                hint = did_you_mean(period.source, known)
                problems.append(document.problem((*where, "source"), f"no source {period.source!r} in this list", hint))
            if period.valid_from and period.valid_to and period.valid_to.certainly_before(period.valid_from):
                problems.append(document.problem((*where, "valid_to"), "ends before it begins"))
    if problems:
        raise RecordError(problems)
    return bodies


def _periods(at: int, body: AwardingBody) -> Iterator[tuple[PathKey, Period]]:
    """Every period of a body and of its programmes, with its place in the list."""
    for place, period in enumerate(body.periods):
        yield ("bodies", at, "periods", place), period
    for number, programme in enumerate(body.programmes):
        for place, period in enumerate(programme.periods):
            yield ("bodies", at, "programmes", number, "periods", place), period


def _from_table(path: Path) -> Document:
    """A table as the tree that a YAML list would be, with the lines of its rows."""
    text = decode(read_bytes(path, MOST_BYTES, "split the list"), path, "save the file as UTF-8 CSV")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if len(set(reader.fieldnames or ())) < len(reader.fieldnames or ()):
        raise RecordError([Problem(str(path), 1, "", "a column stands there twice", "keep one of them")])
    if unknown or not {"name", "country", "status", "source"} <= set(reader.fieldnames or ()):
        what = f"unknown column {unknown[0]!r}" if unknown else "needs the columns name, country, status, source"
        raise RecordError([Problem(str(path), 1, "", what, "columns: " + ", ".join(COLUMNS))])
    bodies: dict[tuple[str, str], tuple[int, dict[str, object]]] = {}
    sources: dict[str, dict[str, str]] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        for row in reader:
            _add(str(path), row, reader.line_num, bodies, sources, lines)
    except csv.Error as error:
        broken = reader.line_num + 1  # the row that begins after the last good one
        raise RecordError([Problem(str(path), broken, "", f"not CSV: {error}", "check its quotes")]) from None
    tree = {"id": path.stem, "sources": list(sources.values()), "bodies": [body for _, body in bodies.values()]}
    return Document(str(path), tree, lines)


def _add(
    file: str,
    row: dict[str, str],
    line: int,
    bodies: dict[tuple[str, str], tuple[int, dict[str, object]]],
    sources: dict[str, dict[str, str]],
    lines: dict[tuple[str | int, ...], int],
) -> None:
    if None in row or None in row.values():
        raise RecordError([Problem(file, line, "", "other cells than the header has", "check separators and quotes")])
    cells = {name: cell.strip() for name, cell in row.items() if cell and cell.strip()}
    said = cells.get("source", "")
    source = sources.setdefault(said, {"id": f"s{len(sources) + 1}", "verification": "secondary"})
    source["url" if said.startswith(("http://", "https://")) else "citation"] = said or "not stated"
    if "date_seen" in cells:
        source["date_seen"] = cells["date_seen"]
    key = (cells.get("name", ""), cells.get("country", ""))
    at, body = bodies.setdefault(
        key, (len(bodies), {"name": key[0], "country": key[1], "periods": [], "programmes": []})
    )
    lines.setdefault(("bodies", at), line)
    if "other_names" in cells:
        body["other_names"] = [name.strip() for name in cells["other_names"].split("|")]
    period: dict[str, str] = {name: cell for name, cell in cells.items() if name in PERIOD}
    period["source"] = source["id"]
    if "programme" in cells:
        programmes = body["programmes"]
        assert isinstance(programmes, list)
        programmes.append({"title": cells["programme"], "periods": [period]})
        lines["bodies", at, "programmes", len(programmes) - 1] = line
    else:
        periods = body["periods"]
        assert isinstance(periods, list)
        periods.append(period)
        lines["bodies", at, "periods", len(periods) - 1] = line


Said = tuple[GateState, Reason, Cited | None]


def gate_results(case: Case, lists: Sequence[AwardingBodies]) -> tuple[GateResult, ...]:
    """Each gate with its state and who says so."""
    return tuple(_gate(case, name, lists) for name in GATES)


def quality_verdict(gates: Sequence[GateResult]) -> Verdict:
    """The verdict on quality: shown to fail, or confirmed by someone who checked, or unknown."""
    states = {gate.gate: gate.state for gate in gates}
    cited = tuple(source for gate in gates for source in gate.cited)
    failed = [gate for gate in gates if gate.state == "failed"]
    if failed:
        return Verdict("substantial", tuple(plain(f"gate-{gate.gate}-failed") for gate in failed), cited=cited)
    if states["institution"] == "confirmed" and states["programme"] in ("confirmed", "claimed"):
        return Verdict("none", (plain("quality-confirmed"),), cited=cited)
    if states["institution"] == "confirmed":
        return Verdict("none", (plain("quality-institution-confirmed"),), cited=cited)
    return Verdict("unknown", (plain("quality-unknown"),), cited=cited)


def _gate(case: Case, name: GateName, lists: Sequence[AwardingBodies]) -> GateResult:
    award = case.award
    gate: Gate = getattr(award.gates, name)
    given = Cited(source=gate.source, verification="given") if gate.source else None
    said: list[Said] = [(gate.state, plain(f"gate-given-{gate.state}"), given)]
    if name != "authentic":
        said += _listed(case, name, lists)
    for state in ("failed", "confirmed", "claimed"):
        holding = [each for each in said if each[0] == state]
        if holding:
            reasons, cited = tuple(each[1] for each in holding), tuple(each[2] for each in holding if each[2])
            return GateResult(gate=name, state=state, bodies=award.awarding_bodies, reasons=reasons, cited=cited)
    looked_up = [each for each in said if each[1].code.startswith("gate-listed")]
    return GateResult(
        gate=name,
        state="unknown",
        bodies=award.awarding_bodies,
        reasons=tuple(each[1] for each in looked_up) or (plain("gate-unknown"),),
        cited=tuple(each[2] for each in looked_up if each[2]),
    )


def _listed(case: Case, name: GateName, lists: Sequence[AwardingBodies]) -> Iterator[Said]:
    """What the agency's lists say; a joint award is confirmed when all of its bodies are, and fails with any.

    A body fails only where everything that is listed under its name, in whichever country, says so: what may be a
    namesake, or is contradicted by another entry, is not certain.
    """
    confirmed: list[Said] = []
    complete = bool(case.award.awarding_bodies)
    here = {case.origin.country, *(place.country for place in case.taught_in)}
    for named in case.award.awarding_bodies:
        entries = [(bodies, body) for bodies in lists for body in bodies.bodies if _is_called(body, named)]
        each = [(body.country, _states(bodies, body, name, case)) for bodies, body in entries]
        failing = [[said for said in states if said[0] == "failed"] for _, states in each]
        holding = [said for country, states in each for said in states if said[0] == "confirmed" and country in here]
        anywhere = any(said[0] == "confirmed" for _, states in each for said in states)
        if case.origin.country in {country for country, _ in each} and all(failing) and not anywhere:
            yield from (said for states in failing for said in states)
        elif holding and not any(said[0] == "failed" for country, states in each for said in states if country in here):
            confirmed += holding
        else:
            complete = False
            yield from (_uncertain(*entry, states) for entry, (_, states) in zip(entries, each, strict=True))
    if complete:
        yield from confirmed


def _is_called(body: AwardingBody, name: str) -> bool:
    return fold(name) in map(fold, (body.name, *body.other_names))


def _uncertain(bodies: AwardingBodies, body: AwardingBody, states: Sequence[Said]) -> Said:
    """An entry that does not settle the gate: for another time, without dates, or contradicted."""
    code = "gate-listed-contradicted" if states else "gate-listed-otherwise"
    return "unknown", Reason(code=code, values={"body": body.name}), Cited.of(bodies.sources[0], given=True)


def _states(bodies: AwardingBodies, body: AwardingBody, name: GateName, case: Case) -> list[Said]:
    """What an entry says of the day of the award; nothing bad of a programme known by the award's title alone."""
    periods: Iterable[Period] = body.periods
    if name == "programme":
        named = case.award.programme
        title = fold(named or case.award.title)
        periods = [p for programme in body.programmes if fold(programme.title) == title for p in programme.periods]
        periods = [period for period in periods if named is not None or period.status == "recognised"]
    return [said for period in periods if (said := _said(bodies, body, period, case.award.awarded)) is not None]


def _said(bodies: AwardingBodies, body: AwardingBody, period: Period, awarded: PartialDate | None) -> Said | None:
    """What one period says of an award of that day; nothing where it is not certain that the day lies in it."""
    start, end = period.valid_from, period.valid_to
    if awarded is None or start is None or not awarded.certainly_within(start, end):
        return None
    state: GateState = "confirmed" if period.status == "recognised" else "failed"
    source = next(source for source in bodies.sources if source.id == period.source)
    values: dict[str, Value] = {"body": body.name, "from": Day(day=start), "to": Day(day=end or "…")}
    return state, Reason(code=f"gate-listed-{state}", values=values), Cited.of(source, given=True)
