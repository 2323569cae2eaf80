"""A judgement is remembered, and it is said where the same facts were judged differently before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualmap.assessment.model import Judgement
from qualmap.assessment.session import Session
from qualmap.catalog.fingerprint import fingerprint
from qualmap.errors import InputError
from qualmap.precedents.dependencies import Prints
from qualmap.precedents.entry import Precedent, entry_of
from qualmap.precedents.store import opened
from qualmap.records.phrases import Reason
from qualmap.records.policy import Policy
from qualmap.records.values import Day, Phrase, Value


def remember(
    path: str | Path, judgement: Judgement, session: Session, *, policy: Policy | None = None
) -> tuple[Reason, ...]:
    """Keep a judgement in a store (begun if there is none); warn where the same facts came to another result.

    ``policy``: the one it was judged by (default: the catalogue's). Every other result is named once, by the newest
    judgement that had it. Raises InputError, OutputError, BusyError.
    """
    rules = policy or session.catalogue.policy
    rests_on = Prints(session).rests_on(judgement)
    if fingerprint(rules.model_dump(mode="json")) != judgement.policy_hash:
        raise InputError(f"judgement {judgement.id[:12]} was made by policy {judgement.policy}: give that very one")
    with opened(path, create=True) as store:
        entry = entry_of(judgement, rests_on, store.keep)
        earlier = store.add(entry, rules)
    return tuple(reason for old in earlier for reason in _differs(old, entry))


def _differs(old: Precedent, new: Precedent) -> Iterator[Reason]:
    name = old.id[:12]
    yield Reason(
        code="precedent-differs",
        values={
            "id": name,
            "on": Day(day=old.on),
            "outcome": Phrase.of(f"recognition-{old.ending.outcome}"),
            "now": Phrase.of(f"recognition-{new.ending.outcome}"),
            "records": Phrase.of(f"precedent-{_records(old, new)}"),
            "given": Phrase.of(f"precedent-given-{'same' if _given(old) == _given(new) else 'other'}"),
        },
    )
    for element, verdict in new.ending.verdicts.items():
        before = old.ending.verdicts.get(element)
        if before is not None and before != verdict:
            values: dict[str, Value] = {
                "id": name,
                "element": Phrase.of(f"element-{element}"),
                "before": Phrase.of(f"difference-{before}"),
                "now": Phrase.of(f"difference-{verdict}"),
            }
            yield Reason(code="precedent-differs-element", values=values)


def _records(old: Precedent, new: Precedent) -> str:
    """What changed of what qualmap goes by: catalogue (or program), policy, both, nothing."""
    catalogue = (old.catalogue_version, old.qualmap_version) != (new.catalogue_version, new.qualmap_version)
    policy = old.policy_hash != new.policy_hash
    return {
        (True, True): "both-changed",
        (True, False): "catalogue-changed",
        (False, True): "policy-changed",
        (False, False): "nothing-changed",
    }[catalogue, policy]


def _given(entry: Precedent) -> tuple[object, ...]:
    """What an officer gave beside the facts of the award: gate checks, documents, findings."""
    award = entry.award
    gates = (award.gates.authentic.state, award.gates.institution.state, award.gates.programme.state)
    findings = sorted((one.element, one.difference) for one in award.findings)
    documents = sorted((one.kind, one.grade) for one in award.documents)
    return gates, findings, documents, sorted({one.grain for one in award.outcomes})
