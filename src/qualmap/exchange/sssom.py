"""A crosswalk as SSSOM/TSV: one row per origin level and answer level.

A row's ``confidence`` is its value in the distribution; the confidence in the whole answer set stands in the
extension slot ``answer_confidence``. An unlinked level points to ``sssom:NoTermFound``; a level of which
nothing is known has no row.
"""

from __future__ import annotations

import csv
import io

import yaml

from qualmap.exchange.matches import reference
from qualmap.ontology.iris import crosswalk_iri, edition_iri, escaped
from qualmap.ontology.terms import QM
from qualmap.records import Crosswalk, Mapping

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
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "see_also",
    "comment",
    "answer_confidence",
    "answer_basis",
    "confidence_basis",
)


def to_sssom(crosswalk: Crosswalk) -> str:
    """The crosswalk as SSSOM/TSV text with its metadata block."""
    origin, destination = crosswalk.origin, crosswalk.destination
    ends = reference(origin), reference(destination)
    prefixes = {
        "origin": edition_iri(ends[0]) + "/level/",
        "destination": edition_iri(ends[1]) + "/level/",
        "qm": QM,
    }
    metadata = {
        "mapping_set_id": crosswalk_iri(*ends),
        "mapping_set_version": crosswalk.catalogue_version,
        "mapping_set_title": "Crosswalk from {} to {}".format(*ends),
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "mapping_tool": "qualmap",
        "mapping_tool_version": crosswalk.qualmap_version,
        "curie_map": prefixes,
        "extension_definitions": [
            {"slot_name": "answer_confidence", "property": "qm:answerConfidence", "type_hint": "xsd:double"},
            {"slot_name": "answer_basis", "property": "qm:answerBasis", "type_hint": "xsd:string"},
            {"slot_name": "confidence_basis", "property": "qm:confidenceBasis", "type_hint": "xsd:string"},
        ],
    }
    header = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=10_000)
    out = io.StringIO()
    out.writelines(f"#{line}\n" for line in header.splitlines())
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for mapping in crosswalk.mappings:
        for row in _rows(crosswalk, mapping):
            writer.writerow(row)
    return out.getvalue()


def _rows(crosswalk: Crosswalk, mapping: Mapping) -> list[tuple[str, ...]]:
    if mapping.distribution is None or mapping.destination_levels is None or mapping.basis is None:
        return []
    sources = dict.fromkeys(
        item.source for item in mapping.evidence if item.used and item.source and item.source.startswith("http")
    )
    unchecked = mapping.basis == "reported" and any(i.verification == "recalled" for i in mapping.evidence if i.used)
    common = (
        "semapv:UnspecifiedMatching" if unchecked and not sources else _JUSTIFICATION[mapping.basis],
        "|".join(source for text in sources for source in text.split("; ")),
        mapping.reason or mapping.decides_by or ("general knowledge, not checked in a source" if unchecked else ""),
        f"{mapping.confidence:.6f}",
        mapping.basis,
        mapping.confidence_basis or "",
    )
    if mapping.status == "unlinked":
        outside = mapping.distribution["below"] + mapping.distribution["above"]
        targets = [("sssom:NoTermFound", "", outside)]
    else:
        targets = [
            (f"destination:{escaped(code)}", f"{crosswalk.destination.id} level {code}", mapping.distribution[code])
            for code in mapping.destination_levels
        ]
    subject = f"origin:{escaped(mapping.origin_level)}", f"{crosswalk.origin.id} level {mapping.origin_level}"
    predicate = _PREDICATE.get(mapping.relation or "", "skos:closeMatch")
    return [(*subject, predicate, target, label, common[0], f"{p:.6f}", *common[1:]) for target, label, p in targets]
