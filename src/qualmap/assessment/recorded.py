"""Records of the catalogue in the form in which a judgement shows them."""

from __future__ import annotations

from qualmap.assessment.model import AccessAtHome, Cited, RecordedAward
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import FrameworkName
from qualmap.records import Framework, QualificationType
from qualmap.records.framework import AccessRight


def name_of(framework: Framework) -> FrameworkName:
    """An edition's name."""
    return FrameworkName(id=framework.id, edition=framework.edition)


def cited(framework: Framework, key: str) -> Cited:
    """A source of a framework's record."""
    return Cited.of(framework.source_of(key))


def label_of(catalogue: Catalogue, kind: str | None) -> str | None:
    """What a generic type is called."""
    return next((generic.label for generic in catalogue.types.types if generic.id == kind), None)


def right_of(catalogue: Catalogue, framework: Framework, right: AccessRight) -> AccessAtHome:
    """A recorded access right."""
    return AccessAtHome(
        to=right.to,
        label=label_of(catalogue, right.to) or right.to,
        given=right.given,
        orientation=right.orientation,
        condition=right.condition,
        cited=cited(framework, right.source),
    )


def recorded(catalogue: Catalogue, framework: Framework, award: QualificationType) -> RecordedAward:
    """An award of a framework's record, or of one that people hold."""
    return RecordedAward(
        framework=name_of(framework) if str(framework.ref) in catalogue.frameworks else None,
        title=award.title,
        levels=award.levels,
        award_type=catalogue.classifier.type_of(award),
        years=award.years,
        credits=award.credits,
        credit_system=award.credit_system,
        access=tuple(right_of(catalogue, framework, right) for right in award.access),
        cited=cited(framework, award.source),
    )
