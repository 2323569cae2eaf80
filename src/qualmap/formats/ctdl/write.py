"""CTDL, the language of the Credential Registry: a framework with its levels and awards, a crosswalk as alignment map.

The context is in the file, so that no reader has to fetch one. CTIDs are left out: the registry's publishers give
them. CTDL has no word for the confidence of an alignment (``ceterms:weight`` is its strength), so ours, with the basis
of the answer, stands in the alignment's description.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from qualmap.crosswalk.model import Crosswalk, Mapping
from qualmap.ontology.iris import association_iri, awards_of, crosswalk_iri, edition_iri, level_iri
from qualmap.ontology.terms import SKOS
from qualmap.records import Framework, Level

Tree = dict[str, Any]

_TEXTS = """ceterms:name ceterms:description ceterms:alternateName ceterms:sourceNodeName ceterms:targetNodeName
    ceasn:name skos:prefLabel skos:note""".split()
_LINKS = """asn:hasProgressionModel ceterms:compares schema:about ceterms:hasPart ceterms:sourceNode ceterms:targetNode
    ceterms:alignmentType ceterms:indicativeCredentialType ceterms:precedes ceterms:precededBy ceterms:sameAs
    ceterms:source ceasn:sourceDocumentation ceasn:inProgressionModel skos:hasTopConcept skos:topConceptOf""".split()
CONTEXT: Tree = {
    "ceterms": "https://purl.org/ctdl/terms/",
    "ceasn": "https://purl.org/ctdlasn/terms/",
    "asn": "http://purl.org/asn/schema/core/",
    "align": "https://purl.org/ctdl/vocabs/align/",
    "schema": "https://schema.org/",
    "skos": SKOS,
    **{name: {"@container": "@language"} for name in _TEXTS},
    **{name: {"@type": "@id"} for name in _LINKS},
}
"""CTDL's prefixes, and which of the terms used here hold text by language, and which an address."""
_TYPE = {"narrower": "skos:broadMatch", "broader": "skos:narrowMatch"}


def framework_to_ctdl(framework: Framework) -> str:
    """A framework edition as a ``ceterms:QualificationsFramework`` with its progression model, in JSON-LD."""
    iri = edition_iri(str(framework.ref))
    kinds: dict[str, list[str]] = {code: [] for code in framework.codes}
    types = []
    for address, award in awards_of(framework):
        types.append({"@id": address, "@type": "ceterms:CredentialType", "ceterms:name": {"und": award.title}})
        for code in award.levels:
            kinds[code].append(address)
    head: Tree = {
        "@id": iri,
        "@type": "ceterms:QualificationsFramework",
        "ceterms:name": {"en": framework.name},
        "ceterms:alternateName": {"und": [framework.native_name]} if framework.native_name else None,
        "ceterms:description": {"en": _framework_description(framework)},
        "ceterms:versionCode": framework.edition,
        "ceterms:sameAs": list(framework.same_as),
        "ceasn:sourceDocumentation": _read(framework),
        "asn:hasProgressionModel": _model_iri(framework) if framework.levels else None,
    }
    return _write([head, *_progression(framework, kinds), *types])


def crosswalk_to_ctdl(crosswalk: Crosswalk, origin: Framework | None, destination: Framework) -> str:
    """A crosswalk as a ``ceterms:AlignmentMap``, with the levels of both frameworks, in JSON-LD.

    A level without counterpart has type ``align:NoMatch``; one of which nothing is known has no alignment. ``origin``
    is None if no edition of it applied on the day that was asked for; the map is then empty and says why.
    """
    sources = (item.source for one in crosswalk.mappings for item in one.evidence if item.used and item.kind == "link")
    ends = [origin, destination] if origin else [destination]
    head: Tree = {
        "@id": _page(crosswalk),
        "@type": "ceterms:AlignmentMap",
        "ceterms:name": {"en": f"{origin.name if origin else crosswalk.origin.id} to {destination.name}"},
        "ceterms:description": {"en": _map_description(crosswalk)},
        "ceterms:versionCode": crosswalk.catalogue_version,
        "ceasn:license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "ceterms:source": [one for one in dict.fromkeys(sources) if one and _is_web(one)],
        "schema:about": [edition_iri(str(end.ref)) for end in ends],
        "ceterms:compares": [_model_iri(end) for end in ends],
        "ceterms:hasPart": [
            row for one in crosswalk.mappings if origin for row in _rows(crosswalk, one, origin, destination)
        ],
    }
    return _write([head, *(node for end in ends for node in _progression(end, {}))])


def _rows(crosswalk: Crosswalk, mapping: Mapping, origin: Framework, destination: Framework) -> Iterator[Tree]:
    """One alignment for each answer of a level."""
    targets: Iterable[str | None] = mapping.destination_levels or ([None] if mapping.status == "unlinked" else [])
    for target in targets:
        found = {} if target is None else _target(destination, target)
        kind = "align:NoMatch" if target is None else _TYPE.get(mapping.relation or "", "skos:closeMatch")
        yield {
            "@id": association_iri(_page(crosswalk), mapping.origin_level, target),
            "@type": "ceterms:AlignmentObject",
            "ceterms:sourceNode": level_iri(str(origin.ref), mapping.origin_level),
            "ceterms:sourceNodeName": {"en": _level_name(origin, mapping.origin_level)},
            **found,
            "ceterms:alignmentType": kind,
            "ceterms:description": {"en": _row_description(mapping)},
        }


def _target(framework: Framework, code: str) -> Tree:
    return {
        "ceterms:targetNode": level_iri(str(framework.ref), code),
        "ceterms:targetNodeName": {"en": _level_name(framework, code)},
    }


def _row_description(mapping: Mapping) -> str:
    """Basis and confidence, in words."""
    words = [f"Basis: {mapping.basis}."]
    if len(mapping.destination_levels or ()) > 1:
        either = "One or the other" if mapping.relation == "split" else "One answer together"
        words.append(f"{either}: levels {', '.join(mapping.destination_levels or ())}.")
    if mapping.decides_by:
        words.append(f"Decided by {mapping.decides_by}.")
    if mapping.confidence is not None:
        words.append(f"Confidence in the whole answer: {mapping.confidence:g} ({mapping.confidence_basis}).")
    return " ".join(words)


def _map_description(crosswalk: Crosswalk) -> str:
    unknown = [mapping.origin_level for mapping in crosswalk.mappings if mapping.status == "not_known"]
    made = f"Made by qualmap {crosswalk.qualmap_version} from its catalogue {crosswalk.catalogue_version}."
    words = [made, "Each alignment says whether an authority stated it.", "Comparable level is not equivalence."]
    words += [f"Nothing is known of levels {', '.join(unknown)}."] if unknown else []
    words += [f"No alignments: {crosswalk.reason}."] if crosswalk.reason else []
    return " ".join(words)


def _framework_description(framework: Framework) -> str:
    words = [f"{framework.name}, edition {framework.edition}. Kind: {framework.kind}. Status: {framework.status}."]
    words += [f"Countries: {', '.join(framework.countries)}."] if framework.countries else []
    return " ".join(words)


def _progression(framework: Framework, kinds: dict[str, list[str]]) -> Iterator[Tree]:
    """The ladder: a progression model, and its levels from the lowest up. Parallel levels precede together."""
    if not framework.levels:
        return
    levels = sorted(framework.levels, key=lambda level: level.rank)
    yield {
        "@id": _model_iri(framework),
        "@type": "asn:ProgressionModel",
        "ceasn:name": {"en": f"Levels of {framework.name} ({framework.ref})"},
        "skos:hasTopConcept": [level_iri(str(framework.ref), level.code) for level in levels],
    }
    for level in levels:
        yield {
            "@id": level_iri(str(framework.ref), level.code),
            "@type": "asn:ProgressionLevel",
            "skos:prefLabel": {"en": _level_name(framework, level.code)},
            "skos:notation": level.code,
            "skos:note": {"en": _descriptors(level)} if level.descriptors and kinds else None,
            "skos:topConceptOf": _model_iri(framework),
            "ceasn:inProgressionModel": _model_iri(framework),
            "ceterms:precedes": _of_rank(framework, level.rank + 1),
            "ceterms:precededBy": _of_rank(framework, level.rank - 1),
            "ceterms:sameAs": list(level.same_as),
            "ceterms:indicativeCredentialType": kinds.get(level.code),
        }


def _descriptors(level: Level) -> str:
    return "In qualmap's words: " + "; ".join(f"{item.domain}: {item.text}" for item in level.descriptors)


def _of_rank(framework: Framework, rank: int) -> list[str]:
    return [level_iri(str(framework.ref), level.code) for level in framework.levels if level.rank == rank]


def _read(framework: Framework) -> list[str]:
    """The addresses of the sources that were looked at."""
    return list(dict.fromkeys(one.url for one in framework.sources if one.url and one.verification != "recalled"))


def _model_iri(framework: Framework) -> str:
    return edition_iri(str(framework.ref)) + "#levels"


def _page(crosswalk: Crosswalk) -> str:
    return crosswalk_iri(str(crosswalk.origin), str(crosswalk.destination))


def _level_name(framework: Framework, code: str) -> str:
    return f"{framework.name}, level {code}"


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://")) and not set(address) & set(' <>"{}|\\^`')


def _write(nodes: Iterable[Tree]) -> str:
    """JSON-LD without the keys that have nothing to say."""
    graph = [{key: value for key, value in node.items() if value not in (None, [])} for node in nodes]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"
