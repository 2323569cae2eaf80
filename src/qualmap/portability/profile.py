"""Profile and access rights: what the award opens at home, and whether it opens what the holder seeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualmap.catalog import Catalogue
from qualmap.portability.case import Case
from qualmap.portability.recorded import cited, right_of
from qualmap.portability.verdict import Verdict
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.framework import AccessRight
from qualmap.records.judgement import AccessAtHome, Cited
from qualmap.records.phrases import plain


def access_of(catalogue: Catalogue, awards: Iterable[tuple[Framework, QualificationType]]) -> tuple[AccessAtHome, ...]:
    """What recorded awards give access to, each right once."""
    rights = [right_of(catalogue, framework, right) for framework, award in awards for right in award.access]
    return tuple(dict.fromkeys(rights))


def profile_verdict(case: Case, possible: Sequence[tuple[Framework, QualificationType]], *, certain: bool) -> Verdict:
    """The verdict on profile and access: of all awards that it may be, what is best for the holder."""
    asked = case.sought.access_to
    if asked is None:
        return _of_orientation(case)
    values = {"to": f"@type-{asked}"}
    rights = [
        (f, right) for f, award in possible for right in award.access if right.to == asked and _meant(case, right)
    ]
    given = {right.given for _, right in rights}
    sources = tuple(cited(framework, right.source) for framework, right in rights)
    if "yes" in given and certain:
        return Verdict("none", (Reason(code="access-given", values=values),), cited=sources)
    if "yes" in given:
        like = next(award.title for _, award in possible for right in award.access if right.to == asked)
        return Verdict(
            "none", (Reason(code="access-given-to-its-like", values=values | {"award": like}),), cited=sources
        )
    if "conditional" in given:
        conditions = "; ".join(right.condition for _, right in rights if right.condition)
        why = (Reason(code="access-conditional", values=values | {"condition": conditions}),)
        return Verdict("non-substantial" if certain else "unknown", why, cited=sources)
    if rights and certain and len(given) == 1 and all(_denied(case, award) for _, award in possible):
        shown = all(source.verification in ("seen", "secondary") for source in sources)
        return Verdict(
            "substantial" if shown else "potentially-substantial",
            (Reason(code="access-denied", values=values),),
            cited=sources,
        )
    if asked in case.award.gives_access_to:
        stated = (Cited(source=None, verification="given"),)
        return Verdict("none", (Reason(code="access-stated", values=values),), cited=stated)
    return Verdict("unknown", (Reason(code="access-unknown", values=values),))


def _meant(case: Case, right: AccessRight) -> bool:
    """Whether a right is about programmes of the orientation that is sought, or of any where that is left open."""
    wanted = case.sought.orientation
    if right.orientation is None or right.orientation == wanted:
        return True
    return wanted is None and right.given != "no"


def _denied(case: Case, award: QualificationType) -> bool:
    return any(
        right.given == "no" and right.to == case.sought.access_to and _meant(case, right) for right in award.access
    )


def _of_orientation(case: Case) -> Verdict:
    """Without access sought: whether the orientation is the one that is sought."""
    wanted, own = case.sought.orientation, case.award.orientation
    if wanted is None or own is None:
        return Verdict("unknown", (plain("profile-not-stated"),))
    if wanted == own:
        return Verdict("none", (plain("profile-alike"),))
    return Verdict("non-substantial", (plain("profile-differs"),))
