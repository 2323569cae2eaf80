"""The vocabulary: which RDF term stands for which field of a record. The one table both directions read.

Terms of others are used where they fit (SKOS, DCAT, Dublin Core, PROV); the rest are minted under ``QM``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualmap.records import (
    AccessRight,
    Awards,
    Descriptor,
    Dispute,
    Evaluations,
    Framework,
    HeldAward,
    Instrument,
    Level,
    Link,
    Party,
    Progression,
    QualificationType,
    Record,
    Referencing,
    Source,
    Stated,
    StatedDate,
)
from qualmap.records.awards import Equal, Name, Period, Stand
from qualmap.records.evaluation import EvaluationSource, Placement, Statement

BASE = "https://w3id.org/qualmap/"
"""Below it stands every IRI that is ours; ``rebased`` moves all of them but the ontology's to another base."""
ONTOLOGY = BASE + "ontology"
QM = ONTOLOGY + "#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XKOS = "http://rdf-vocabulary.ddialliance.org/xkos#"
SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"
DCT = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
PROV = "http://www.w3.org/ns/prov#"
FOAF = "http://xmlns.com/foaf/0.1/"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"
GRAPH = BASE + "graph/"
PREFIXES = {
    "qm": QM,
    "graph": GRAPH,
    "skos": SKOS,
    "xkos": XKOS,
    "sssom": SSSOM,
    "semapv": SEMAPV,
    "dct": DCT,
    "dcat": DCAT,
    "void": VOID,
    "prov": PROV,
    "foaf": FOAF,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}

Shape = Literal[
    "text", "integer", "iri", "source", "level", "destination-level", "edition", "instrument", "award", "node"
]
"""How a value becomes an RDF term: a literal, an address, a reference to another node, or a node of its own."""


@dataclass(frozen=True)
class Term:
    """The predicate of a field and the shape of its values; nodes also say their record class."""

    predicate: str
    shape: Shape = "text"
    node: type[Record] | None = None


CLASSES: dict[type[Record], str] = {
    Framework: QM + "Framework",
    Level: QM + "Level",
    Descriptor: QM + "LevelDescriptor",
    Progression: QM + "Progression",
    QualificationType: QM + "QualificationType",
    AccessRight: QM + "AccessRight",
    Source: QM + "Source",
    Stated: QM + "Statement",
    StatedDate: QM + "DateStatement",
    Dispute: QM + "Dispute",
    Instrument: QM + "Instrument",
    Party: QM + "Party",
    Referencing: QM + "Referencing",
    Link: QM + "Link",
    Awards: QM + "AwardList",
    HeldAward: QM + "HeldAward",
    Name: QM + "AwardName",
    Period: QM + "AwardPeriod",
    Stand: QM + "AwardPlacement",
    Equal: QM + "AwardEquality",
    Evaluations: QM + "RecognitionPractice",
    Statement: QM + "RecognitionStatement",
    Placement: QM + "StatedLevels",
    EvaluationSource: QM + "PracticeSource",
}

_SOURCE = Term(PROV + "wasDerivedFrom", "source")

FIELDS: dict[type[Record], dict[str, Term]] = {
    Framework: {
        "id": Term(DCT + "identifier"),
        "edition": Term(DCAT + "version"),
        "name": Term(DCT + "title"),
        "kind": Term(QM + "kind"),
        "status": Term(QM + "status"),
        "source": _SOURCE,
        "region": Term(QM + "region"),
        "native_name": Term(DCT + "alternative"),
        "jurisdiction": Term(QM + "jurisdiction"),
        "countries": Term(QM + "country"),
        "subdivisions": Term(QM + "subdivision"),
        "sector": Term(QM + "sector"),
        "valid_from": Term(QM + "validFrom", "node", StatedDate),
        "valid_to": Term(QM + "validTo", "node", StatedDate),
        "teach_out_to": Term(QM + "teachOutTo", "node", StatedDate),
        "authority": Term(QM + "authority", "node", Stated),
        "legal_basis": Term(QM + "legalBasis", "node", Stated),
        "domains": Term(QM + "domain"),
        "same_as": Term(RDFS + "seeAlso", "iri"),
        "notes": Term(SKOS + "note", "node", Stated),
        "disputes": Term(QM + "dispute", "node", Dispute),
        "sources": Term(QM + "source", "node", Source),
        "levels": Term(QM + "level", "node", Level),
        "qualification_types": Term(QM + "qualificationType", "node", QualificationType),
    },
    Level: {
        "code": Term(SKOS + "notation"),
        "rank": Term(QM + "rank", "integer"),
        "source": _SOURCE,
        "title": Term(DCT + "title"),
        "parent": Term(QM + "parentCode"),
        "same_as": Term(SKOS + "exactMatch", "iri"),
        "descriptors": Term(QM + "descriptor", "node", Descriptor),
        "progression": Term(QM + "progression", "node", Progression),
    },
    Progression: {
        "knowledge": Term(QM + "knowledgeStep", "integer"),
        "skills": Term(QM + "skillsStep", "integer"),
        "autonomy": Term(QM + "autonomyStep", "integer"),
        "context": Term(QM + "contextStep", "integer"),
        "source": _SOURCE,
    },
    Descriptor: {"domain": Term(QM + "domain"), "text": Term(DCT + "description"), "source": _SOURCE},
    QualificationType: {
        "title": Term(DCT + "title"),
        "levels": Term(QM + "standsAt", "level"),
        "source": _SOURCE,
        "generic_type": Term(QM + "genericType"),
        "isced": Term(QM + "isced2011", "integer"),
        "years": Term(QM + "years"),
        "credits": Term(QM + "credits"),
        "credit_system": Term(QM + "creditSystem"),
        "size_source": Term(QM + "sizeSource", "source"),
        "access": Term(QM + "access", "node", AccessRight),
        "note": Term(SKOS + "note"),
    },
    AccessRight: {
        "to": Term(QM + "accessTo"),
        "given": Term(QM + "accessGiven"),
        "source": _SOURCE,
        "orientation": Term(QM + "orientation"),
        "condition": Term(QM + "condition"),
    },
    Source: {
        "id": Term(DCT + "identifier"),
        "verification": Term(QM + "verification"),
        "url": Term(DCT + "source", "iri"),
        "citation": Term(DCT + "bibliographicCitation"),
        "date_seen": Term(QM + "dateSeen"),
        "published": Term(DCT + "issued"),
        "note": Term(SKOS + "note"),
        "work": Term(QM + "work"),
    },
    Stated: {"value": Term(RDF + "value"), "source": _SOURCE},
    Dispute: {
        "about": Term(DCT + "title"),
        "used": Term(QM + "usedClaim", "node", Stated),
        "other": Term(QM + "otherClaim", "node", Stated),
        "why": Term(SKOS + "note"),
        "level": Term(QM + "levelCode"),
    },
    Instrument: {
        "id": Term(DCT + "identifier"),
        "name": Term(DCT + "title"),
        "kind": Term(QM + "kind"),
        "covers": Term(QM + "covers"),
        "professions": Term(QM + "profession"),
        "binding": Term(QM + "binding"),
        "obliges": Term(QM + "obliges", "node", Stated),
        "source": _SOURCE,
        "region": Term(QM + "region"),
        "short_name": Term(DCT + "alternative"),
        "adopted": Term(QM + "adopted", "node", StatedDate),
        "in_force_from": Term(QM + "inForceFrom", "node", StatedDate),
        "replaces": Term(DCT + "replaces", "instrument"),
        "same_as": Term(RDFS + "seeAlso", "iri"),
        "notes": Term(SKOS + "note", "node", Stated),
        "third_countries": Term(QM + "thirdCountries", "node", Stated),
        "sources": Term(QM + "source", "node", Source),
        "parties": Term(QM + "party", "node", Party),
        "perhaps": Term(QM + "perhapsParty"),
    },
    Party: {
        "country": Term(QM + "country"),
        "status": Term(QM + "status"),
        "source": _SOURCE,
        "signed": Term(QM + "signed"),
        "ratified": Term(QM + "ratified"),
        "in_force_from": Term(QM + "inForceFrom"),
        "in_force_to": Term(QM + "inForceTo"),
        "left": Term(QM + "left"),
        "bound_by": Term(QM + "boundBy"),
        "note": Term(SKOS + "note"),
    },
    StatedDate: {"value": Term(RDF + "value"), "source": _SOURCE},
    Referencing: {
        "id": Term(DCT + "identifier"),
        "origin": Term(QM + "origin", "edition"),
        "destination": Term(QM + "destination", "edition"),
        "status": Term(QM + "status"),
        "title": Term(DCT + "title"),
        "date": Term(DCT + "issued"),
        "matching": Term(QM + "matching"),
        "note": Term(SKOS + "note"),
        "disputes": Term(QM + "dispute", "node", Dispute),
        "sources": Term(QM + "source", "node", Source),
        "unread": Term(QM + "unreadReport", "source"),
        "links": Term(QM + "link", "node", Link),
    },
    Link: {
        "level": Term(QM + "originLevel", "level"),
        "targets": Term(QM + "destinationLevel", "destination-level"),
        "relation": Term(QM + "relation"),
        "source": _SOURCE,
        "claim": Term(QM + "claim"),
        "decides_by": Term(QM + "decidesBy"),
        "statement": Term(DCT + "description"),
    },
    Awards: {
        "id": Term(DCT + "identifier"),
        "name": Term(DCT + "title"),
        "countries": Term(QM + "country"),
        "notice": Term(DCT + "rights"),
        "sources": Term(QM + "source", "node", Source),
        "awards": Term(QM + "award", "node", HeldAward),
    },
    HeldAward: {
        "id": Term(DCT + "identifier"),
        "title": Term(DCT + "title"),
        "language": Term(DCT + "language"),
        "told_apart": Term(QM + "toldApart"),
        "countries": Term(QM + "country"),
        "names": Term(QM + "awardName", "node", Name),
        "form": Term(QM + "awardForm"),
        "kind": Term(QM + "genericType"),
        "isced": Term(QM + "isced2011", "integer"),
        "field": Term(QM + "fieldOfStudy"),
        "entry": Term(QM + "entry"),
        "years": Term(QM + "years"),
        "credits": Term(QM + "credits"),
        "credit_system": Term(QM + "creditSystem"),
        "awarded": Term(QM + "awardPeriod", "node", Period),
        "stands": Term(QM + "placement", "node", Stand),
        "equals": Term(QM + "equality", "node", Equal),
        "replaced_by": Term(QM + "followedBy"),
        "access": Term(QM + "access", "node", AccessRight),
        "results": Term(QM + "results"),
        "body": Term(QM + "awardingBody"),
        "source": _SOURCE,
        "size_source": Term(QM + "sizeSource", "source"),
        "further": Term(QM + "furtherSource", "source"),
        "note": Term(SKOS + "note"),
    },
    Name: {"text": Term(RDF + "value"), "language": Term(DCT + "language"), "sort": Term(QM + "nameSort")},
    Period: {"first": Term(QM + "firstAwarded"), "last": Term(QM + "lastAwarded")},
    Stand: {
        "framework": Term(QM + "frameworkId"),
        "level": Term(QM + "standsAt", "level"),
        "edition": Term(DCAT + "version"),
        "source": _SOURCE,
    },
    Equal: {"to": Term(RDF + "value"), "by": Term(QM + "equalBy"), "source": _SOURCE},
    Evaluations: {
        "id": Term(DCT + "identifier"),
        "body": Term(QM + "body"),
        "body_country": Term(QM + "bodyCountry"),
        "country": Term(QM + "country"),
        "notice": Term(DCT + "rights"),
        "sources": Term(QM + "source", "node", EvaluationSource),
        "statements": Term(QM + "statement", "node", Statement),
    },
    Statement: {
        "title": Term(DCT + "title"),
        "language": Term(DCT + "language"),
        "of": Term(QM + "ofAward", "award"),
        "says": Term(QM + "says"),
        "condition": Term(QM + "condition"),
        "years": Term(QM + "years"),
        "awarded_from": Term(QM + "firstAwarded"),
        "awarded_to": Term(QM + "lastAwarded"),
        "board": Term(QM + "awardingBody"),
        "placements": Term(QM + "statedLevels", "node", Placement),
        "comparable": Term(QM + "comparableAward"),
        "derived": Term(QM + "derivedLevels", "node", Placement),
        "access": Term(QM + "statedAccess"),
        "valid_for": Term(QM + "validFor"),
        "source": _SOURCE,
        "why_not": Term(QM + "doubt"),
        "note": Term(SKOS + "note"),
    },
    Placement: {"framework": Term(QM + "frameworkId"), "levels": Term(QM + "levelCode")},
    EvaluationSource: {
        "id": Term(DCT + "identifier"),
        "verification": Term(QM + "verification"),
        "url": Term(DCT + "source", "iri"),
        "citation": Term(DCT + "bibliographicCitation"),
        "date_seen": Term(QM + "dateSeen"),
        "published": Term(DCT + "issued"),
        "note": Term(SKOS + "note"),
        "work": Term(QM + "work"),
        "edition": Term(DCAT + "version"),
    },
}

POSITION = QM + "position"
"""Where a node stands in its list; RDF has no order of its own."""
