"""A framework's awards in the European Learning Model (ELM) v3, as its profile for qualifications (LOQ) asks.

An award at a level that a referencing report puts on one EQF level is an ``elm:Qualification``. Its shape is closed
and asks for exactly one EQF level, so every other award is an ``elm:LearningAchievementSpecification``, the class
above it, with ``elm:educationLevel`` in place of the EQF level; what we know or work out about the EQF level of such
a level then stands in a named graph of its own.

Where a shape asks for a fact that the record does not have, the vocabulary's own word for *unknown* is given.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.errors import OutputError, did_you_mean
from qualmap.graph.associations import match_quads
from qualmap.ontology.formats import FORMATS
from qualmap.ontology.iris import awards_of, edition_iri, level_iri
from qualmap.ontology.nodes import words
from qualmap.ontology.terms import DCT, PREFIXES, RDF, SKOS
from qualmap.records import Framework, Level, QualificationType

ELM = "http://data.europa.eu/snb/model/elm/"
EU = "http://data.europa.eu/snb/"
"""The EU's vocabularies of education."""
NQF_LEVELS = EU + "qdr/"
NQF_SCHEME = NQF_LEVELS + "25831c2"
_ISCED_F = EU + "isced-f/"
_CREDIT = EU + "education-credit/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language"
_UNDETERMINED = "und"
"""BCP 47's tag for a language that nobody recorded."""
_CHECKED = {"seen": "read there", "secondary": "a secondary source", "recalled": "not checked"}


def common_framework(frameworks: Iterable[Framework]) -> Framework:
    """The framework to whose levels ELM refers: one that is a list of the EU's, as national ones are not."""
    return next(one for one in frameworks if _eu_list(one.same_as))


def to_elm(framework: Framework, to_eqf: Crosswalk, common: Framework, ending: str = ".jsonld") -> str:
    """The awards of a framework as ELM, in the syntax of a file ending; Turtle has no named graphs: awards alone.

    ``common`` is the European framework (``common_framework`` finds it), ``to_eqf`` the crosswalk to it.

    Raises OutputError for an ending that names no syntax.
    """
    if ending not in FORMATS:
        hint = did_you_mean(ending, FORMATS) or "use " + ", ".join(FORMATS)
        raise OutputError(f"the ending {ending!r} names no format of ELM: {hint}")
    quads = elm_quads(framework, to_eqf, common)
    plain = [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    out, prefixes = io.BytesIO(), PREFIXES | {"elm": ELM}
    ox.serialize(plain if ending == ".ttl" else quads, out, FORMATS[ending], prefixes=prefixes)
    return out.getvalue().decode()


def elm_quads(framework: Framework, to_eqf: Crosswalk, common: Framework) -> list[ox.Quad]:
    """The same as statements, sorted, without blank nodes: awards in the default graph, mappings in named graphs.

    An award that no source puts on a level is left out.
    """
    answers = {mapping.origin_level: mapping for mapping in to_eqf.mappings}
    levels = {level.code: level for level in framework.levels}
    quads: set[ox.Quad] = set()
    for address, award in awards_of(framework):
        for code in award.levels:
            iri, mapping = f"{address}#level-{quote(code, safe='')}", answers.get(code)
            quads.update(_award(iri, award, framework, levels[code]))
            target = _referenced(mapping, common) if mapping else None
            if mapping and target:
                quads.update(_qualification(iri, framework, levels[code]))
                quads.update(_eqf_level(iri, mapping, target, common))
            else:
                quads.update(_specification(iri))
                quads.update(match_quads(to_eqf, mapping) if mapping else ())
    return sorted(quads, key=lambda quad: tuple(map(str, (quad.graph_name, quad.subject, quad.predicate, quad.object))))


def _eu_list(addresses: Iterable[str]) -> str | None:
    """The address among the EU's vocabularies, unless it is of the list of national levels."""
    return next((one for one in addresses if one.startswith(EU) and not one.startswith(NQF_LEVELS)), None)


def _referenced(mapping: Mapping, common: Framework) -> Level | None:
    """The one EQF level that a referencing report gives a level; a comparison outside the EQF process gives none."""
    if mapping.basis != "official" or len(mapping.destination_levels or ()) != 1:
        return None
    if not any(item.used and item.status == "referenced" for item in mapping.evidence):
        return None
    return next(level for level in common.levels if level.code in (mapping.destination_levels or ()))


def _award(iri: str, award: QualificationType, framework: Framework, level: Level) -> Iterator[ox.Quad]:
    """What both classes have: title, field, outcomes, credits, level and where title and level were read."""
    yield from _say(iri, DCT + "title", words(award.title, _UNDETERMINED))
    yield from _field_unknown(iri)
    yield from _outcomes(iri, framework, level)
    yield from _credits(iri, award, framework)
    yield from _level(iri, framework, level)
    yield from _note(iri, "award", f"Title and level: {_where(framework, award.source)}")


def _specification(iri: str) -> Iterator[ox.Quad]:
    """The class above the qualification: no EQF level, but a language."""
    yield from _say(iri, RDF + "type", ox.NamedNode(ELM + "LearningAchievementSpecification"))
    yield from _say(iri, DCT + "language", ox.NamedNode(_LANGUAGE + "/UND"))
    yield from _concept(_LANGUAGE + "/UND", _LANGUAGE, "Undetermined")


def _qualification(iri: str, framework: Framework, level: Level) -> Iterator[ox.Quad]:
    """The level in the EU's list of national levels, or ours where that list has it not."""
    yield from _say(iri, RDF + "type", ox.NamedNode(ELM + "Qualification"))
    listed = [one for one in level.same_as if one.startswith(NQF_LEVELS)]
    for one in listed or [level_iri(str(framework.ref), level.code)]:
        yield from _say(iri, ELM + "NQFLevel", ox.NamedNode(one))


def _eqf_level(iri: str, mapping: Mapping, target: Level, common: Framework) -> Iterator[ox.Quad]:
    """The European level, and the reports that give it."""
    address = _eu_list(target.same_as) or level_iri(str(common.ref), target.code)
    yield from _say(iri, ELM + "EQFLevel", ox.NamedNode(address))
    yield from _concept(address, _eu_list(common.same_as), f"Level {target.code}")
    yield from _note(iri, "eqf-level", "EQF level: " + _said_by(mapping))


def _level(iri: str, framework: Framework, level: Level) -> Iterator[ox.Quad]:
    """Our concept of the level, and those of others that are the same: the EU's list's, the ACQF platform's."""
    scheme, own = edition_iri(str(framework.ref)), level_iri(str(framework.ref), level.code)
    label = f"{framework.name}, level {level.code}"
    yield from _say(scheme, SKOS + "prefLabel", words(framework.name))
    yield from _concept(own, scheme, label)
    yield from _say(own, SKOS + "notation", ox.Literal(level.code))
    for other in level.same_as:
        yield from _say(own, SKOS + "exactMatch", ox.NamedNode(other))
        yield from _concept(other, NQF_SCHEME if other.startswith(NQF_LEVELS) else None, label)
    for same in (own, *level.same_as):
        yield from _say(iri, ELM + "educationLevel", ox.NamedNode(same))


def _field_unknown(iri: str) -> Iterator[ox.Quad]:
    """ISCED-F is asked for, and a type of award has no one field."""
    yield from _say(iri, ELM + "ISCEDFCode", ox.NamedNode(_ISCED_F + "9999"))
    yield from _concept(_ISCED_F + "9999", _ISCED_F + "25831c2", "Field unknown")


def _outcomes(iri: str, framework: Framework, level: Level) -> Iterator[ox.Quad]:
    """What the level asks for, in our words; where the record has no descriptor, only that there are some."""
    base = level_iri(str(framework.ref), level.code)
    absent = f"Learning outcomes of {framework.name}, level {level.code}; the record holds no descriptor of them"
    texts = [(f"{item.domain}: {item.text}", item.source) for item in level.descriptors]
    for number, (text, source) in enumerate(texts or [(absent, "")], 1):
        outcome = f"{base}#outcome-{number}"
        yield from _say(iri, ELM + "learningOutcome", ox.NamedNode(outcome))
        yield from _say(outcome, RDF + "type", ox.NamedNode(ELM + "LearningOutcome"))
        yield from _say(outcome, DCT + "title", words(text))
        if source:
            note = f"Descriptor of the whole level in qualmap's words, after: {_where(framework, source)}"
            yield from _note(outcome, "source", note)


def _credits(iri: str, award: QualificationType, framework: Framework) -> Iterator[ox.Quad]:
    """ECTS credits, if they are one number and a source was looked at."""
    source = award.size_source and framework.source_of(award.size_source)
    if award.credit_system != "ECTS" or not (award.credits or "-").replace(".", "").isdigit():
        return
    if not source or source.verification == "recalled":
        return
    node, system = f"{iri}-credits", _CREDIT + "6fcec5c5af"
    yield from _say(iri, ELM + "creditPoint", ox.NamedNode(node))
    yield from _say(node, RDF + "type", ox.NamedNode(ELM + "CreditPoint"))
    yield from _say(node, ELM + "framework", ox.NamedNode(system))
    yield from _say(node, ELM + "point", ox.Literal(str(award.credits)))
    yield from _concept(system, _CREDIT + "25831c2", "European Credit Transfer System")


def _note(iri: str, name: str, text: str) -> Iterator[ox.Quad]:
    node = f"{iri}-{name}"
    yield from _say(iri, ELM + "additionalNote", ox.NamedNode(node))
    yield from _say(node, RDF + "type", ox.NamedNode(ELM + "Note"))
    yield from _say(node, ELM + "noteLiteral", words(text))


def _concept(iri: str, scheme: str | None, label: str) -> Iterator[ox.Quad]:
    """A term of a vocabulary, described as validators need it: they do not look it up."""
    yield from _say(iri, RDF + "type", ox.NamedNode(SKOS + "Concept"))
    yield from _say(iri, SKOS + "prefLabel", words(label))
    if scheme:
        yield from _say(iri, SKOS + "inScheme", ox.NamedNode(scheme))
        yield from _say(scheme, RDF + "type", ox.NamedNode(SKOS + "ConceptScheme"))


def _where(framework: Framework, key: str) -> str:
    source = framework.source_of(key)
    where = source.url or source.citation or source.note or "no address"
    return f"{where} ({_CHECKED[source.verification]})"


def _said_by(mapping: Mapping) -> str:
    """The reports behind an official answer."""
    used = [item for item in mapping.evidence if item.used and item.status == "referenced"]
    return "; ".join(f"{item.source} ({_CHECKED[item.verification or 'recalled']})" for item in used)


def _say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> Iterable[ox.Quad]:
    return (ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value),)
