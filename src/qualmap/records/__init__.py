"""The ground: records of facts and of what people give. Pure data, no input or output.

What only a recognition officer's questions need is imported when it is first asked for: making classes takes time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qualmap.records.base import Dispute as Dispute
from qualmap.records.base import Record as Record
from qualmap.records.base import Ref as Ref
from qualmap.records.base import Source as Source
from qualmap.records.base import Stated as Stated
from qualmap.records.base import StatedDate as StatedDate
from qualmap.records.base import Verification as Verification
from qualmap.records.framework import AccessRight as AccessRight
from qualmap.records.framework import Descriptor as Descriptor
from qualmap.records.framework import Framework as Framework
from qualmap.records.framework import Level as Level
from qualmap.records.framework import Progression as Progression
from qualmap.records.framework import QualificationType as QualificationType
from qualmap.records.instrument import Instrument as Instrument
from qualmap.records.instrument import Party as Party
from qualmap.records.kinds import KINDS
from qualmap.records.model import Anchor as Anchor
from qualmap.records.model import Assumption as Assumption
from qualmap.records.model import Assumptions as Assumptions
from qualmap.records.model import CatalogueInfo as CatalogueInfo
from qualmap.records.model import CreditSystem as CreditSystem
from qualmap.records.model import CreditSystems as CreditSystems
from qualmap.records.model import FullTimeYear as FullTimeYear
from qualmap.records.model import GenericType as GenericType
from qualmap.records.model import GenericTypes as GenericTypes
from qualmap.records.model import Parameters as Parameters
from qualmap.records.model import ProgressionRubric as ProgressionRubric
from qualmap.records.model import Scored as Scored
from qualmap.records.model import TypeRule as TypeRule
from qualmap.records.model import Validation as Validation
from qualmap.records.referencing import Link as Link
from qualmap.records.referencing import Referencing as Referencing

if TYPE_CHECKING:
    from qualmap.records.access import AccessAssumptions as AccessAssumptions
    from qualmap.records.access import AssumedAccess as AssumedAccess
    from qualmap.records.authority import Authorities as Authorities
    from qualmap.records.authority import Authority as Authority
    from qualmap.records.award import Award as Award
    from qualmap.records.award import Finding as Finding
    from qualmap.records.award import Gate as Gate
    from qualmap.records.award import Gates as Gates
    from qualmap.records.award import Sought as Sought
    from qualmap.records.awards import Awards as Awards
    from qualmap.records.awards import HeldAward as HeldAward
    from qualmap.records.background import BackgroundRules as BackgroundRules
    from qualmap.records.bodies import AwardingBodies as AwardingBodies
    from qualmap.records.bodies import AwardingBody as AwardingBody
    from qualmap.records.codes import CodeList as CodeList
    from qualmap.records.codes import CodeLists as CodeLists
    from qualmap.records.copies import CopyHosts as CopyHosts
    from qualmap.records.corridors import Corridors as Corridors
    from qualmap.records.corridors import Programme as Programme
    from qualmap.records.evaluation import Evaluations as Evaluations
    from qualmap.records.evaluation import EvaluationSource as EvaluationSource
    from qualmap.records.evaluation import Placement as Placement
    from qualmap.records.evaluation import Statement as Statement
    from qualmap.records.passport import Certificate as Certificate
    from qualmap.records.passport import Experience as Experience
    from qualmap.records.passport import LanguageSkill as LanguageSkill
    from qualmap.records.passport import Passport as Passport
    from qualmap.records.phrases import Language as Language
    from qualmap.records.phrases import Phrases as Phrases
    from qualmap.records.phrases import Reason as Reason
    from qualmap.records.phrases import Wording as Wording
    from qualmap.records.placement import AwardPlacement as AwardPlacement
    from qualmap.records.places import Places as Places
    from qualmap.records.policy import Policy as Policy
    from qualmap.records.profession import Profession as Profession
    from qualmap.records.profession import Professions as Professions
    from qualmap.records.titles import NotAwards as NotAwards
    from qualmap.records.titles import TitleExamples as TitleExamples
    from qualmap.records.titles import TitleSearchModel as TitleSearchModel
    from qualmap.records.titles import TitleWords as TitleWords

_PARTS = {
    "access": "AssumedAccess",
    "authority": "Authority",
    "award": "Award Finding Gate Gates Sought",
    "awards": "HeldAward",
    "bodies": "AwardingBody",
    "codes": "CodeList",
    "corridors": "Programme",
    "evaluation": "EvaluationSource Placement Statement",
    "passport": "Certificate Experience LanguageSkill",
    "phrases": "Language Phrases Reason",
    "profession": "Profession",
}
"""What is no kind of record, by its module."""
_HOMES = {name: module for module, names in _PARTS.items() for name in names.split()}
_HOMES |= {name: module for module, _, name in (kind.model_at.partition(".") for kind in KINDS)}


def __getattr__(name: str) -> object:
    """A record's class from its own module, when it is first asked for."""
    if name in _HOMES:
        return getattr(import_module(f"qualmap.records.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'qualmap.records' has no attribute {name!r}")
