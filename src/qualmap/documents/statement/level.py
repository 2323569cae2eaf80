"""The level: every comparator with its answer as a set, the probabilities, what they rest on, and who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualmap.assessment.model import Comparator, Judgement, RecordedAward
from qualmap.crosswalk.model import Evidence, Mapping
from qualmap.documents.statement.content import Block, Heading, Items, Paragraph, Section, Table
from qualmap.documents.statement.ladders import SHOWN
from qualmap.documents.statement.sources import Sources
from qualmap.wording import RECORDS, Localiser
from qualmap.wording.line import BETWEEN, Line, Words, joined, noted, plain, quoted, text_of


def level(judgement: Judgement, localiser: Localiser, sources: Sources) -> Section:
    """All comparators in a table, then each by itself."""
    blocks: list[Block] = []
    if judgement.comparators:
        blocks.append(_table(judgement.comparators, localiser))
        blocks += _details(judgement.comparators, localiser, sources)
    else:
        blocks.append(Paragraph(plain(localiser.say("no-ladder"))))
    kind = judgement.by_type
    if kind.awards:
        awards = localiser.list(_award(award, sources) for award in kind.awards)
        blocks.append(Paragraph(localiser.line("statement-by-kind", {"awards": awards})))
    elif not judgement.comparators:
        blocks.append(Paragraph(plain(localiser.say("no-kind"))))
    return Section(localiser.say("section-level"), tuple(blocks))


def _award(award: RecordedAward, sources: Sources) -> Line:
    """A recorded award with its levels and its source."""
    levels = f" ({', '.join(award.levels)})" if award.levels else ""
    return (Words(award.title, quoted=True), Words(levels, notes=sources.cited([award.cited])))


def _table(comparators: Iterable[Comparator], localiser: Localiser) -> Table:
    head = ("home", "framework", "levels", "shares", "relation", "confidence")
    return Table(
        caption=localiser.say("section-level"),
        head=tuple(localiser.say(f"col-{name}") for name in head),
        rows=tuple(_row(comparator, localiser) for comparator in comparators),
        widths=(22, 22, 13, 15, 16, 12),
    )


def _row(comparator: Comparator, localiser: Localiser) -> tuple[Line, ...]:
    mapping = comparator.mapping
    unknown = plain(localiser.say("unknown-short"))
    if mapping.destination_levels is None:
        levels = unknown
    else:
        levels = plain(", ".join(mapping.destination_levels) or localiser.say("no-levels"), strong=True)
    return (
        localiser.level(comparator.home.framework, comparator.home.level),
        localiser.framework(str(comparator.framework)),
        levels,
        _shares(mapping.distribution, localiser) if mapping.distribution else unknown,
        _standing(mapping, localiser) or unknown,
        plain(
            localiser.percent(mapping.confidence) if mapping.confidence is not None else localiser.say("no-confidence")
        ),
    )


def _standing(mapping: Mapping, localiser: Localiser) -> Line:
    """How the levels stand to each other, and what that rests on."""
    relation = [plain(localiser.say(f"relation-{mapping.relation}"))] if mapping.relation else []
    return joined([*relation, *([localiser.line(f"basis-{mapping.basis}")] if mapping.basis else [])], BETWEEN)


def _shares(distribution: dict[str, float], localiser: Localiser) -> Line:
    """The probabilities that are worth a figure, in the order of the levels."""
    ends = {"below": 0, "above": 2}
    ordered = sorted(distribution.items(), key=lambda item: ends.get(item[0], 1))
    names = {end: localiser.say(end) for end in ends}
    shown = (
        localiser.pair(names.get(code, code), localiser.percent(share)) for code, share in ordered if share >= SHOWN
    )
    together = (plain(text_of(line).replace(" ", "\N{NO-BREAK SPACE}")) for line in shown)
    return joined(together, BETWEEN)


def _details(comparators: Sequence[Comparator], localiser: Localiser, sources: Sources) -> Iterator[Block]:
    """What the answers rest on and what speaks against them, each once: several answers share most of it."""
    mappings = [comparator.mapping for comparator in comparators]
    for reason in dict.fromkeys(mapping.reason for mapping in mappings if mapping.reason):
        yield Paragraph(quoted(reason, RECORDS), "small")
    for decides_by in dict.fromkeys(mapping.decides_by for mapping in mappings if mapping.decides_by):
        yield Paragraph(localiser.line("statement-decides-by", {"what": quoted(decides_by, RECORDS)}))
    awards: dict[str, dict[Line, None]] = {}
    for comparator in comparators:
        of_framework = awards.setdefault(str(comparator.framework), {})
        of_framework.update(dict.fromkeys(_award(award, sources) for award in comparator.awards))
    for ref, lines in awards.items():
        if lines:
            values: dict[str, str | Line] = {"framework": localiser.framework(ref), "awards": localiser.list(lines)}
            yield Paragraph(localiser.line("statement-awards-there", values))
    evidence = [piece for mapping in mappings for piece in mapping.evidence]
    if evidence:
        yield Heading(localiser.say("evidence"))
        yield Items(tuple(_pieces(evidence, localiser, sources)))
    dissent = [_dissent(piece, sources) for mapping in mappings for piece in mapping.dissent]
    if dissent:
        yield Heading(localiser.say("dissent"))
        yield Items(tuple(dict.fromkeys(dissent)))
    else:
        yield Paragraph(plain(localiser.say("no-dissent")), "small")


def _pieces(evidence: Iterable[Evidence], localiser: Localiser, sources: Sources) -> Iterator[Line]:
    """The evidence; pieces of one kind about one level in one line."""
    groups: dict[Line, list[int]] = {}
    for piece in evidence:
        line = _piece(piece, localiser, sources)
        groups.setdefault(line, []).extend(sources.evidence(piece))
    for line, notes in groups.items():
        yield noted(line, tuple(dict.fromkeys(notes)))


def _piece(piece: Evidence, localiser: Localiser, sources: Sources) -> Line:
    """What a piece of evidence is, in the reader's words: the records' own sentences are in one language only."""
    what = ("+".join(piece.tables) or piece.framework or "").replace("@", " ")
    tables = sources.tables_of(piece)
    if piece.framework and piece.via and tables:
        passed = piece.framework, *piece.via
        last = sorted({end for table in tables for end in (table.origin, table.destination)} - {*passed})
        what = " – ".join((*passed, *last)).replace("@", " ")
    elif tables:
        what = f"{tables[0].origin} – {tables[0].destination}".replace("@", " ")
    elif piece.kind in ("qualification-type", "descriptors"):
        what = f"{piece.level} ({what})"
    line = localiser.line(f"statement-evidence-{piece.kind}", {"what": what} if piece.kind != "benchmark" else {})
    return line if piece.used else joined([line, plain(localiser.say("not-counted"))])


def _dissent(piece: Evidence, sources: Sources) -> Line:
    return quoted(piece.statement, RECORDS, sources.evidence(piece))
