"""The JSON-LD context: readable keys for the terms of the graph.

``python -m qualmap.ontology.context`` writes it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from qualmap.ontology.terms import (
    BASE,
    CLASSES,
    DCAT,
    DCT,
    FIELDS,
    FOAF,
    OWL,
    PREFIXES,
    PROV,
    QM,
    RDFS,
    SKOS,
    SSSOM,
    VOID,
    XKOS,
    XSD,
)

FILE = "context.jsonld"
ADDRESS = BASE + FILE
"""Where the context is published."""
NAMES = {
    SKOS + "notation": "code",
    SKOS + "note": "notes",
    PROV + "wasDerivedFrom": "source",
    DCT + "source": "address",
    DCT + "identifier": "identifier",
    DCAT + "version": "edition",
    QM + "source": "sources",
    QM + "level": "levels",
    QM + "qualificationType": "qualificationTypes",
    QM + "descriptor": "descriptors",
    QM + "country": "countries",
    QM + "subdivision": "subdivisions",
    QM + "domain": "domains",
    QM + "dispute": "disputes",
    QM + "party": "parties",
    QM + "link": "links",
    QM + "destinationLevel": "destinationLevels",
    QM + "unreadReport": "unreadReports",
}
"""Keys that read better than the local name of their property."""
OTHERS: dict[str, tuple[str, ...]] = {
    DCT: ("isPartOf", "license", "modified", "publisher", "spatial"),
    DCAT: ("accessURL", "compressFormat", "distribution", "downloadURL", "mediaType"),
    FOAF: ("homepage", "name"),
    OWL: ("annotatedProperty", "annotatedSource", "annotatedTarget"),
    PROV: ("used", "wasAssociatedWith", "wasAttributedTo", "wasGeneratedBy"),
    QM: ("answerConfidence", "iscedLevel", "position", "confidenceBasis", "answerBasis"),
    RDFS: ("label", "isDefinedBy", "domain", "range", "subClassOf"),
    SKOS: (
        *("broadMatch", "broader", "closeMatch", "definition", "editorialNote", "hasTopConcept", "inScheme"),
        *("narrowMatch", "narrower", "prefLabel", "topConceptOf"),
    ),
    SSSOM: ("confidence", "mapping_justification"),
    VOID: (
        *("dataDump", "linkPredicate", "objectsTarget", "subjectsTarget", "subset", "triples", "uriSpace"),
        "vocabulary",
    ),
    XKOS: ("compares", "madeOf", "next", "sourceConcept", "targetConcept"),
}
"""Properties that are in the graph and in no field of a record."""
TEXTS = {"confidenceBasis", "answerBasis", "uriSpace", "name"}
LABELS = {"label", "definition", "editorialNote", "prefLabel"}
"""Keys whose texts are in English, which the context says."""
TYPED = {"confidence": "decimal", "answerConfidence": "decimal", "modified": "date"}
KINDS = {
    SKOS: ("Concept", "ConceptScheme"),
    XKOS: ("ConceptAssociation", "Correspondence"),
    SSSOM: ("Mapping",),
    VOID: ("Linkset",),
    DCAT: ("Dataset", "Distribution"),
    OWL: ("Axiom",),
}
"""Classes of others that our nodes have."""


def context() -> dict[str, Any]:
    """The JSON-LD context: prefixes, classes, and a key for each property with the kind of its values."""
    terms: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type"}
    terms |= {prefix: iri for prefix, iri in PREFIXES.items() if prefix != "graph"}
    terms |= {iri.removeprefix(QM): iri for iri in [*CLASSES.values(), QM + "Parameter"]}
    terms |= {name: namespace + name for namespace, names in KINDS.items() for name in names}
    return terms | dict(sorted(_properties().items()))


def _properties() -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    shapes: dict[str, set[str]] = defaultdict(set)
    for model, fields in FIELDS.items():
        for field, term in fields.items():
            entry = found.setdefault(_key(term.predicate), {"@id": term.predicate})
            shapes[term.predicate].add("text" if term.shape in ("text", "integer") else "reference")
            if "tuple" in str(model.model_fields[field].annotation):
                entry["@container"] = "@set"
    for entry in found.values():
        if shapes[entry["@id"]] == {"reference"}:
            entry["@type"] = "@id"
    for namespace, names in OTHERS.items():
        for name in names:
            key = _other_key(namespace, name, found)
            found[key] = {"@id": namespace + name} | _coercion(name)
    return {key: entry if len(entry) > 1 else entry["@id"] for key, entry in found.items()}


def _key(predicate: str) -> str:
    return NAMES.get(predicate) or re.split("[/#]", predicate)[-1]


def _other_key(namespace: str, name: str, taken: dict[str, Any]) -> str:
    prefix = next(prefix for prefix, iri in PREFIXES.items() if iri == namespace)
    return f"{prefix}{name[0].upper()}{name[1:]}" if name in taken else name


def _coercion(name: str) -> dict[str, Any]:
    if name in LABELS:
        return {"@language": "en"}
    if name in TYPED:
        return {"@type": XSD + TYPED[name]}
    return {} if name in TEXTS or name in ("position", "triples") else {"@type": "@id"}


CONTEXT = context()
"""The context, made once."""
KEYS = {
    (entry["@id"] if isinstance(entry, dict) else entry): key
    for key, entry in CONTEXT.items()
    if key not in PREFIXES and not key.startswith("@") and key not in ("id", "type")
}
"""The key of each property and class."""


def render() -> bytes:
    """The context as it is published."""
    return (json.dumps({"@context": CONTEXT}, indent=1) + "\n").encode()


def main() -> None:
    """Write the context beside this module."""
    Path(__file__).with_name(FILE).write_bytes(render())


if __name__ == "__main__":
    main()
