"""Random ladders and random evidence, as hypothesis strategies: the engine's laws must hold on all of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from qualmap import Qualmap
from qualmap.catalog import Catalogue, read_catalogue
from qualmap.records import Framework, Referencing

TYPES = ["primary", "lower-secondary", "upper-secondary-general", "short-cycle-he", "bachelor", "master", "doctorate"]
STATUSES = ["referenced", "aligned", "comparison", "self-declared", "draft"]
SOURCES = {
    "seen": {"id": "seen", "verification": "seen", "url": "https://example.org/{}"},
    "secondary": {"id": "secondary", "verification": "secondary", "url": "https://copy.example.org/{}"},
    "recalled": {"id": "recalled", "verification": "recalled", "note": "not checked"},
}


@cache
def bundled() -> Catalogue:
    return read_catalogue()


def ladder(name: str, codes: list[str], awards: dict[str, str]) -> Framework:
    """A European ladder of these levels (``2a`` and ``2b`` are parallel), with a generic type of award on some."""
    tracks = [(code, code.rstrip("ab")) for code in codes]
    levels = [
        {"code": code, "rank": rung, "source": "s"} | ({"parent": rung} if code != rung else {})
        for code, rung in tracks
    ]
    titles = [
        {"title": f"Award {code}", "levels": [code], "source": "s", "generic_type": kind}
        for code, kind in awards.items()
    ]
    return _framework(name, "europe", "seen", levels, titles)


def _framework(name: str, region: str, verification: str, levels: list, awards: list) -> Framework:
    return Framework.model_validate(
        {
            "id": name,
            "edition": "1",
            "name": name,
            "kind": "national",
            "status": "in-force",
            "region": region,
            "source": "s",
            "sources": [{"id": "s", "verification": verification, "citation": "a book"}],
            "levels": levels,
            "qualification_types": awards,
        }
    )


@st.composite
def frameworks(draw, name: str, most: int = 7) -> Framework:
    """A ladder of 1 to ``most`` rungs, some with parallel tracks, some with awards, in any region."""
    levels, awards = [], []
    for rung in range(1, draw(st.integers(1, most)) + 1):
        tracks = draw(st.sampled_from([("",), ("",), ("",), ("a", "b")]))
        for track in tracks:
            level = {"code": f"{rung}{track}", "rank": str(rung), "source": "s"}
            levels.append(level | ({"parent": str(rung)} if track else {}))
            if draw(st.booleans()):
                generic = draw(st.sampled_from(TYPES))
                awards.append(
                    {
                        "title": f"Award {rung}{track}",
                        "levels": [f"{rung}{track}"],
                        "source": "s",
                        "generic_type": generic,
                    }
                )
    region, verification = draw(st.sampled_from(["europe", "africa"])), draw(st.sampled_from(["seen", "recalled"]))
    return _framework(name, region, verification, levels, awards)


@st.composite
def tables(
    draw, origin: Framework, destination: Framework, name: str = "table", *, rising: bool = True, whole: bool = False
) -> Referencing:
    """A table between two ladders; ``rising`` keeps it in order, ``whole`` gives every level one sure target."""
    at, links, top = 0, [], len(destination.codes) - 1
    ranks = {}
    for code, rank in zip(origin.codes, origin.ranks, strict=True):
        if not whole and draw(st.integers(0, 4)) == 0:
            continue
        if rising:
            at = max(at, ranks.get(rank - 1, at))
            first = min(at + draw(st.integers(0, 1)), top) if rank not in ranks else ranks[rank]
        else:
            first = draw(st.integers(0, top))
        last = first if whole or rank in ranks else min(first + draw(st.sampled_from([0, 0, 0, 1])), top)
        at = max(at, last)
        ranks.setdefault(rank, last)
        targets = list(destination.codes[first : last + 1])
        source = draw(st.sampled_from(sorted(SOURCES)))
        link = {
            "level": code,
            "targets": targets,
            "relation": "equal" if len(targets) == 1 else "spans",
            "source": source,
        }
        links.append(
            link | ({} if source == "recalled" else {"claim": draw(st.sampled_from(["pair", "pair", "aligned"]))})
        )
    return make_table(origin, destination, name, links, draw(st.sampled_from(STATUSES)))


def make_table(
    origin: Framework,
    destination: Framework,
    name: str,
    links: list,
    status: str = "referenced",
    date: str | None = None,
) -> Referencing:
    used = sorted({link["source"] for link in links}) or ["seen"]
    sources = [{key: value.format(name) for key, value in SOURCES[key_].items()} for key_ in used]
    tree = {
        "id": f"{origin.id}--{destination.id}--{name}",
        "origin": str(origin.ref),
        "destination": str(destination.ref),
        "status": status,
        "sources": sources,
        "links": links,
    }
    return Referencing.model_validate(tree | ({"date": date} if date else {}))


def world(ladders: list[Framework], evidence: list[Referencing]) -> Qualmap:
    """A catalogue of the scale framework, some ladders and some tables."""
    scale = bundled().framework(bundled().parameters.scale)
    everyone = {str(framework.ref): framework for framework in (scale, *ladders)}
    return Qualmap(replace(bundled(), frameworks=everyone, tables=tuple(evidence)))


@st.composite
def worlds(draw, *, rising: bool = True) -> tuple[Qualmap, list[Framework]]:
    """Three ladders, the scale, and random tables between some of them."""
    ladders = [draw(frameworks(name)) for name in ("one", "two", "three")]
    scale = bundled().framework(bundled().parameters.scale)
    pairs = [(ladders[0], ladders[1]), (ladders[1], ladders[2]), (ladders[0], scale), (ladders[2], scale)]
    evidence = [draw(tables(*pair, rising=rising)) for pair in pairs if draw(st.booleans())]
    return world(ladders, evidence), ladders
