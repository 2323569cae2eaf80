"""Crosswalks as SSSOM/TSV: one row per origin level and answer level.

A row's ``confidence`` is its value in the distribution; the confidence in the whole answer set stands in the
extension slot ``answer_confidence``. An unlinked level points to ``sssom:NoTermFound``; a level of which
nothing is known has no row. Files can be merged: all have the same prefixes for the same addresses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

import yaml

from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.formats.csv import Line
from qualmap.graph.dataset import LICENCE
from qualmap.ontology.iris import DATASET, crosswalk_iri, crosswalks_iri, edition_iri, level_iri
from qualmap.ontology.terms import BASE, QM

PREFIXES = {"qualmap": BASE, "qm": QM}
"""The ``curie_map`` of every file, whatever frameworks it is about."""
_PREDICATE = {"narrower": "skos:broadMatch", "broader": "skos:narrowMatch"}
_JUSTIFICATION = {
    "official": "semapv:ManualMappingCuration",
    "reported": "semapv:ManualMappingCuration",
    "composed": "semapv:MappingChaining",
    "inferred": "semapv:CompositeMatching",
}
COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_source",
    "predicate_id",
    "object_id",
    "object_label",
    "object_source",
    "mapping_justification",
    "confidence",
    "see_also",
    "comment",
    "answer_confidence",
    "answer_basis",
    "confidence_basis",
)

NO_COUNTERPART = "sssom:NoTermFound", "", ""
"""Object, label and confidence. It has none of its own, since merging with ``reconcile`` keeps only the surest row of a
subject, predicate and object, wherever the object was not found."""


def to_sssom(crosswalk: Crosswalk) -> str:
    """The crosswalk as SSSOM/TSV text with its metadata block."""
    ends = str(crosswalk.origin), str(crosswalk.destination)
    return "".join(_lines([crosswalk], crosswalk_iri(*ends), "Crosswalk from {} to {}".format(*ends)))


def sssom_lines(crosswalks: Iterable[Crosswalk], to: str | None = None) -> Iterator[str]:
    """Many crosswalks of one catalogue as one mapping set, line by line; ``to`` is the edition that all go to, if so.

    Nothing is kept, so that ``qm.crosswalks()`` can be written whole.
    """
    return _lines(crosswalks, crosswalks_iri(to), f"Crosswalks from every framework to {to or 'every other'}")


def _lines(crosswalks: Iterable[Crosswalk], name: str, title: str) -> Iterator[str]:
    writer = csv.writer(Line(), delimiter="\t", lineterminator="\n")
    headed = False
    for crosswalk in crosswalks:
        if not headed:
            yield from _header(crosswalk, name, title)
            yield writer.writerow(COLUMNS)
            headed = True
        for mapping in crosswalk.mappings:
            for row in _rows(crosswalk, mapping):
                yield writer.writerow(row)


def _header(crosswalk: Crosswalk, name: str, title: str) -> Iterator[str]:
    metadata = {
        "mapping_set_id": name,
        "mapping_set_version": crosswalk.catalogue_version,
        "mapping_set_title": title,
        "license": LICENCE,
        "mapping_provider": DATASET,
        "mapping_tool": "qualmap",
        "mapping_tool_version": crosswalk.qualmap_version,
        "curie_map": PREFIXES,
        "extension_definitions": [
            {"slot_name": "answer_confidence", "property": "qm:answerConfidence", "type_hint": "xsd:double"},
            {"slot_name": "answer_basis", "property": "qm:answerBasis", "type_hint": "xsd:string"},
            {"slot_name": "confidence_basis", "property": "qm:confidenceBasis", "type_hint": "xsd:string"},
        ],
    }
    for line in yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=10_000).splitlines():
        yield f"#{line}\n"


def _rows(crosswalk: Crosswalk, mapping: Mapping) -> Iterator[tuple[str, ...]]:
    if mapping.distribution is None or mapping.destination_levels is None or mapping.basis is None:
        return
    cited = (part for item in mapping.evidence if item.used and item.source for part in item.source.split("; "))
    sources = dict.fromkeys(part for part in cited if part.startswith("http"))
    unchecked = mapping.basis == "reported" and any(i.verification == "recalled" for i in mapping.evidence if i.used)
    origin, destination = str(crosswalk.origin), str(crosswalk.destination)
    shares = mapping.distribution
    targets = [
        (_curie(level_iri(destination, code)), f"{crosswalk.destination.id} level {code}", f"{shares[code]:.6f}")
        for code in mapping.destination_levels
    ]
    for target, label, probability in targets or [NO_COUNTERPART]:
        yield (
            _curie(level_iri(origin, mapping.origin_level)),
            f"{crosswalk.origin.id} level {mapping.origin_level}",
            _curie(edition_iri(origin)),
            _PREDICATE.get(mapping.relation or "", "skos:closeMatch"),
            target,
            label,
            _curie(edition_iri(destination)),
            "semapv:UnspecifiedMatching" if unchecked and not sources else _JUSTIFICATION[mapping.basis],
            probability,
            "|".join(sources),
            mapping.reason or mapping.decides_by or ("general knowledge, not checked in a source" if unchecked else ""),
            f"{mapping.confidence:.6f}",
            mapping.basis,
            mapping.confidence_basis or "",
        )


def _curie(iri: str) -> str:
    """One of our addresses, shortened."""
    return f"qualmap:{iri.removeprefix(BASE)}"
