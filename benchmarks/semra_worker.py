"""Runs inside SeMRA's own environment: takes jobs as JSON on standard input, writes a result per line.

A job is what ``semra_side_by_side.py`` makes of a catalogue (``Job`` there). Frameworks and levels arrive as numbers,
because SeMRA takes neither an ``@`` in a prefix nor a space in an identifier. Every framework is a prefix of its own,
registered in the Bioregistry before SeMRA is imported: SeMRA drops evidence on prefixes that it cannot expand, and
would infer nothing from it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

JUSTIFICATION = "semapv:ManualMappingCuration"
OWN_PREFIXES = ("skos", "semapv", "wikidata", "mapping")
"""What SeMRA expands besides our levels: predicates, justifications, itself as a source, the ids of mappings."""


def prefix(framework: int) -> str:
    """The prefix under which SeMRA knows a framework."""
    return f"qualmap{framework}"


def register(frameworks: int) -> None:
    """Make our prefixes known before SeMRA reads the Bioregistry."""
    import bioregistry

    for number in range(frameworks):
        name = prefix(number)
        bioregistry.add_resource(
            bioregistry.Resource(prefix=name, name=name, uri_format=f"https://example.org/{name}/$1")
        )


def mappings_of(links: Iterable[list[Any]]) -> list[Any]:
    """SeMRA's mappings from ours, each with the table it stands in and our confidence in it."""
    from semra import Mapping, MappingSet, Reference
    from sssom_pydantic import SemanticMapping

    found = []
    for origin, level, destination, target, predicate, confidence, table in links:
        stated = SemanticMapping(
            subject=Reference(prefix=prefix(origin), identifier=str(level)),
            predicate=Reference.from_curie(predicate),
            object=Reference(prefix=prefix(destination), identifier=str(target)),
            justification=Reference.from_curie(JUSTIFICATION),
            confidence=confidence,
        )
        found.append(Mapping.from_sssom_pydantic(stated, MappingSet(id=f"https://example.org/tables/{table}")))
    return found


def light_prefixes(frameworks: int) -> Any:
    """SeMRA's prefix map cut to what the mappings use. It expands each name against all of it, some 3,000 prefixes."""
    from semra import struct

    return struct.CONVERTER.get_subconverter([*OWN_PREFIXES, *map(prefix, range(frameworks))])


def work(job: dict[str, Any], converters: dict[bool, Any]) -> dict[str, Any]:
    """Invert, infer chains, and read off what is said of one pair. The clock starts at SeMRA's own mappings."""
    from semra import struct
    from semra.api import keep_prefixes
    from semra.inference import infer_chains, infer_reversible

    struct.CONVERTER = converters[job["light"]]
    mappings = mappings_of(job["links"])
    start = time.perf_counter()
    if job["keep"] is not None:
        mappings = keep_prefixes(mappings, [prefix(number) for number in job["keep"]], progress=False)
    limits = {name: job[name] for name in ("cutoff", "maximum_component_size") if job[name] is not None}
    both_ways = infer_reversible(mappings, progress=False)
    inferred = infer_chains(both_ways, progress=False, **limits)
    pair = None if job["ask"] is None else tuple(prefix(number) for number in job["ask"])
    said = [
        [int(each.subject.identifier), int(each.object.identifier), each.predicate.curie, each.get_confidence()]
        for each in inferred
        if (each.subject.prefix, each.object.prefix) == pair
    ]
    seconds = time.perf_counter() - start
    confidences = [each.get_confidence() for each in inferred]
    if None in confidences:
        raise RuntimeError("SeMRA dropped evidence: a prefix could not be expanded")
    known = {(each.subject, each.object, each.predicate) for each in both_ways}
    new = [
        confidence
        for each, confidence in zip(inferred, confidences, strict=True)
        if (each.subject, each.object, each.predicate) not in known
    ]
    sure = sum(confidence >= 0.999 for confidence in new)
    return {"seconds": seconds, "given": len(mappings), "chained": len(new), "sure": sure, "said": said}


def main() -> None:
    """Import once, then a result per job."""
    request = json.load(sys.stdin)
    start = time.perf_counter()
    register(request["frameworks"])
    from semra import struct

    converters = {False: struct.CONVERTER, True: light_prefixes(request["frameworks"])}
    about = {"version": version("semra"), "import_seconds": time.perf_counter() - start}
    print(json.dumps(about | {"prefixes": len(struct.CONVERTER.get_prefixes())}), flush=True)
    for job in request["jobs"]:
        print(json.dumps(work(job, converters)), flush=True)


if __name__ == "__main__":
    main()
