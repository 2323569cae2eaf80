"""The published graph: every fact in the graph that its source earns it, in terms that others know."""

from __future__ import annotations

from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualmap.documents.statement.as_jsonld import MINTED
from qualmap.graph.published import published_quads
from qualmap.ontology import catalogue_quads, rebased
from qualmap.ontology.graphs import APART_GRAPHS, GRAPHS
from qualmap.ontology.iris import edition_iri, edition_of, level_iri, part_iris, slugs
from qualmap.ontology.terms import BASE, CLASSES, FIELDS, ONTOLOGY, PREFIXES, QM
from qualmap.records import Framework, Source
from qualmap.records.referencing import is_official
from tests import artefacts

RDF, SKOS, XKOS, SSSOM = (PREFIXES[name] for name in ("rdf", "skos", "xkos", "sssom"))
PROV, VOID, DCAT, OWL, DCT = (PREFIXES[name] for name in ("prov", "void", "dcat", "owl", "dct"))


@pytest.fixture(scope="module")
def quads():
    return artefacts.quads("regional")


@pytest.fixture(scope="module")
def store(quads):
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def rows(store, text):
    return list(store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True))


def values(store, text):
    return {row[0].value for row in rows(store, text)}


# -- named graphs ---------------------------------------------------------------------------------


def test_every_statement_stands_in_a_graph_that_is_described(quads):
    assert {quad.graph_name.value for quad in quads} == set(GRAPHS) - set(APART_GRAPHS)


def test_what_nobody_has_read_stands_only_with_what_is_reported(store):
    """No node whose own source is recalled has a statement in the graphs of what was read."""
    astray = """SELECT ?node ?g { ?node prov:wasDerivedFrom/qm:verification "recalled" .
        VALUES ?g { graph:frameworks graph:recognition graph:official } GRAPH ?g { ?node ?p ?o }
        FILTER NOT EXISTS { ?o qm:usedClaim?/(prov:wasDerivedFrom|qm:verification) ?own }  # leads to a fact of its own
        FILTER(?p NOT IN (qm:years, qm:credits, qm:creditSystem)) }  # sizes have sources of their own"""
    assert rows(store, astray) == []
    read = """SELECT ?node { GRAPH graph:frameworks { ?node qm:standsAt ?at }
        ?node prov:wasDerivedFrom/qm:verification "seen" }"""
    assert len(rows(store, read)) > 300


def test_official_links_are_those_that_the_records_call_official(qm, store):
    expected = {
        f"{level_iri(table.origin, link.level)} {table.id}"
        for table in qm.catalogue.tables
        for link in table.links
        if is_official(table, link)
    }
    found = rows(
        store, "SELECT * { GRAPH graph:official { ?l qm:originLevel ?at } ?t qm:link ?l ; dct:identifier ?id }"
    )
    assert {f"{row['at'].value} {row['id'].value}" for row in found} == expected


def test_our_own_classifications_are_nobodys_word(store):
    graphs = values(store, "SELECT DISTINCT ?g { GRAPH ?g { ?a qm:genericType|qm:isced2011|qm:progression ?o } }")
    assert graphs == {BASE + "graph/reported"}


def test_how_far_links_are_trusted_is_kept_apart_from_what_authorities_say(store):
    graphs = values(
        store, "SELECT DISTINCT ?g { ?table a qm:Referencing ; xkos:madeOf ?m . GRAPH ?g { ?m sssom:confidence ?c } }"
    )
    assert graphs == {BASE + "graph/reliability"}


def test_an_award_of_unread_size_keeps_its_title_with_what_was_read(qm, store):
    framework = qm.framework("ie-nfq")
    award = next(a for a in framework.qualification_types if a.years and not a.size_source)
    page = edition_iri(str(framework.ref))
    iri = part_iris(page, page, "qualification_types", framework.qualification_types)[
        framework.qualification_types.index(award)
    ]
    where = {row["p"].value: row["g"].value for row in rows(store, f"SELECT ?p ?g {{ GRAPH ?g {{ <{iri}> ?p ?o }} }}")}
    assert where[DCT + "title"] == BASE + "graph/frameworks"
    assert where[QM + "years"] == BASE + "graph/reported"


# -- associations ---------------------------------------------------------------------------------


def test_every_association_is_a_mapping_and_has_its_plain_match_beside_it(store):
    astray = """SELECT ?m { GRAPH ?g { ?m a xkos:ConceptAssociation ; owl:annotatedSource ?s ; owl:annotatedTarget ?o ;
        owl:annotatedProperty ?p } FILTER(?o != sssom:NoTermFound) FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"""
    assert rows(store, astray) == []
    kinds = Counter(
        row["n"].value
        for row in rows(
            store,
            """SELECT ?m (COUNT(DISTINCT ?k) AS ?n) {
        VALUES ?k { xkos:ConceptAssociation sssom:Mapping owl:Axiom } ?m a ?k } GROUP BY ?m""",
        )
    )
    assert set(kinds) == {"3"}


def test_a_level_without_counterpart_points_to_no_term(qm, store):
    unlinked = sum(link.relation == "unlinked" for table in qm.catalogue.tables for link in table.links)
    found = rows(store, "SELECT ?m { ?t a qm:Referencing ; xkos:madeOf ?m . ?m owl:annotatedTarget sssom:NoTermFound }")
    assert len(found) == unlinked > 0
    assert rows(store, "SELECT ?m { ?m owl:annotatedTarget sssom:NoTermFound ; xkos:targetConcept ?c }") == []


def test_exact_match_never_joins_levels_of_two_of_our_frameworks(store):
    ours = f'FILTER(STRSTARTS(STR(?one), "{BASE}") && STRSTARTS(STR(?other), "{BASE}"))'
    assert rows(store, f"SELECT * {{ ?one skos:exactMatch ?other {ours} }}") == []
    assert len(rows(store, "SELECT * { ?one skos:exactMatch ?other }")) > 400


def test_computed_answers_are_those_of_the_crosswalk(qm, store):
    crosswalk = qm.crosswalk("za-nqf", "eqf")
    found = rows(
        store,
        """SELECT ?code ?target ?p ?sure ?basis ?g {
        GRAPH ?g { ?m owl:annotatedSource ?s ; owl:annotatedTarget ?o ; sssom:confidence ?p ;
        qm:answerConfidence ?sure ; qm:confidenceBasis ?basis }
        ?s skos:inScheme <https://w3id.org/qualmap/framework/za-nqf/2009> ; skos:notation ?code .
        ?o skos:inScheme <https://w3id.org/qualmap/framework/eqf/2017> ; skos:notation ?target }""",
    )
    shown = {
        (r["code"].value, r["target"].value): (
            float(r["p"].value),
            float(r["sure"].value),
            r["basis"].value,
            r["g"].value,
        )
        for r in found
    }
    expected = {
        (m.origin_level, target): (
            pytest.approx(m.distribution[target], abs=1e-6),
            pytest.approx(m.confidence, abs=1e-6),
            m.confidence_basis,
            f"{BASE}graph/{m.basis}",
        )
        for m in crosswalk.mappings
        if m.status == "answered" and m.basis in ("composed", "inferred")
        for target in m.destination_levels
    }
    assert shown == expected
    assert len(shown) >= 8


def test_what_is_not_known_is_not_in_the_graph(qm, store):
    crosswalk = qm.crosswalk("zw-znqf", "eqf")
    silent = [m.origin_level for m in crosswalk.mappings if m.status == "not_known"]
    for code in silent:
        level = level_iri(str(crosswalk.origin.id) + "@" + crosswalk.origin.edition, code)
        eqf = edition_iri("eqf@2017")
        assert rows(store, f"SELECT * {{ <{level}> ?p ?o . ?o skos:inScheme <{eqf}> }}") == []


def test_extents_nest(quads):
    none = set(artefacts.quads("none"))
    recorded = {quad for quad in none if quad.graph_name.value != BASE + "graph/dataset"}
    assert recorded < set(quads)
    computed = {BASE + "graph/composed", BASE + "graph/inferred"}
    assert {quad.graph_name.value for quad in none} == set(GRAPHS) - set(APART_GRAPHS) - computed


# -- the data set ---------------------------------------------------------------------------------


def test_void_counts_are_true(store, quads):
    counted = Counter(quad.graph_name.value for quad in quads)
    for row in rows(store, "SELECT * { ?d void:subset ?g . ?g void:triples ?n FILTER(CONTAINS(STR(?g), '/graph/')) }"):
        assert int(row["n"].value) == counted[row["g"].value]
    sets = rows(
        store,
        "SELECT * { ?l void:subjectsTarget ?a ; void:objectsTarget ?b ; void:triples ?n }",
    )
    matches = Counter()
    for quad in quads:
        if quad.predicate.value in {SKOS + "closeMatch", SKOS + "broadMatch", SKOS + "narrowMatch"}:
            matches[tuple(term.value.partition("/level/")[0] for term in (quad.subject, quad.object))] += 1
    assert {(r["a"].value, r["b"].value): int(r["n"].value) for r in sets} == matches
    assert len(sets) == len({r["l"].value for r in sets})


def test_computed_graphs_name_the_tool_and_its_parameters(qm, store):
    import qualmap

    for name in ("composed", "inferred"):
        found = values(store, f"SELECT * {{ graph:{name} prov:wasGeneratedBy/prov:wasAssociatedWith/dcat:version ?v }}")
        assert found == {qualmap.__version__}
    numbers = {
        row["l"].value: float(row["v"].value)
        for row in rows(store, "SELECT ?l ?v { ?p a qm:Parameter ; rdfs:label ?l ; rdf:value ?v }")
    }
    parameters = qm.catalogue.parameters
    assert numbers["printed weight"] == pytest.approx(parameters.printed_weight, abs=1e-6)
    assert numbers["anchor bachelor mean"] == pytest.approx(
        next(a.mean for a in parameters.anchors if a.type == "bachelor"), abs=1e-6
    )
    assert numbers["status-draft"] == qm.catalogue.assumptions["status-draft"]


# -- the vocabulary -------------------------------------------------------------------------------


def test_every_term_of_ours_that_is_used_is_defined_and_says_why_it_was_minted(quads):
    used = {
        term.value
        for quad in quads
        for term in (quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(QM)
    } | {term.predicate for fields in FIELDS.values() for term in fields.values() if term.predicate.startswith(QM)}
    facts = defaultdict(set)
    for quad in quads:
        if quad.graph_name.value == BASE + "graph/ontology":
            facts[quad.subject.value].add(quad.predicate.value)
    for term in used | set(CLASSES.values()):
        if term != QM:
            assert {SKOS + "definition", SKOS + "editorialNote", PREFIXES["rdfs"] + "label"} <= facts[term], term
    minted = {subject for subject in facts if subject.startswith(QM)}
    exported_only = {QM + "answerBasis"}  # a column of SSSOM files
    of_judgements = {QM + name for name in MINTED}  # which are not in the published graph
    assert minted - used - set(CLASSES.values()) - of_judgements == exported_only
    assert of_judgements <= minted


def test_domains_and_ranges_are_those_of_the_records(quads):
    about = {
        (quad.subject.value, quad.predicate.value.rsplit("#", 1)[-1]): quad.object.value
        for quad in quads
        if quad.graph_name.value == BASE + "graph/ontology" and quad.predicate.value.endswith(("#domain", "#range"))
    }
    for model, fields in FIELDS.items():
        for term in fields.values():
            domain = about.get((term.predicate, "domain"))
            assert domain in (None, CLASSES[model]), term
            if term.node is not None and (term.predicate, "range") in about:
                node = Source if issubclass(term.node, Source) else term.node
                assert about[term.predicate, "range"] == CLASSES[node], term


# -- IRIs -----------------------------------------------------------------------------------------


def test_no_two_records_share_an_iri(qm):
    owners = Counter()
    for quad in catalogue_quads(qm.catalogue):
        if quad.predicate.value == RDF + "type" and quad.object.value.startswith(QM):
            owners[quad.subject.value] += 1
    assert max(owners.values()) == 1
    count = sum(len(f.levels) + len(f.qualification_types) + 1 for f in qm.frameworks())
    assert sum("/framework/" in iri and "#" not in iri for iri in owners) == count


@given(st.lists(st.text(max_size=120), max_size=12))
def test_slugs_tell_titles_apart(titles):
    names = slugs(titles)
    assert len(set(names)) == len(titles)
    assert all(name and not set(name) & set("/#?<> ") for name in names)


def test_the_name_of_an_award_does_not_depend_on_its_place(qm):
    framework = qm.framework("ie-nfq")
    turned = Framework.model_validate(
        framework.model_dump() | {"qualification_types": [a.model_dump() for a in framework.qualification_types[::-1]]}
    )
    page = edition_iri(str(framework.ref))
    names = part_iris(page, page, "qualification_types", framework.qualification_types)
    assert part_iris(page, page, "qualification_types", turned.qualification_types) == names[::-1]


@pytest.mark.parametrize("ref", ["ie-nfq@2003", "gb-sct-scqf@current", "x@1.0-rev"])
def test_an_editions_iri_leads_back_to_it(ref):
    assert edition_of(edition_iri(ref)) == ref


def test_another_base_moves_everything_but_the_vocabulary(qm, quads):
    moved = list(rebased(quads, "https://example.org/q/"))
    text = "\n".join(map(str, moved))
    assert len(moved) == len(quads)
    assert text.count(BASE) == text.count(ONTOLOGY)
    assert "<https://example.org/q/framework/ie-nfq/2003/level/8>" in text


def test_there_are_no_blank_nodes_and_the_order_is_fixed(qm, quads):
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert list(published_quads(qm.catalogue, "regional")) == quads
