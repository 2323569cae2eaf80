"""What the linter can find, as data: the rules, and a finding of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualmap.catalog.text import Document, PathKey
from qualmap.errors import Problem

Severity = Literal["error", "warning", "note"]
"""An error fails the run; a warning is probably wrong; a note is worth knowing."""


@dataclass(frozen=True)
class Rule:
    """One thing that the linter looks for: what it is, why it matters, how it is mended."""

    code: str
    title: str
    severity: Severity
    explanation: str
    mend: str


@dataclass(frozen=True)
class Finding:
    """One place that breaks a rule, and how to mend it."""

    code: str
    severity: Severity
    file: str
    line: int | None
    column: int | None
    field: str
    message: str
    mend: str

    @property
    def place(self) -> str:
        """File, line and column, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.place}: {self.code} {self.severity}: {field}{self.message} ({self.mend})"


_RULES = (
    # code, title, severity, explanation, mend
    (
        "QM101",
        "field wrong",
        "error",
        "A field is unknown, missing, empty or not of its format.",
        "see docs/records.md",
    ),
    ("QM102", "source not there", "error", "A fact cites a source that the record does not list.", "list the source"),
    (
        "QM103",
        "source says nothing",
        "error",
        "A source that was read has an address or a citation; a recalled one says what is behind it.",
        "give `url`, `citation` or `note`",
    ),
    ("QM104", "listed twice", "error", "A level, link, source or party stands twice in one record.", "keep one"),
    ("QM105", "id taken", "error", "Two records have one id.", "give one of them another id or edition"),
    ("QM106", "levels out of order", "error", "Ranks or lists of levels do not run upwards.", "lowest first"),
    ("QM107", "no such level code", "error", "A level code that the framework does not have.", "use a code it has"),
    ("QM108", "no such record", "error", "A framework edition or instrument that no record holds.", "name one"),
    ("QM109", "relation and targets disagree", "error", "`unlinked` has no targets, all else has.", "correct one"),
    ("QM110", "value outside its list", "error", "Not a generic type, or not an ISCED 2011 level.", "use one of them"),
    (
        "QM111",
        "award twice",
        "warning",
        "One title stands twice on the same level.",
        "keep one, or say how they differ",
    ),
    (
        "QM112",
        "scaffold not filled in",
        "error",
        "A text that `qualmap new` wrote still stands in place of a fact.",
        "write the fact, or remove the entry",
    ),
    (
        "QM121",
        "not a country",
        "error",
        "Countries are ISO 3166-1 alpha-2 codes (and XK): no alpha-3 codes, no currencies, no names.",
        "write the alpha-2 code",
    ),
    ("QM122", "country under two codes", "error", "One country is listed under two codes.", "keep the ISO one"),
    ("QM131", "stale source", "note", "Nobody has looked at the source for years.", "read it again and date it"),
    ("QM132", "source never cited", "note", "A source is listed and no fact cites it.", "cite or remove it"),
    ("QM133", "source without a date", "note", "Sources were read, nobody says when.", "add `date_seen`"),
    (
        "QM134",
        "copy marked as seen",
        "error",
        "What was read on a host of others' copies was not read with the authority.",
        "write `secondary`",
    ),
    (
        "QM135",
        "no source",
        "error",
        "The page compiles or mirrors what others wrote, and nobody stands behind it.",
        "name the document itself, or write `recalled` and no address",
    ),
    ("QM201", "unknown prefix", "error", "An identifier is shortened by an undeclared prefix.", "declare the prefix"),
    (
        "QM202",
        "no such level",
        "error",
        "An identifier of a level that its framework does not have.",
        "name one it has",
    ),
    (
        "QM203",
        "identifier mistyped",
        "error",
        "Nearly the identifier of a level: another scheme, `level6` for `level-6`, a slash too many.",
        "write it as published",
    ),
    (
        "QM204",
        "identifier of two levels",
        "error",
        "`same_as` gives one identifier to two levels; a level that was referenced to is not the same level.",
        "keep it where it belongs; put links into a table",
    ),
    ("QM205", "no justification", "error", "A row does not say how it came about.", "fill `mapping_justification`"),
    ("QM206", "nobody vouches", "warning", "Neither file nor row names an author or a source.", "name one"),
    ("QM207", "row incomplete", "error", "A row lacks subject, predicate or object.", "fill the cell"),
    ("QM208", "confidence impossible", "error", "A confidence is a number from 0 to 1.", "correct or empty it"),
    ("QM209", "unknown predicate", "warning", "A predicate that relates no levels.", "use a `skos:` match"),
    ("QM210", "not checked", "note", "Identifiers of no framework in the catalogue: nothing to check by.", "none"),
    (
        "QM301",
        "contradicts an official table",
        "error",
        "A link says other than the official table of the same two frameworks.",
        "follow the table, or record a dispute",
    ),
    ("QM302", "broken order", "error", "A higher level is linked to a lower one than the level below it.", "compare"),
    (
        "QM303",
        "exactMatch not one to one",
        "error",
        "`skos:exactMatch` where a level has several counterparts, or shares its counterpart.",
        "use `skos:broadMatch`, `narrowMatch` or `closeMatch`",
    ),
    (
        "QM304",
        "exactMatch between frameworks",
        "warning",
        "`skos:exactMatch` is transitive and says that two levels are the same; a referencing says less.",
        "use `skos:closeMatch`",
    ),
    ("QM305", "row twice", "warning", "The same statement stands in two rows.", "keep one"),
    (
        "QM401",
        "ladder without a usual award",
        "note",
        "A national ladder in force on which no record puts a school-leaving award, bachelor, master or doctorate.",
        "add the award with its source",
    ),
    (
        "QM402",
        "dispute on an empty level",
        "warning",
        "Sources disagree about a level, and no award stands there: the award that they speak of is not recorded.",
        "add the award",
    ),
    (
        "QM403",
        "country without a school-leaving award",
        "note",
        "Neither the country's own awards nor those that it shares have one.",
        "add the award with its source",
    ),
    (
        "QM404",
        "equal, and on another level",
        "warning",
        "Law or practice says that two awards are equal, and their levels, or ISCED levels, differ.",
        "mend the level, or what it equals",
    ),
    (
        "QM405",
        "one award under two names",
        "warning",
        "The title of one award is a name of the other, and country, time, kind, size and field are the same.",
        "make them one, or say in `told_apart` what tells them apart",
    ),
)

RULES: dict[str, Rule] = {row[0]: Rule(*row) for row in _RULES}  # type: ignore[arg-type]  # the severities are literals
"""Every rule by its code."""


def finding(
    code: str, file: str, line: int | None, field: str, message: str, mend: str = "", column: int | None = None
) -> Finding:
    """A finding of a rule; without a ``mend`` of its own it has the rule's."""
    rule = RULES[code]
    return Finding(code, rule.severity, file, line, column, field, message, mend or rule.mend)


def found(code: str, document: Document, path: PathKey, message: str, mend: str = "") -> Finding:
    """A finding at a node of a document."""
    return from_problem(code, document.problem(path, message, mend))


def from_problem(code: str, problem: Problem) -> Finding:
    """A finding from a problem that a check of the catalogue found."""
    return finding(code, problem.file, problem.line, problem.field, problem.message, problem.remedy)
