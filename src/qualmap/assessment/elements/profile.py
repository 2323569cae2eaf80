"""Profile and access rights: what the award opens at home, and whether it opens what the holder seeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualmap.assessment.case import Case
from qualmap.assessment.elements.verdict import Verdict, mildest
from qualmap.assessment.model import AccessAtHome, Cited
from qualmap.assessment.recorded import cited, label_of, right_of
from qualmap.catalog import Catalogue
from qualmap.records import Framework, QualificationType, Reason
from qualmap.records.framework import AccessRight
from qualmap.records.phrases import ENGLISH, plain
from qualmap.records.values import Phrase, Quote, Value

ASSUMED = Cited(source=None, verification="assumed")


def access_of(catalogue: Catalogue, awards: Iterable[tuple[Framework, QualificationType]]) -> tuple[AccessAtHome, ...]:
    """What recorded awards give access to, each right once."""
    rights = [right_of(catalogue, framework, right) for framework, award in awards for right in award.access]
    return tuple(dict.fromkeys(rights))


def assumed_access(
    catalogue: Catalogue, case: Case, recorded: Iterable[tuple[Framework, QualificationType]], kind: str | None
) -> tuple[AccessAtHome, ...]:
    """What awards of its kind are assumed to open, if the policy says so, and no record of the award speaks of it."""
    if not case.policy.assume_access:
        return ()
    known = {right.to for _, award in recorded for right in award.access}
    opened = (to for to in catalogue.access.opened_by(kind) if to not in known)
    return tuple(
        AccessAtHome(to=to, label=label_of(catalogue, to) or to, given="assumed", cited=ASSUMED) for to in opened
    )


def profile_verdict(
    case: Case,
    possible: Sequence[tuple[Framework, QualificationType]],
    *,
    certain: bool,
    kind: str | None,
    assumed: Sequence[AccessAtHome] = (),
) -> Verdict:
    """The verdict on profile and access: of all awards that it may be, what is best for the holder.

    ``certain``: whether it bears the title of each of them. ``kind``: its kind, as good as it is known. ``assumed``:
    what its kind is assumed to open; it counts where neither record nor document says more.
    """
    asked, wanted = case.sought.access_to, case.sought.as_type
    if asked is None:
        if wanted is not None and kind is not None and wanted != kind:
            values = {"sought": Phrase.of(f"type-{wanted}"), "kind": Phrase.of(f"type-{kind}")}
            return Verdict("unknown", (Reason(code="profile-other-kind", values=values),))
        return _of_orientation(case)
    nothing = Verdict("unknown", (Reason(code="access-unknown", values={"to": Phrase.of(f"type-{asked}")}),))
    verdict = mildest(
        [_of_award(case, framework, award, certain=certain) for framework, award in possible] or [nothing]
    )
    if asked in case.award.gives_access_to and verdict.reasons == nothing.reasons:
        stated = (Cited(source=None, verification="given"),)
        return Verdict("none", (Reason(code="access-stated", values={"to": Phrase.of(f"type-{asked}")}),), cited=stated)
    if any(right.to == asked for right in assumed):  # then no record speaks of it
        why = Reason(code="access-assumed", values={"to": Phrase.of(f"type-{asked}")})
        return Verdict("none", (why,), cited=(ASSUMED,))
    return verdict


def _of_award(case: Case, framework: Framework, award: QualificationType, *, certain: bool) -> Verdict:
    """What one recorded award says of the access that is sought."""
    rights = [right for right in award.access if right.to == case.sought.access_to and _meant(case, right)]
    sources = tuple(cited(framework, right.source) for right in rights)
    values: dict[str, Value] = {"to": Phrase.of(f"type-{case.sought.access_to}")}
    given = {right.given for right in rights}
    if "yes" in given:
        if certain:
            return Verdict("none", (Reason(code="access-given", values=values),), cited=sources)
        return Verdict(
            "none", (Reason(code="access-given-to-its-like", values=values | {"award": award.title}),), cited=sources
        )
    if "conditional" in given:
        conditions = Quote(text="; ".join(right.condition for right in rights if right.condition), language=ENGLISH)
        why = (Reason(code="access-conditional", values=values | {"condition": conditions}),)
        return Verdict("non-substantial" if certain else "unknown", why, cited=sources)
    if rights and certain:
        shown = all(source.verification in ("seen", "secondary") for source in sources)
        why = (Reason(code="access-denied", values=values),)
        return Verdict("substantial" if shown else "potentially-substantial", why, cited=sources)
    return Verdict("unknown", (Reason(code="access-unknown", values=values),))


def _meant(case: Case, right: AccessRight) -> bool:
    """Whether a right is about programmes of the orientation that is sought, or of any where that is left open."""
    wanted = case.sought.orientation
    if right.orientation is None or right.orientation == wanted:
        return True
    return wanted is None and right.given != "no"


def _of_orientation(case: Case) -> Verdict:
    """Without access sought: whether the orientation is the one that is sought."""
    wanted, own = case.sought.orientation, case.award.orientation
    if wanted is None or own is None:
        return Verdict("unknown", (plain("profile-not-stated"),))
    if wanted == own:
        return Verdict("none", (plain("profile-alike"),))
    return Verdict("non-substantial", (plain("profile-differs"),))
