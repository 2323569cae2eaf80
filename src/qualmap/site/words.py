"""The words of the pages: what graphs, marks, kinds and terms are called when an official reads them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from qualmap.ontology.terms import DCAT, DCT, OWL, PROV, QM, RDF, RDFS, SKOS, SSSOM, VOID, XKOS

TYPE = RDF + "type"

PAGE_KINDS = {
    QM + "Framework": "Framework",
    QM + "Level": "Level",
    QM + "QualificationType": "Award",
    QM + "AwardList": "Awards that people hold",
    QM + "HeldAward": "Award that people hold",
    QM + "RecognitionPractice": "Practice of a recognition body",
    QM + "Referencing": "Table",
    QM + "Crosswalk": "Crosswalk",
    QM + "Instrument": "Instrument",
    XKOS + "Correspondence": "Crosswalk",
    DCAT + "Dataset": "Data set",
    OWL + "Ontology": "Vocabulary",
    VOID + "Linkset": "Crosswalk",
    VOID + "Dataset": "Named graph",
    SKOS + "ConceptScheme": "Scheme",
    SKOS + "Concept": "Group of levels",
}
"""Types whose members have a page of their own, the most telling first, and what such a page is called."""

GRAPHS = {
    "frameworks": ("Framework facts", "What the record of a framework or a table says; each fact names its source."),
    "recognition": ("Recognition facts", "What the record of an instrument says; each fact names its source."),
    "official": ("Official", "Stated by the authorities in a source that we know; its status is shown with the table."),
    "reported": (
        "Reported",
        "Not official: general knowledge, a draft, our own reading of a source, a table withdrawn or never endorsed.",
    ),
    "awards": (
        "Awards",
        "What a source that was read says of an award; what rests on UNESCO's mappings is under CC BY-SA 3.0 IGO.",
    ),
    "awards-reported": ("General knowledge of awards", "What nobody here has checked in a source."),
    "statements": (
        "Statements of recognition bodies",
        "Practice: no referencing, no law, no decision. The bodies' own statements, not under CC0.",
    ),
    "composed": ("Composed", "Worked out by qualmap through the tables of other frameworks. No authority said it."),
    "inferred": ("Inferred", "Worked out by qualmap from the ladders themselves. No authority said it."),
    "reliability": (
        "Reliability",
        "How far qualmap trusts a recorded link: our declared assumption, nobody's statement.",
    ),
    "ontology": ("Vocabulary", "What the terms of this data mean."),
    "dataset": ("Data set", "What the published data holds and how to get it."),
}
"""The named graphs, by the end of their address, in the order in which a page shows them: name and explanation."""

MARKS = {
    "seen": "somebody read this in the authority's own source",
    "secondary": "read in a source that is not the authority's",
    "recalled": "general knowledge that nobody here has checked",
}
"""How a source was checked: the verification marks."""

RELATIONS = {
    "equal": "the two levels correspond",
    "spans": "the level of origin corresponds to several levels",
    "narrower": "the level of origin is one of several that correspond to the same level",
    "broader": "the level of origin covers more than the level it corresponds to",
    "split": "some awards of the level of origin stand on one level, some on another",
    "unlinked": "the source says that no level corresponds",
}
"""How the levels of a row relate."""

CLAIMS = {
    "pair": "the source prints this very pair",
    "aligned": "the source only says that the frameworks as a whole are aligned; we pair the levels by their number",
    "inferred": "our reading of the source",
}
"""How strong a row is."""

_NAMES = {
    TYPE: "is a",
    RDF + "value": "says",
    RDFS + "label": "name",
    RDFS + "comment": "meaning",
    RDFS + "domain": "is said of",
    RDFS + "range": "has values of",
    RDFS + "subClassOf": "is a kind of",
    RDFS + "subPropertyOf": "is a kind of",
    RDFS + "isDefinedBy": "defined in",
    RDFS + "seeAlso": "see also",
    SKOS + "prefLabel": "name",
    SKOS + "altLabel": "also called",
    SKOS + "notation": "code",
    SKOS + "inScheme": "framework",
    SKOS + "hasTopConcept": "levels",
    SKOS + "topConceptOf": "stands in",
    SKOS + "broader": "is part of",
    SKOS + "narrower": "has the parts",
    SKOS + "exactMatch": "the same, elsewhere",
    SKOS + "closeMatch": "corresponds to",
    SKOS + "broadMatch": "is narrower than",
    SKOS + "narrowMatch": "is broader than",
    SKOS + "note": "note",
    DCT + "title": "title",
    DCT + "alternative": "also called",
    DCT + "identifier": "id",
    DCT + "issued": "date",
    DCT + "description": "description",
    DCT + "source": "address",
    DCT + "spatial": "country (EU list)",
    DCT + "bibliographicCitation": "citation",
    DCAT + "version": "edition",
    PROV + "wasDerivedFrom": "source",
    DCT + "isPartOf": "is part of",
    XKOS + "next": "next level up",
    XKOS + "previous": "next level down",
    XKOS + "compares": "compares",
    XKOS + "madeOf": "rows",
    XKOS + "sourceConcept": "level of origin",
    XKOS + "targetConcept": "level of destination",
    OWL + "annotatedSource": "level of origin",
    OWL + "annotatedTarget": "level of destination",
    OWL + "annotatedProperty": "relation",
    SSSOM + "confidence": "confidence in this pair",
    SSSOM + "mapping_justification": "how it was found",
    VOID + "subjectsTarget": "from",
    VOID + "objectsTarget": "to",
    QM + "isced2011": "ISCED 2011 level",
    QM + "standsAt": "level",
    QM + "originLevel": "level of origin",
    QM + "destinationLevel": "levels of destination",
    QM + "validFrom": "in force from",
    QM + "validTo": "in force to",
    QM + "usedClaim": "claim that we use",
    QM + "otherClaim": "other claim",
    QM + "verification": "how checked",
}

_FIRST = [
    *(DCT + "title", SKOS + "prefLabel", RDFS + "label", DCT + "bibliographicCitation", QM + "work", SKOS + "notation"),
    *(DCT + "alternative", DCT + "identifier", DCAT + "version", QM + "country", QM + "verification", DCT + "source"),
]
_LAST = [SKOS + "note", PROV + "wasDerivedFrom", TYPE]

_PLURALS = {
    "Party": "Parties",
    "ConceptAssociation": "Matches of single levels",
    "Progression": "Progression",
    "LevelDescriptor": "What the level asks for",
}


def term_name(iri: str) -> str:
    """What to call a term that the graph itself does not name: ``.../ontology#dateSeen`` is "date seen"."""
    if iri in _NAMES:
        return _NAMES[iri]
    local = local_name(iri)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).replace("_", " ").replace("-", " ").lower() or iri


def rank(predicate: str) -> tuple[int, str]:
    """Sorts what is said of a thing: its names first, then the rest, at last the source and the type."""
    if predicate in _FIRST:
        return _FIRST.index(predicate) - len(_FIRST), ""
    return (_LAST.index(predicate) + 1, "") if predicate in _LAST else (0, term_name(predicate))


def group_name(kind: str) -> str:
    """The heading over several parts of a type: ``Sources``, ``Parties``."""
    local = local_name(kind)
    return _PLURALS.get(local) or (term_name(kind).capitalize() + "s")


def local_name(iri: str) -> str:
    """The end of an IRI, readable."""
    return unquote(re.split(r"[#/]", iri.rstrip("/#"))[-1])


def outside_name(iri: str) -> str:
    """What to call a resource of others: its end where that says enough, else all of it."""
    if iri.startswith("http://publications.europa.eu/resource/authority/"):
        return local_name(iri)
    known = ("http://www.w3.org/", "http://purl.org/", SSSOM, "https://w3id.org/semapv/vocab/", VOID, XKOS)
    return term_name(iri) if iri.startswith(known) else iri


def country_name(code: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-2 code; the code itself where ISO has none."""
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code
