"""A judgement as linked data: PROV for what it came from, XKOS for the pairs of levels, our own terms for the rest.

Nothing about a person is in it, nor what an officer wrote: findings, gate sources and documents stay in the JSON form.
The context stands in the file, no node is without a name, and no address has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from qualmap.assessment.model import Comparator, Element, Judgement
from qualmap.catalog import Catalogue
from qualmap.crosswalk.model import Mapping
from qualmap.law.model import InstrumentStanding
from qualmap.ontology.iris import edition_iri, escaped, instrument_iri, level_iri, table_iri
from qualmap.ontology.terms import BASE, COUNTRY, DCT, FOAF, PROV, QM, RDF, RDFS, SKOS, XKOS, XSD
from qualmap.records import Language, Reason
from qualmap.wording import Localiser
from qualmap.wording.line import text_of

ELM = "http://data.europa.eu/snb/model/elm/"
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "qm": QM,
    "dct": DCT,
    "elm": ELM,
    "foaf": FOAF,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xkos": XKOS,
    "xsd": XSD,
}
MINTED = frozenset(
    """Judgement ElementVerdict GateCheck InstrumentStanding aboutAward appeal atLevel comparison coversAward
    difference element elementVerdict gate gateState inputsHash instrumentStanding missingFact outcome policyHash
    provisionalOutcome purpose remedy spread standing weight""".split()
)
"""Terms of our vocabulary that only judgements use; the published graph holds none."""
PROGRAM = BASE + "program"


def judgement_iri(judgement: Judgement) -> str:
    """The IRI of a judgement: by its id, so that the same judgement always has the same."""
    return f"{BASE}judgement/{judgement.id}"


def to_jsonld(judgement: Judgement, catalogue: Catalogue, language: Language) -> bytes:
    """The judgement as JSON-LD, its sentences in one language."""
    tree = {"@context": CONTEXT} | _Nodes(judgement, Localiser(catalogue, language)).judgement()
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


class _Nodes:
    """The nodes of one judgement."""

    def __init__(self, judgement: Judgement, localiser: Localiser) -> None:
        self._judgement, self._localiser = judgement, localiser
        self._iri = judgement_iri(judgement)
        self._tables = {table.id for table in localiser.catalogue.tables}

    def judgement(self) -> dict[str, Any]:
        """The judgement with its parts inside it."""
        own = self._judgement
        legal = own.legal_basis
        sides = (("academic", legal.academic), ("professional", legal.professional))
        node = {
            "id": self._iri,
            "type": ["qm:Judgement", "prov:Entity"],
            "dct:identifier": own.id,
            "dct:title": self._text(self._localiser.say("title")),
            "dct:created": _date(own.on),
            "dct:valid": own.valid_until,
            "rdfs:comment": self._text(self._localiser.say("advice")),
            "dct:spatial": _country(own.destination.code),
            "qm:purpose": own.purpose,
            "qm:outcome": own.outcome,
            "qm:provisionalOutcome": own.provisional,
            "dct:description": self._reasons(own.reasons),
            "qm:aboutAward": self._award(),
            "qm:gate": [
                {
                    "id": f"{self._iri}#gate-{gate.gate}",
                    "type": "qm:GateCheck",
                    "dct:identifier": gate.gate,
                    "qm:gateState": gate.state,
                }
                for gate in own.gates
            ],
            "qm:elementVerdict": [*self._elements()],
            "qm:comparison": [self._comparison(n, each) for n, each in enumerate(own.comparators, 1)],
            "qm:instrumentStanding": [
                self._instrument(side, act) for side, found in sides for act in found.instruments
            ],
            "qm:missingFact": [self._reason(item.reason) for item in own.missing],
            "qm:remedy": [self._reason(remedy) for remedy in own.remedies],
            "qm:appeal": self._reason(own.appeal),
            "qm:inputsHash": own.inputs_hash,
            "qm:policyHash": own.policy_hash,
            "prov:wasGeneratedBy": self._made(),
        }
        return _filled(node)

    def _award(self) -> dict[str, Any]:
        award = self._judgement.award
        title = {"@value": award.title} | ({"@language": award.language} if award.language else {})
        levels = {level_iri(str(h.framework), h.level) for h in self._judgement.home}
        bodies = [
            {"id": f"{self._iri}#body-{number}", "type": "prov:Organization", "foaf:name": name}
            for number, name in enumerate(award.awarding_bodies, 1)
        ]
        node = {
            "id": f"{self._iri}#award",
            "type": ["elm:LearningAchievement", "prov:Entity"],
            "dct:title": title,
            "dct:spatial": _country(self._judgement.origin.code),
            "dct:issued": award.awarded,
            "qm:genericType": self._judgement.award_type,
            "qm:atLevel": [{"id": iri} for iri in sorted(levels)],
            "prov:wasAttributedTo": bodies,
        }
        return _filled(node)

    def _elements(self) -> Iterator[dict[str, Any]]:
        for element in self._judgement.elements:
            node = {
                "id": f"{self._iri}#element-{element.element}",
                "type": "qm:ElementVerdict",
                "qm:element": element.element,
                "qm:difference": element.difference,
                "qm:weight": element.weight,
                "qm:answerConfidence": _decimal(element.confidence),
                "dct:description": self._reasons(element.reasons),
                "prov:wasDerivedFrom": [*self._sources(element)],
            }
            yield _filled(node)

    def _sources(self, element: Element) -> Iterator[dict[str, Any]]:
        """The records' own sources; what the officer gave stays out."""
        for number, cited in enumerate(element.cited, 1):
            if cited.verification not in ("given", "assumed") and cited.source:
                node = {
                    "id": f"{self._iri}#source-{element.element}-{number}",
                    "type": "qm:Source",
                    "qm:verification": cited.verification,
                    "qm:dateSeen": cited.date_seen,
                }
                address = cited.source.startswith(("https://", "http://"))
                where = {"dct:source": {"id": cited.source}} if address else {"dct:bibliographicCitation": cited.source}
                yield _filled(node | where)

    def _comparison(self, number: int, comparator: Comparator) -> dict[str, Any]:
        """One pair of ladders: an XKOS association, with its levels, probabilities and what it rests on."""
        mapping = comparator.mapping
        home, there = comparator.home.framework, str(comparator.framework)
        iri = f"{self._iri}#comparison-{number}"
        node = {
            "id": iri,
            "type": "xkos:ConceptAssociation",
            "xkos:sourceConcept": {"id": level_iri(str(home), comparator.home.level)},
            "xkos:targetConcept": [{"id": level_iri(there, code)} for code in mapping.destination_levels or ()],
            "qm:relation": mapping.relation,
            "qm:answerBasis": mapping.basis,
            "qm:answerConfidence": _decimal(mapping.confidence),
            "qm:confidenceBasis": mapping.confidence_basis,
            "qm:spread": [*_spread(iri, there, mapping)],
            "prov:wasDerivedFrom": [{"id": table_iri(name)} for name in self._tables_of(mapping)],
        }
        return _filled(node)

    def _tables_of(self, mapping: Mapping) -> list[str]:
        named = {name for piece in mapping.evidence if piece.used for name in piece.tables}
        return sorted(named & self._tables)

    def _instrument(self, side: str, act: InstrumentStanding) -> dict[str, Any]:
        return {
            "id": f"{self._iri}#{side}-{escaped(act.instrument)}",
            "type": "qm:InstrumentStanding",
            "dct:references": {"id": instrument_iri(act.instrument)},
            "dct:subject": side,
            "qm:standing": act.standing,
            "qm:coversAward": act.covers_award,
            "dct:description": self._reason(act.reason),
        }

    def _made(self) -> dict[str, Any]:
        """Which program made it, on which day, from which editions."""
        own = self._judgement
        editions = {str(c.framework) for c in own.comparators}
        editions |= {str(h.framework) for h in own.home}
        program = {
            "id": f"{PROGRAM}/{escaped(own.qualmap_version)}",
            "type": "prov:SoftwareAgent",
            "foaf:name": f"qualmap {own.qualmap_version}",
        }
        data = {"id": f"{BASE}dataset", "dct:hasVersion": own.catalogue_version}
        return {
            "id": f"{self._iri}#made",
            "type": "prov:Activity",
            "prov:wasAssociatedWith": program,
            "prov:used": [data, *({"id": edition_iri(ref)} for ref in sorted(editions))],
        }

    def _reasons(self, reasons: Iterable[Reason]) -> list[dict[str, str]]:
        """Reasons, but for what an officer wrote."""
        return [self._reason(reason) for reason in reasons if reason.code != "finding"]

    def _reason(self, reason: Reason) -> dict[str, str]:
        return self._text(text_of(self._localiser.reason(reason)))

    def _text(self, text: str) -> dict[str, str]:
        return {"@value": text, "@language": self._localiser.language}


def _spread(iri: str, ref: str, mapping: Mapping) -> Iterator[dict[str, Any]]:
    """The probabilities above zero; ``below`` and ``above`` the ladder are no levels and have only their name."""
    for code, share in (mapping.distribution or {}).items():
        if share > 0:
            node = {"id": f"{iri}-{escaped(code)}", "dct:identifier": code, "rdf:value": _decimal(share)}
            end = code in ("below", "above")
            yield node if end else node | {"xkos:targetConcept": {"id": level_iri(ref, code)}}


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, [], {})}


def _date(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _decimal(number: float | None) -> dict[str, str] | None:
    return None if number is None else {"@value": f"{number:.6f}".rstrip("0").rstrip("."), "@type": "xsd:decimal"}


def _country(code: str) -> dict[str, str] | None:
    """The EU's IRI of a country; nothing where ISO 3166-1 has no such country."""
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return {"id": COUNTRY + found.alpha_3} if found else None
