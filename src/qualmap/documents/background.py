"""A background paper in its forms: what it says, in which order, is decided here; the statement's forms print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args

from qualmap.assessment.model import Cited
from qualmap.background.model import Assessed, BackgroundPaper, FactEvidence
from qualmap.catalog import Catalogue
from qualmap.documents.statement import printed
from qualmap.documents.statement.answer import draft
from qualmap.documents.statement.content import Block, Facts, Heading, Items, Paragraph, Section, Statement, Table
from qualmap.errors import UnknownNameError
from qualmap.records import Language
from qualmap.records.background import Likelihood, Topic
from qualmap.records.phrases import ENGLISH
from qualmap.wording import RECORDS, Localiser
from qualmap.wording.line import Line, Words, joined, noted, plain, text_of

Form = Literal["markdown", "html", "pdf", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
_WORDS: tuple[Likelihood, ...] = get_args(Likelihood)
_SHORT = 12


def background_document(paper: BackgroundPaper, catalogue: Catalogue, form: str, language: str = ENGLISH) -> bytes:
    """The paper in a form and a language: the same bytes for the same paper, catalogue, form and language.

    ``json`` is the paper itself, in no language. Raises UnknownNameError for a form or language that does not exist,
    MissingExtraError for a PDF without Typst.
    """
    if form not in FORMS:
        raise UnknownNameError("form", form, FORMS)
    catalogue.phrases.wording(language)
    if form == "json":
        return (paper.model_dump_json(indent=2) + "\n").encode()
    return printed(compose(paper, catalogue, language), form)


def compose(paper: BackgroundPaper, catalogue: Catalogue, language: Language) -> Statement:
    """What the paper says in one language: part 1, what is likely; part 2, what the paper is and the way on."""
    return _Paper(paper, Localiser(catalogue, language)).whole()


class _Paper:
    """Puts one paper into the words of one language."""

    def __init__(self, paper: BackgroundPaper, localiser: Localiser) -> None:
        self._paper, self._localiser = paper, localiser
        self._sources: dict[Cited, int] = {}

    def whole(self) -> Statement:
        paper = self._paper
        return Statement(
            language=self._localiser.language,
            direction=self._localiser.wording.direction,
            title=self._say("title"),
            number=self._say("number", number=paper.id[:_SHORT]),
            date=paper.on,
            day=self._localiser.day(paper.on),
            advice=self._say("advice"),
            page=self._say("page", page="{page}", pages="{pages}"),
            sections=(
                Section(self._say("part-one"), tuple(self._assessed())),
                Section(self._say("part-two"), tuple(self._explained())),
                Section(self._say("signatures"), (self._signatures(),), together=True),
                Section(self._say("about"), (self._about(),), together=True),
            ),
            sources_heading=self._say("sources"),
            sources=tuple(self._source(cited) for cited in self._sources),
            letters_missing=self._say("letters-missing"),
        )

    def _assessed(self) -> Iterator[Block]:
        """Part 1."""
        paper, highest = self._paper, self._paper.highest
        held = paper.interview_held
        interview = self._say("interview-held", date=self._localiser.day(held)) if held else self._say("interview-open")
        yield Paragraph(self._resting("interview", plain(interview)), size="small")
        yield from draft(self._localiser)
        yield Heading(self._say("highest"))
        yield Paragraph(self._localiser.reason(highest.says), size="lead")
        if highest.evidence is not None:
            yield Paragraph(self._localiser.reason(highest.evidence.means))
            yield self._facts(highest.evidence.facts)
        yield from self._more(highest)
        yield Heading(self._say("level"))
        yield Items(tuple(self._localiser.reason(reason) for reason in paper.level))
        yield Paragraph(plain(self._say("level-only")), size="small")
        for name in ("others", "certificates", "experience", "languages"):
            items: Sequence[Assessed] = getattr(paper, name)
            if items:
                yield Heading(self._say(name))
                yield Items(tuple(self._item(item) for item in items))
        yield Heading(self._say("scale"))
        yield Paragraph(plain(self._say("scale-lead")))
        yield Facts(
            tuple(
                (text_of(self._line(f"likelihood-name-{word}")), self._line(f"likelihood-means-{word}"))
                for word in _WORDS
            )
        )

    def _more(self, item: Assessed) -> Iterator[Block]:
        """Field and classification, where they are given."""
        if item.field is not None:
            yield Paragraph(plain(self._say("field", field=item.field)), size="small")
        if item.classified:
            yield Paragraph(plain(self._say("classified", codes="; ".join(item.classified))), size="small")

    def _facts(self, facts: Sequence[FactEvidence]) -> Table:
        rows = tuple((self._name(fact), self._value(fact), self._evidence(fact), self._word(fact)) for fact in facts)
        head = tuple(self._say(name) for name in ("fact", "value", "evidence", "word"))
        return Table(self._say("highest"), head, rows, (22, 28, 28, 22))

    def _name(self, fact: FactEvidence) -> Line:
        return self._line(f"evidence-fact-{fact.fact}")

    def _value(self, fact: FactEvidence) -> Line:
        return self._line("evidence-not-stated") if fact.value is None else self._localiser.reason(fact.value)

    def _evidence(self, fact: FactEvidence) -> Line:
        if fact.value is None:
            return plain("–")
        kinds = joined((self._line(f"evidence-kind-{kind}") for kind in fact.shown_by), ", ")
        grade = self._line(f"evidence-grade-{fact.grade}")
        parts = [(*grade, *plain(" ("), *kinds, *plain(")")) if kinds else grade]
        if fact.interview:
            parts.append(self._line("evidence-interview"))
        return joined(parts, "; ")

    def _word(self, fact: FactEvidence) -> Line:
        return plain("–") if fact.value is None else self._line(f"likelihood-name-{fact.likelihood}")

    def _item(self, item: Assessed) -> Line:
        parts = [self._localiser.reason(item.says), plain(f"({text_of(self._line(f'evidence-grade-{item.grade}'))})")]
        if item.classified:
            parts.append(plain(self._say("classified", codes="; ".join(item.classified))))
        return joined(parts)

    def _explained(self) -> Iterator[Block]:
        """Part 2."""
        paper = self._paper
        yield Heading(self._say("is"))
        yield Paragraph(self._resting("paper", plain(self._say("is-paper"))))
        yield Paragraph(self._resting("shape", plain(self._say("is-shape"))))
        purpose = text_of(self._line(f"purpose-{paper.purpose}"))
        yield Paragraph(plain(self._say("purpose", purpose=purpose)))
        valid = plain(
            self._say("valid", on=self._localiser.day(paper.on), until=self._localiser.day(paper.valid_until))
        )
        yield Paragraph(self._resting("valid", valid))
        yield Heading(self._say("is-not"))
        yield Paragraph(self._resting("is-not", plain(self._say("is-not-lead"))))
        yield Items(tuple(self._localiser.reason(reason) for reason in paper.is_not))
        yield Heading(self._say("steps"))
        yield Paragraph(self._resting("consent", plain(self._say("consent"), strong=True)))
        yield Paragraph(self._resting("steps", plain(self._say("steps-lead"))))
        yield self._steps()
        if paper.questions:
            yield Heading(self._say("questions"))
            yield Paragraph(self._resting("questions", plain(self._say("questions-lead"))))
            yield Items(tuple(self._localiser.reason(step.reason) for step in paper.questions))
        yield Heading(self._say("ask"))
        yield Items(tuple(self._localiser.reason(reason) for reason in (*paper.ask, paper.appeal)))

    def _steps(self) -> Block:
        if not self._paper.steps:
            return Paragraph(plain(self._say("steps-none")))
        rows = tuple(
            (
                self._line(step.settles),
                self._line(f"background-means-{step.means}"),
                self._localiser.reason(step.reason),
            )
            for step in self._paper.steps
        )
        return Table(
            self._say("steps"), tuple(self._say(name) for name in ("step", "means", "how")), rows, (24, 16, 60)
        )

    def _signatures(self) -> Block:
        rows: list[tuple[str, Line]] = []
        for number in range(1, self._paper.evaluators + 1):
            rows += [(self._say("sign-name", number=str(number)), ()), (self._say("sign-date"), ())]
        return Facts(tuple(rows), blank=True)

    def _about(self) -> Block:
        paper = self._paper
        made = f"qualmap {paper.qualmap_version}, {paper.catalogue_version}"
        return Facts(((self._say("title"), plain(paper.id)), (self._say("versions"), plain(made))))

    def _resting(self, topic: Topic, line: Line) -> Line:
        """A line with the numbers of the sources that this part of the paper rests on."""
        cited = [each for rest in self._paper.rests_on if rest.topic == topic for each in rest.cited]
        return noted(line, tuple(self._sources.setdefault(each, len(self._sources) + 1) for each in cited))

    def _source(self, cited: Cited) -> Line:
        parts = (cited.source or "").split("; ")
        lines: list[Line] = [
            (Words(part, address=True),)
            if part.startswith(("http://", "https://"))
            else (Words(part, quoted=True, language=RECORDS),)
            for part in parts
        ]
        lines.append(self._line(f"background-source-{cited.verification}"))
        if cited.date_seen is not None:
            lines.append(plain(self._localiser.day(cited.date_seen)))
        return joined(lines, "; ")

    def _say(self, code: str, **values: str) -> str:
        return text_of(self._line(f"background-{code}", values))

    def _line(self, code: str, values: dict[str, Any] | None = None) -> Line:
        return self._localiser.line(code, values)
