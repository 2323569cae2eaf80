"""The ground: records of facts and of what people give. Pure data, no input or output.

What only a recognition officer's questions need is imported when it is first asked for: making classes takes time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qualmap.records.base import Dispute, Record, Ref, Source, Stated, StatedDate, Verification
from qualmap.records.framework import AccessRight, Descriptor, Framework, Level, Progression, QualificationType
from qualmap.records.instrument import Instrument, Party
from qualmap.records.model import (
    Anchor,
    Assumption,
    Assumptions,
    CatalogueInfo,
    CreditSystem,
    CreditSystems,
    FullTimeYear,
    GenericType,
    GenericTypes,
    Parameters,
    ProgressionRubric,
    Scored,
    TypeRule,
    Validation,
)
from qualmap.records.referencing import Link, Referencing

if TYPE_CHECKING:
    from qualmap.records.authority import Authorities, Authority
    from qualmap.records.award import Award, Finding, Gate, Gates, Sought
    from qualmap.records.awards import Awards, HeldAward
    from qualmap.records.background import BackgroundRules
    from qualmap.records.bodies import AwardingBodies, AwardingBody
    from qualmap.records.codes import CodeList, CodeLists
    from qualmap.records.copies import CopyHosts
    from qualmap.records.corridors import Corridors, Programme
    from qualmap.records.evaluation import Evaluations, EvaluationSource, Placement, Statement
    from qualmap.records.passport import Certificate, Experience, LanguageSkill, Passport
    from qualmap.records.phrases import Language, Phrases, Reason, Wording
    from qualmap.records.places import Places
    from qualmap.records.policy import Policy
    from qualmap.records.profession import Profession, Professions
    from qualmap.records.titles import NotAwards, TitleSearchModel, TitleWords

_LATE = {
    "authority": (
        "Authorities",
        "Authority",
    ),
    "award": (
        "Award",
        "Finding",
        "Gate",
        "Gates",
        "Sought",
    ),
    "awards": (
        "Awards",
        "HeldAward",
    ),
    "background": ("BackgroundRules",),
    "bodies": (
        "AwardingBodies",
        "AwardingBody",
    ),
    "codes": (
        "CodeList",
        "CodeLists",
    ),
    "copies": ("CopyHosts",),
    "corridors": (
        "Corridors",
        "Programme",
    ),
    "evaluation": (
        "EvaluationSource",
        "Evaluations",
        "Placement",
        "Statement",
    ),
    "passport": (
        "Certificate",
        "Experience",
        "LanguageSkill",
        "Passport",
    ),
    "phrases": (
        "Language",
        "Phrases",
        "Reason",
        "Wording",
    ),
    "places": ("Places",),
    "policy": ("Policy",),
    "profession": (
        "Profession",
        "Professions",
    ),
    "titles": (
        "NotAwards",
        "TitleSearchModel",
        "TitleWords",
    ),
}
_HOMES = {name: f"qualmap.records.{module}" for module, names in _LATE.items() for name in names}

__all__ = [
    "AccessRight",
    "Anchor",
    "Assumption",
    "Assumptions",
    "Authorities",
    "Authority",
    "Award",
    "AwardingBodies",
    "AwardingBody",
    "Awards",
    "BackgroundRules",
    "CatalogueInfo",
    "Certificate",
    "CodeList",
    "CodeLists",
    "CopyHosts",
    "Corridors",
    "CreditSystem",
    "CreditSystems",
    "Descriptor",
    "Dispute",
    "EvaluationSource",
    "Evaluations",
    "Experience",
    "Finding",
    "Framework",
    "FullTimeYear",
    "Gate",
    "Gates",
    "GenericType",
    "GenericTypes",
    "HeldAward",
    "Instrument",
    "Language",
    "LanguageSkill",
    "Level",
    "Link",
    "NotAwards",
    "Parameters",
    "Party",
    "Passport",
    "Phrases",
    "Placement",
    "Places",
    "Policy",
    "Profession",
    "Professions",
    "Programme",
    "Progression",
    "ProgressionRubric",
    "QualificationType",
    "Reason",
    "Record",
    "Ref",
    "Referencing",
    "Scored",
    "Sought",
    "Source",
    "Stated",
    "StatedDate",
    "Statement",
    "TitleSearchModel",
    "TitleWords",
    "TypeRule",
    "Validation",
    "Verification",
    "Wording",
]


def __getattr__(name: str) -> object:
    """A record's class from its own module, when it is first asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'qualmap.records' has no attribute {name!r}")
