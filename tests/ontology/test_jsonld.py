"""JSON-LD with readable keys: nothing is lost, and nothing is fetched, whoever reads it."""

from __future__ import annotations

import json
import socket
from collections import defaultdict
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualmap.ontology import catalogue_quads, records_from
from qualmap.ontology.context import ADDRESS, context, render
from qualmap.ontology.formats import rdflib_term, to_dataset
from qualmap.ontology.iris import page_of
from qualmap.ontology.jsonld import compact
from qualmap.ontology.terms import FIELDS, RDF, XSD
from qualmap.records import (
    Descriptor,
    Dispute,
    Framework,
    Instrument,
    Level,
    Link,
    Party,
    Progression,
    QualificationType,
    Referencing,
    Source,
    Stated,
    StatedDate,
)
from tests import artefacts
from tests.conftest import ROOT

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BASE = "https://w3id.org/qualmap/"


@pytest.fixture(scope="module")
def pages():
    found = defaultdict(list)
    for quad in artefacts.quads("none"):
        found[page_of(quad.subject.value)].append(quad)
    return found


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refused(*_):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def by_pyoxigraph(data):
    return set(ox.parse(data, ox.RdfFormat.JSON_LD))


def by_rdflib(data):
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(data=data, format="json-ld")
    return {(s, p, o, None if str(g).startswith("urn:x-rdflib") else g) for s, p, o, g in dataset.quads()}


def in_rdflib(quads):
    return {tuple(rdflib_term(term) for term in quad) for quad in quads}


def by_pyld(data):
    from pyld import jsonld

    def loader(*_):
        raise AssertionError("a context was fetched")

    options = {"format": "application/n-quads", "documentLoader": loader}
    return set(ox.parse(jsonld.to_rdf(json.loads(data), options).encode(), ox.RdfFormat.N_QUADS))


def test_the_published_context_is_the_generated_one():
    committed = ROOT / "src" / "qualmap" / "ontology" / "context.jsonld"
    assert committed.read_bytes() == render(), "run `python scripts/refresh.py`"


def test_every_property_of_a_record_has_one_key():
    entries = {
        key: entry["@id"] if isinstance(entry, dict) else entry for key, entry in context().items() if key[0] != "@"
    }
    for fields in FIELDS.values():
        for term in fields.values():
            assert len([key for key, iri in entries.items() if iri == term.predicate]) == 1
    assert {"levels", "code", "rank", "standsAt", "destinationLevels", "title"} <= set(entries)
    assert len(set(entries.values())) == len(entries)


def test_every_property_of_the_graph_has_a_key_except_the_head_of_the_vocabulary(pages):
    known = {entry["@id"] if isinstance(entry, dict) else entry for entry in context().values() if entry != 1.1}
    used = {quad.predicate.value for page, quads in pages.items() if page != BASE + "ontology" for quad in quads}
    assert used - known == {RDF + "type"}


def test_no_page_loses_a_statement(pages):
    assert len(pages) > 2000
    for quads in pages.values():
        assert by_pyoxigraph(compact(quads)) == set(quads)


@pytest.mark.parametrize("read", [by_rdflib, by_pyld])
def test_other_readers_read_the_same(pages, read):
    """Every page of one kind in forty, and the largest."""
    chosen = [*sorted(pages)[::40], max(pages, key=lambda page: len(pages[page]))]
    for page in chosen:
        expected = in_rdflib(pages[page]) if read is by_rdflib else set(pages[page])
        assert read(compact(pages[page])) == expected


def test_the_union_of_a_page_is_one_plain_node_that_people_can_read(pages):
    quads = [ox.Quad(*quad.triple) for quad in pages[BASE + "framework/ie-nfq/2003"]]
    tree = json.loads(compact(quads))
    assert list(tree)[:3] == ["@context", "id", "type"]
    assert "Framework" in tree["type"]
    assert tree["levels"][:2] == [BASE + "framework/ie-nfq/2003/level/1", BASE + "framework/ie-nfq/2003/level/2"]
    assert tree["status"] == "in-force"
    assert tree["sources"][0]["verification"] in ("seen", "secondary", "recalled")
    table = json.loads(compact(ox.Quad(*q.triple) for q in pages[BASE + "referencing/ie-nfq%402003--eqf%402017"]))
    assert [link["position"] for link in table["links"]] == list(range(len(table["links"])))
    assert table["links"][0]["destinationLevels"] == [BASE + "framework/eqf/2017/level/1"]


def test_the_order_of_statements_changes_nothing(pages):
    quads = pages[BASE + "instrument/addis-2014"]
    assert compact(quads) == compact(reversed(quads))


def test_the_published_context_reads_what_people_write():
    """With prefixes too, as an author uses the context; the address of the context is never fetched."""
    written = {"@context": context(), "id": "urn:l", "type": "Level", "code": "4+", "rank": 4, "skos:altLabel": "Four"}
    facts = {
        quad.predicate.value.rpartition("#")[2]: quad.object for quad in by_pyoxigraph(json.dumps(written).encode())
    }
    assert facts["notation"] == ox.Literal("4+")
    assert facts["rank"] == ox.Literal("4", datatype=ox.NamedNode(XSD + "integer"))
    assert facts["altLabel"] == ox.Literal("Four")
    with pytest.raises(SyntaxError):
        by_pyoxigraph(json.dumps(written | {"@context": ADDRESS}).encode())


# -- any graph

IRIS = st.sampled_from(
    [
        "urn:a",
        "https://e.org/p",
        "https://e.org/p#a",
        "https://e.org/p#a-b",
        BASE + "x#y",
        "http://e.org/%40é",
        "qm-x:y",
    ]
)
PROPERTIES = st.sampled_from(
    [
        *sorted({term.predicate for fields in FIELDS.values() for term in fields.values()}),
        RDF + "type",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "https://w3id.org/sssom/confidence",
        "urn:p",
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NUMBERS = st.sampled_from(["0", "1", "-7", "007", "+3", "-0", "9" * 15, "9" * 16, "9" * 40, "1.0", "x", ""])
DATATYPES = st.sampled_from([XSD + name for name in ("integer", "decimal", "date", "boolean", "double")] + ["urn:d"])
VALUES = st.one_of(
    IRIS.map(ox.NamedNode),
    st.sampled_from("ab").map(ox.BlankNode),
    TEXTS.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "de", "en-gb"])),
    st.builds(lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(kind)), NUMBERS, DATATYPES),
)
GRAPHS = st.one_of(st.just(ox.DefaultGraph()), IRIS.map(ox.NamedNode))
QUADS = st.builds(ox.Quad, IRIS.map(ox.NamedNode), PROPERTIES.map(ox.NamedNode), VALUES, GRAPHS)


@FEW
@given(st.lists(QUADS, max_size=12))
def test_no_graph_loses_a_statement(quads):
    data = compact(quads)
    mine, back = ox.Dataset(quads), ox.Dataset(by_pyoxigraph(data))
    for dataset in (mine, back):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert mine == back
    text = data.decode()  # PyLD names blank nodes anew, and writes doubles in their canonical form
    assert "_:" in text or XSD + "double" in text or by_pyld(data) == set(quads)


# -- any record

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=8)
CODES = st.lists(WORDS, min_size=1, max_size=4, unique=True)
DATES = st.sampled_from(["1999", "2003-02", "2020-12-31"])
ADDRESSES = st.sampled_from(["https://example.org/a", "http://example.org/b?c=d#e", "https://example.org/é%20"])


def maybe(strategy):
    return st.none() | strategy


def several(strategy):
    return st.lists(strategy, max_size=3, unique=True)


@st.composite
def sources(draw):
    ids = draw(CODES)
    kinds = st.sampled_from(["seen", "secondary", "recalled"])
    facts = {"citation": maybe(WORDS), "date_seen": maybe(DATES), "published": maybe(DATES), "note": maybe(WORDS)}
    facts |= {"url": maybe(ADDRESSES), "work": maybe(WORDS), "verification": kinds}
    return tuple(draw(st.builds(Source, id=st.just(one), **facts)) for one in ids)


def stated(cited):
    return st.builds(Stated, value=WORDS, source=cited)


def dated(cited):
    return st.builds(StatedDate, value=DATES, source=cited)


def disputes(cited):
    claim = stated(cited)
    return st.lists(st.builds(Dispute, about=WORDS, used=claim, other=claim, why=WORDS, level=maybe(WORDS)), max_size=2)


@st.composite
def levels(draw, codes, cited):
    steps = st.integers(-3, 9)
    progression = st.builds(Progression, knowledge=steps, skills=steps, autonomy=steps, context=steps, source=cited)
    made, parallel = [], draw(st.booleans())
    for place, code in enumerate(codes):
        domains = draw(st.lists(WORDS, max_size=2, unique=True))
        facts = {"code": code, "rank": 1 if parallel else place + 1, "source": draw(cited)}
        facts |= {"parent": "group" if parallel else draw(maybe(WORDS)), "title": draw(maybe(WORDS))}
        facts |= {"same_as": tuple(sorted(draw(several(ADDRESSES)))), "progression": draw(maybe(progression))}
        facts["descriptors"] = tuple(Descriptor(domain=d, text=draw(WORDS), source=draw(cited)) for d in domains)
        made.append(Level(**facts))
    return tuple(made)


@st.composite
def frameworks(draw, name):
    listed, codes = draw(sources()), draw(CODES)
    cited = st.sampled_from([source.id for source in listed])
    spans = maybe(st.sampled_from(["3", "1-2", "0.5"]))
    award = st.builds(
        QualificationType,
        title=WORDS,
        levels=st.sets(st.sampled_from(codes)).map(lambda chosen: tuple(code for code in codes if code in chosen)),
        source=cited,
        generic_type=maybe(st.just("bachelor")),
        isced=maybe(st.integers(0, 8)),
        years=spans,
        credits=spans,
        credit_system=maybe(WORDS),
        size_source=maybe(cited),
        note=maybe(WORDS),
    )
    return draw(
        st.builds(
            Framework,
            id=st.just(name),
            edition=st.sampled_from(["2003", "v1.2-b"]),
            name=WORDS,
            kind=st.sampled_from(["national", "regional", "country"]),
            status=st.sampled_from(["in-force", "unknown"]),
            source=cited,
            region=st.sampled_from(["europe", "world"]),
            native_name=maybe(WORDS),
            jurisdiction=maybe(WORDS),
            countries=several(st.sampled_from(["KE", "FR", "XK"])),
            subdivisions=several(WORDS),
            sector=maybe(WORDS),
            valid_from=maybe(dated(cited)),
            valid_to=maybe(dated(cited)),
            teach_out_to=maybe(dated(cited)),
            authority=maybe(stated(cited)),
            legal_basis=maybe(stated(cited)),
            domains=several(WORDS),
            same_as=several(ADDRESSES),
            notes=st.lists(stated(cited), max_size=2),
            disputes=disputes(cited),
            sources=st.just(listed),
            levels=levels(codes, cited),
            qualification_types=st.lists(award, max_size=3),
        )
    )


@st.composite
def tables(draw, origin, destination):
    listed = draw(sources())
    cited = st.sampled_from([source.id for source in listed])
    links = []
    for code in draw(st.sets(st.sampled_from(origin.codes))):
        chosen = draw(st.sets(st.sampled_from(destination.codes)))
        targets = tuple(code for code in destination.codes if code in chosen)
        relation = draw(st.sampled_from(["equal", "narrower", "broader", "split"])) if targets else "unlinked"
        facts = {"level": code, "targets": targets, "relation": relation, "source": draw(cited)}
        facts |= {"claim": draw(maybe(st.sampled_from(["pair", "aligned"]))), "decides_by": draw(maybe(WORDS))}
        links.append(Link(**facts, statement=draw(maybe(WORDS))))
    return draw(
        st.builds(
            Referencing,
            id=st.just("xx--yy"),
            origin=st.just(str(origin.ref)),
            destination=st.just(str(destination.ref)),
            status=st.sampled_from(["referenced", "draft", "withdrawn"]),
            title=maybe(WORDS),
            date=maybe(DATES),
            matching=maybe(st.just("best-fit")),
            note=maybe(WORDS),
            disputes=disputes(cited),
            sources=st.just(listed),
            unread=several(cited),
            links=st.just(tuple(links)),
        )
    )


@st.composite
def instruments(draw):
    listed = draw(sources())
    cited = st.sampled_from([source.id for source in listed])
    dates = dict.fromkeys(["signed", "ratified", "in_force_from", "in_force_to", "left"], maybe(DATES))
    statuses = st.sampled_from(["party", "member", "left"])
    countries = draw(several(st.sampled_from(["KE", "FR", "XK"])))
    parties = tuple(
        draw(st.builds(Party, country=st.just(one), status=statuses, source=cited, note=maybe(WORDS), **dates))
        for one in countries
    )
    return draw(
        st.builds(
            Instrument,
            id=st.just("some-act"),
            name=WORDS,
            kind=st.sampled_from(["convention", "directive"]),
            covers=st.sets(st.sampled_from(["access", "vocational"]), min_size=1).map(tuple),
            binding=st.just("binding"),
            obliges=stated(cited),
            source=cited,
            region=st.just("world"),
            short_name=maybe(WORDS),
            adopted=maybe(dated(cited)),
            in_force_from=maybe(dated(cited)),
            replaces=several(st.sampled_from(["other-act", "third-act"])),
            same_as=several(ADDRESSES),
            notes=st.lists(stated(cited), max_size=2),
            sources=st.just(listed),
            parties=st.just(parties),
        )
    )


@FEW
@given(st.data())
def test_any_records_survive_the_way_to_rdf_and_back(catalogue, data):
    origin, destination = data.draw(frameworks("xx-nqf")), data.draw(frameworks("yy-nqf"))
    table, instrument = data.draw(tables(origin, destination)), data.draw(instruments())
    known = {str(one.ref): one for one in (origin, destination)}
    quads = catalogue_quads(replace(catalogue, frameworks=known, tables=(table,), instruments=(instrument,)))
    assert records_from(to_dataset(quads)) == ((origin, destination), (table,), (instrument,))
    through = by_pyoxigraph(compact(quads))
    assert through == set(quads)
    assert records_from(to_dataset(through)) == ((origin, destination), (table,), (instrument,))
