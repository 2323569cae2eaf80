"""Every kind of break of the shapes is told, with what to do."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from qualmap.graph.validation import findings
from qualmap.ontology import catalogue_quads
from tests.conftest import ROOT

EXAMPLE = (ROOT / "docs" / "example" / "xx-nqf.ttl").read_text("utf-8")

BREAKS = {
    # what is broken: (text of the example, what stands there instead, what the finding says)
    "S9": (":level-1 a qm:Level ,", ":level-1 a skos:ConceptScheme , qm:Level ,", "SKOS S9"),
    "S13": ("qm:rank 1 ;", 'qm:rank 1 ; skos:altLabel "Framework of Exampleland, level 1"@en ;', "SKOS S13"),
    "S13 hidden": ("qm:rank 1 ;", 'qm:rank 1 ; skos:altLabel "a" ; skos:hiddenLabel "a" ;', "SKOS S13"),
    "S14": ("qm:rank 1 ;", 'qm:rank 1 ; skos:prefLabel "Other"@en ;', "SKOS S14"),
    "S27": (
        "qm:rank 1 ;",
        "qm:rank 1 ; skos:broader :g ; skos:related :g .\n:g a skos:Concept .\n:level-1",
        "SKOS S27",
    ),
    "S27 below": (
        "qm:rank 1 ;",
        "qm:rank 1 ; skos:broader :g .\n:g a skos:Concept ; skos:related :level-1 .\n:level-1",
        "SKOS S27",
    ),
    "S46": ("qm:rank 1 ;", "qm:rank 1 ; skos:broadMatch <https://example.org/other/level/1> ;", "SKOS S46"),
    "S46 narrow": ("qm:rank 1 ;", "qm:rank 1 ; skos:narrowMatch <https://example.org/other/level/1> ;", "SKOS S46"),
    "S46 over others": (
        "qm:rank 1 ;",
        "qm:rank 1 ; skos:relatedMatch :x .\n:x skos:exactMatch <https://example.org/other/level/1> .\n:level-1",
        "SKOS S46",
    ),
    "no label": ('skos:prefLabel "Framework of Exampleland, level 1"@en ;', "", "has a skos:prefLabel"),
    "scheme without label": ('skos:prefLabel "Framework of Exampleland"@en ;', "", "scheme has a skos:prefLabel"),
    "two schemes": (
        'skos:inScheme :framework ; skos:notation "1"',
        'skos:inScheme :framework , :o ; skos:notation "1"',
        "exactly one qm:Framework",
    ),
    "not listed": ("qm:level :level-1 , :level-2 ;", "qm:level :level-1 ;", "lists it with qm:level"),
    "ranks with a hole": ("qm:rank 2", "qm:rank 3", "no level has the rank below 3"),
    "rank 0": ("qm:rank 1", "qm:rank 0", "Ranks begin at 1"),
    "rank as text": ("qm:rank 1", 'qm:rank "1"', "exactly one qm:rank: a whole number"),
    "rank shared": ("qm:rank 2", "qm:rank 1", "share rank 1 without one parent"),
    "code twice": ('skos:notation "2"', 'skos:notation "1"', "Two levels have the code 1"),
    "code below": ('skos:notation "2"', 'skos:notation "below"', "what lies outside a ladder"),
    "exactMatch between editions": (
        "skos:exactMatch <https://example.org/other/level/1>",
        "skos:exactMatch eqf:3",
        "of the same level only",
    ),
    "match within a scheme": (
        "skos:closeMatch eqf:3 .",
        "skos:closeMatch eqf:3 , :level-2 .",
        "from one scheme to another",
    ),
    "broader between levels": (
        "skos:closeMatch eqf:3 .",
        "skos:closeMatch eqf:3 ; skos:broader :level-2 .",
        "ordered by qm:rank",
    ),
    "related levels": ("skos:closeMatch eqf:3 .", "skos:closeMatch eqf:3 ; skos:related eqf:4 .", "say which"),
    "broader and narrower": (
        "skos:closeMatch eqf:3 .",
        "skos:closeMatch eqf:3 ; skos:broadMatch eqf:4 ; skos:narrowMatch eqf:4 .",
        "not both broader and narrower",
    ),
    "status out of the list": ('qm:status "in-force"', 'qm:status "In force"', "one of in-force, draft"),
    "missing field": ('qm:kind "national" ;', "", "exactly one qm:kind"),
    "field twice": ('qm:kind "national"', 'qm:kind "national" , "sector"', "exactly one qm:kind"),
    "tagged text": ('dct:title "Certificate"', 'dct:title "Certificate"@en', "without a language tag"),
    "not an id": ('dct:identifier "xx-nqf"', 'dct:identifier "XX NQF"', "lower-case letters"),
    "text too long": ('dct:title "Certificate"', f'dct:title "{"x" * 4001}"', "at most 4000 characters"),
    "not an address": ("dct:source <https://example.org/law>", "dct:source <ftp://example.org/law>", "a web address"),
    "address as text": (
        "dct:source <https://example.org/law>",
        'dct:source "https://example.org/law"',
        "a web address",
    ),
    "not a date": ('rdf:value "2020-03"', 'rdf:value "March 2020"', "2019-01-08"),
    "blank node": (":memory a qm:Source", "[] a qm:Source", "IRI of its own"),
    "wrong class of node": ("qm:validFrom :valid-from", "qm:validFrom :certificate", "a qm:DateStatement"),
    "dates of an edition": ('rdf:value "2030"', 'rdf:value "2019-12-31"', "2019-12-31 lies before 2020-03"),
    "ISCED": ("qm:isced2011 3", "qm:isced2011 9", "from 0 to 8"),
    "award of another edition": ("qm:standsAt :level-1", "qm:standsAt eqf:3", "its own edition lists"),
    "award of none": ("qm:qualificationType :certificate", "qm:jurisdiction :x", "listed by exactly one edition"),
    "no source": (
        'qm:isced2011 3 ; qm:years "1-2" ;\n    prov:wasDerivedFrom :memory .',
        "qm:isced2011 3 .",
        "exactly one prov:wasDerivedFrom",
    ),
    "source of another record": (
        'qm:years "1-2" ;\n    prov:wasDerivedFrom :memory',
        "prov:wasDerivedFrom :text",
        "listed by that record",
    ),
    "source of no record": ("qm:source :law , :memory ;", "qm:source :law ;", "listed by the record that cites it"),
    "recalled without a note": (' ; skos:note "What the editor remembers."', "", "recalled and has a note"),
    "read without address": (" ; dct:source <https://example.org/law>", "", "has an address or a citation"),
    "party's dates": ('qm:ratified "2020-05-01"', 'qm:ratified "2018"', "2018 lies before 2019"),
    "party in force before": ('qm:inForceFrom "2020-06"', 'qm:inForceFrom "2020-04"', "2020-04 lies before 2020-05-01"),
    "party's country": ('qm:country "KE"', 'qm:country "Kenya"', "alpha-2"),
    "one country twice": ("qm:party :party-KE ;", "qm:party :party-KE , :k ;", "Two parties have the country KE"),
    "unlinked with a target": (
        "qm:originLevel :level-2 ;",
        "qm:originLevel :level-2 ; qm:destinationLevel eqf:4 ;",
        "unlinked has no",
    ),
    "linked without a target": ('qm:relation "unlinked"', 'qm:relation "equal"', "every other link has at least one"),
    "link of no table": ("qm:link :link-1 , :link-2", "qm:link :link-1", "listed by exactly one table"),
    "two links of a level": ("qm:originLevel :level-2", "qm:originLevel :level-1", "two links in one table"),
    "link from elsewhere": ("qm:originLevel :level-2", "qm:originLevel eqf:4", "start from levels of its qm:origin"),
    "link to elsewhere": (
        "qm:destinationLevel eqf:3",
        "qm:destinationLevel :level-2",
        "lead to levels of its qm:destination",
    ),
    "unknown level": ("qm:destinationLevel eqf:3", "qm:destinationLevel eqf:33", "described here or in the catalogue"),
    "association from elsewhere": (
        "xkos:sourceConcept :level-2",
        "xkos:sourceConcept eqf:4",
        "The associations of a table start",
    ),
    "association to elsewhere": (
        "xkos:targetConcept eqf:3",
        "xkos:targetConcept :level-2",
        "The associations of a table lead",
    ),
    "two target concepts": (
        "xkos:targetConcept eqf:3",
        "xkos:targetConcept eqf:3 , eqf:4",
        "at most one xkos:targetConcept",
    ),
    "association of none": ("xkos:madeOf :pair-1 , :pair-2", "xkos:madeOf :pair-1", "Exactly one correspondence"),
    "association that is no mapping": (
        ":pair-2 a xkos:ConceptAssociation , sssom:Mapping ,",
        ":pair-2 a xkos:ConceptAssociation ,",
        "is a sssom:Mapping too",
    ),
    "made of something else": (
        "xkos:madeOf :pair-1 , :pair-2",
        "xkos:madeOf :pair-1 , :pair-2 , :law",
        "nodes of class xkos:ConceptAssociation",
    ),
    "one end": ("xkos:compares :framework ,", "xkos:compares", "exactly two concept schemes"),
    "two annotated sources": (
        "owl:annotatedSource :level-2",
        "owl:annotatedSource :level-2 , :level-1",
        "exactly one owl:annotatedSource",
    ),
    "no annotated property": (
        "owl:annotatedSource :level-2 ; owl:annotatedProperty skos:closeMatch ;",
        "owl:annotatedSource :level-2 ;",
        "exactly one owl:annotatedProperty",
    ),
    "exactMatch as a mapping": (
        "owl:annotatedProperty skos:closeMatch ; owl:annotatedTarget eqf:3",
        "owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget eqf:3",
        "skos:closeMatch, skos:broadMatch or skos:narrowMatch",
    ),
    "no annotated target": ("owl:annotatedTarget eqf:3 ;", "", "exactly one owl:annotatedTarget"),
    "no counterpart, not said so": (
        "owl:annotatedTarget sssom:NoTermFound",
        "owl:annotatedTarget eqf:4",
        "sssom:NoTermFound where there is none",
    ),
    "justification": (
        "semapv:ManualMappingCuration ; sssom:confidence 0.98",
        "skos:Concept ; sssom:confidence 0.98",
        "a term of semapv",
    ),
    "no justification": (
        "sssom:mapping_justification semapv:ManualMappingCuration ; sssom:confidence 0.98",
        "sssom:confidence 0.98",
        "a term of semapv",
    ),
    "confidence above 1": ("sssom:confidence 0.98", "sssom:confidence 1.98", "from 0 to 1"),
    "half a computed answer": (
        "sssom:confidence 0.98",
        "sssom:confidence 0.98 ; qm:answerConfidence 0.9",
        "A computed answer has",
    ),
    "basis of confidence": (
        "sssom:confidence 0.98",
        'sssom:confidence 0.98 ; qm:answerConfidence 0.9 ; qm:confidenceBasis "sure"',
        "validated or extrapolated",
    ),
    "relation and match": ('qm:relation "equal"', 'qm:relation "narrower"', "A narrower link is a skos:broadMatch"),
    "no plain match": ("; skos:closeMatch eqf:3 .", ".", "The plain match stands beside its mapping"),
    "linkset without end": (
        "",
        ":l a void:Linkset ; void:objectsTarget :framework ; void:triples 1 ; void:linkPredicate skos:closeMatch .",
        "exactly one void:subjectsTarget",
    ),
    "linkset without triples": (
        "",
        ":l a void:Linkset ; void:subjectsTarget :framework ; void:linkPredicate skos:closeMatch .",
        "exactly one void:triples",
    ),
    "linkset from elsewhere": (
        "",
        ":l a void:Linkset ; void:subjectsTarget <https://w3id.org/qualmap/framework/eqf/2017> ; xkos:madeOf :pair-2 .",
        "of its void:subjectsTarget",
    ),
    "parameter": ("", ":p a qm:Parameter ; rdf:value 1 .", "an xsd:decimal"),
    "data set": ("", ":d a dcat:Dataset .", "exactly one dct:license"),
    "distribution": ("", ":d a dcat:Distribution .", "dcat:accessURL"),
    "term without definition": ("", ":t rdfs:isDefinedBy :o .", "say what it means"),
    "term without reason": ("", ":t rdfs:isDefinedBy :o .", "why it was minted"),
}
MORE = """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix void: <http://rdfs.org/ns/void#> .
:k a qm:Party ; qm:country "KE" .
"""


@pytest.fixture(scope="module")
def told(catalogue):
    """What is found in each broken copy of the example: all are checked in one go, each under IRIs of its own."""
    quads, places = set(catalogue_quads(catalogue_of_eqf(catalogue))), {}
    for name, (old, new, _) in BREAKS.items():
        assert old in EXAMPLE
        text = EXAMPLE.replace(old, new, 1) if old else EXAMPLE + MORE + new
        text += MORE if ":k " in new else ""
        own = text.replace("https://example.org/", f"https://example.org/{len(places)}/")
        triples = list(ox.parse(own.encode(), ox.RdfFormat.TURTLE))
        places |= {str(triple.subject).strip("<>"): name for triple in triples}
        quads |= {ox.Quad(*triple) for triple in triples}
    return findings(quads, places)


def catalogue_of_eqf(catalogue):
    return replace(catalogue, frameworks={"eqf@2017": catalogue.frameworks["eqf@2017"]}, tables=(), instruments=())


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_told_with_what_to_do(told, name):
    found = [problem for problem in told if problem.file == name]
    assert [problem for problem in found if BREAKS[name][2] in problem.remedy], found
