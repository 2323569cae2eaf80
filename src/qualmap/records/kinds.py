"""The one table of kinds of record. Catalogue, validation, lint, schemas, wheel and manual take what they need from it.

To add a kind, write its model and a row here. A record that code asks for by name also gets a line of
``catalog.lazy.LazyRecords``, which gives the name its type; one with checks of its own, a line of ``catalog.together``.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from qualmap.records.base import Record

Reading = Literal["at-once", "lazy", "by-country"]
"""When a record is read: with the catalogue, when it is first asked for, or when its country is."""
MODEL = "crosswalks/model"


class Kind(NamedTuple):
    """A kind of record: its name (that of its schema too), and module and class of its model.

    ``folder``: where its files stand, as many as there are; in ``crosswalks/model`` it is one, called after the kind.
    Empty for what agencies and officers give. A folder that is read by country may be left out.
    ``marks``: keys of which each tells that a file holds this kind; the first row that fits decides.
    """

    name: str
    model_at: str
    folder: str = MODEL
    reading: Reading = "lazy"
    marks: tuple[str, ...] = ()

    @property
    def model(self) -> type[Record]:
        """The class of its records, imported when it is asked for."""
        module, _, name = self.model_at.rpartition(".")
        found: type[Record] = getattr(import_module(f"qualmap.records.{module}"), name)
        return found

    @property
    def file(self) -> str:
        """The one file of a record of the model."""
        return f"{MODEL}/{self.name}.yaml"

    @property
    def attribute(self) -> str:
        """The name of a lazy record in Python."""
        return self.name.replace("-", "_")

    @property
    def schema(self) -> str:
        """Its JSON Schema as the first line of a record names it, from the record's own folder."""
        return f"{'../' * (self.folder.count('/') + 1)}docs/schema/{self.name}.schema.json"


KINDS = (
    Kind("awards", "awards.Awards", "frameworks/awards", "by-country", ("awards",)),
    Kind("referencing", "referencing.Referencing", "crosswalks/referencing", "at-once", ("links", "origin")),
    Kind("instrument", "instrument.Instrument", "crosswalks/recognition", "at-once", ("covers",)),
    Kind("evaluations", "evaluation.Evaluations", "crosswalks/evaluations", "by-country", ("statements",)),
    Kind("wording", "phrases.Wording", "crosswalks/wording", marks=("sentences",)),
    Kind("generic-types", "model.GenericTypes", reading="at-once", marks=("rules",)),
    Kind("parameters", "model.Parameters", reading="at-once", marks=("anchors",)),
    Kind("assumptions", "model.Assumptions", reading="at-once", marks=("assumptions",)),
    Kind("progression", "model.ProgressionRubric", reading="at-once", marks=("dimensions",)),
    Kind("validation", "model.Validation", reading="at-once", marks=("scored",)),
    Kind("credit-systems", "model.CreditSystems", reading="at-once", marks=("systems",)),
    Kind("policy", "policy.Policy", marks=("purposes",)),
    Kind("background", "background.BackgroundRules", marks=("likelihood",)),
    Kind("professions", "profession.Professions", marks=("professions",)),
    Kind("authorities", "authority.Authorities", marks=("authorities",)),
    Kind("places", "places.Places", marks=("user_assigned",)),
    Kind("title-words", "titles.TitleWords", marks=("left_off",)),
    Kind("not-awards", "titles.NotAwards", marks=("papers",)),
    Kind("title-examples", "titles.TitleExamples", marks=("examples",)),
    Kind("access", "access.AccessAssumptions", marks=("assumed",)),
    Kind("codes", "codes.CodeLists", marks=("lists",)),
    Kind("copy-hosts", "copies.CopyHosts", marks=("hosts",)),
    Kind("title-search", "titles.TitleSearchModel", marks=("weights",)),
    Kind("award-placement", "placement.AwardPlacement", marks=("opens_to",)),
    Kind("corridors", "corridors.Corridors", marks=("programmes",)),
    Kind("awarding-bodies", "bodies.AwardingBodies", "", marks=("bodies",)),
    Kind("passport", "passport.Passport", ""),
    Kind("application", "award.Application", ""),
    Kind("catalogue", "model.CatalogueInfo", reading="at-once", marks=("date",)),
    Kind("framework", "framework.Framework", "frameworks", "at-once"),
)
FRAMEWORK = KINDS[-1]
FOLDERS = tuple(sorted({kind.folder for kind in KINDS if kind.folder and kind.reading != "by-country"}))
APART = tuple(kind.folder for kind in KINDS if kind.reading == "by-country")
"""Folders that are read by country, when it is asked for, and may be left out; each has a compiled form of its own."""
LAZY = {kind.attribute: kind for kind in KINDS if kind.folder == MODEL and kind.reading == "lazy"}
"""Records of the model that few questions need, by their name in Python."""
_BY_CLASS = {kind.model_at.rpartition(".")[2]: kind for kind in KINDS}


def kind_of(model: type[Record]) -> Kind:
    """The kind whose records are of this class."""
    return _BY_CLASS[model.__name__]


def kind_with(keys: Iterable[str]) -> Kind:
    """The kind of a record with these keys; without any that tells, it is a framework."""
    found = set(keys)
    return next((kind for kind in KINDS if not found.isdisjoint(kind.marks)), FRAMEWORK)
