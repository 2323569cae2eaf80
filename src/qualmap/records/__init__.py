"""The ground: records of facts and of results. Pure data, no input or output."""

from qualmap.records.authority import Authorities, Authority
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
from qualmap.records.phrases import Language, Phrase, Phrases, Reason
from qualmap.records.profession import Profession, Professions
from qualmap.records.referencing import Link, Referencing
from qualmap.records.results import Crosswalk, Evidence, Help, Mapping, Outcome, Pull, WhatIf

__all__ = [
    "AccessRight",
    "Anchor",
    "Assumption",
    "Assumptions",
    "Authorities",
    "Authority",
    "CatalogueInfo",
    "CreditSystem",
    "CreditSystems",
    "Crosswalk",
    "Descriptor",
    "Dispute",
    "Evidence",
    "Framework",
    "FullTimeYear",
    "GenericType",
    "GenericTypes",
    "Help",
    "Instrument",
    "Language",
    "Level",
    "Link",
    "Mapping",
    "Outcome",
    "Parameters",
    "Party",
    "Phrase",
    "Phrases",
    "Profession",
    "Professions",
    "Progression",
    "ProgressionRubric",
    "Pull",
    "QualificationType",
    "Reason",
    "Record",
    "Ref",
    "Referencing",
    "Scored",
    "Source",
    "Stated",
    "StatedDate",
    "TypeRule",
    "Validation",
    "Verification",
    "WhatIf",
]
