"""The static site: each resource as a page for people and two for machines, on any server, whatever a record says."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pyoxigraph as ox
import pytest
import rdflib

from qualmap.errors import OutputError, UnknownNameError
from qualmap.ontology.formats import FORMATS
from qualmap.ontology.graphs import FRAMEWORKS_GRAPH
from qualmap.ontology.skos import MATCH_PROPERTIES as MATCHES
from qualmap.ontology.terms import BASE, DCAT, DCT, ONTOLOGY, PROV, QM, RDF, SKOS, VOID, XKOS
from qualmap.site import Pages, robots, write_site
from tests import artefacts
from tests.shell import ROOT

KINDS = (
    "framework/ie-nfq/2003",
    "framework/ie-nfq/2003/level/8",
    "framework/gb-eng-rqf/current/level/Entry%201",
    "referencing/ie-nfq%402003--eqf%402017",
    "referencing/au-aqf%40current--eqf%402017",
    "framework/ie-nfq/2003/award/honours-bachelor-degree",
    "crosswalk/eqf%402017--za-nqf%402009",
    "instrument/lrc-1997",
    "dataset",
    "ontology",
    "isced-2011",
    "graph/official",
)
"""One page of each kind, and some with awkward names."""


@pytest.fixture(scope="module")
def quads():
    """The graph as it is published."""
    return artefacts.quads("regional")


@pytest.fixture(scope="module")
def pages(quads):
    return Pages(quads, BASE)


@pytest.fixture(scope="module")
def site():
    """The whole site, written once for all who look at it."""
    return artefacts.site()


# -- small graphs


def quad(subject, predicate, value, graph=FRAMEWORKS_GRAPH):
    """A statement; a value is an IRI where it looks like one."""
    is_iri = re.match(r"[a-z]+:", value) and " " not in value
    return ox.Quad(
        ox.NamedNode(subject),
        ox.NamedNode(predicate),
        ox.NamedNode(value) if is_iri else ox.Literal(value),
        ox.NamedNode(graph),
    )


def framework(iri, title="A framework", name="xx-nqf"):
    facts = {RDF + "type": QM + "Framework", DCT + "title": title, DCT + "identifier": name, DCAT + "version": "1"}
    return [quad(iri, predicate, value) for predicate, value in facts.items()]


def level(iri, code, of):
    yield quad(iri, RDF + "type", QM + "Level")
    yield quad(iri, SKOS + "notation", code)
    yield quad(of, QM + "level", iri)


OTHER = "https://agency.example/data/"
"""A base that is not ours."""


def small_graph():
    """Two frameworks and a crosswalk in the agency's own space, with hash IRIs for parts and a word of its own."""
    here, there, table = (OTHER + path for path in ("framework/xx/1", "framework/yy/1", "crosswalk/xx%401--yy%401"))
    yield from framework(here, "Framework X", "xx")
    yield from framework(there, "Framework Y", "yy")
    yield from level(here + "/level/4%2B", "4+", here)
    yield from level(there + "/level/6", "6", there)
    yield quad(table, RDF + "type", QM + "Crosswalk")
    yield quad(table, QM + "origin", here)
    yield quad(table, QM + "destination", there)
    link, inferred = table + "#link-4", OTHER + "graph/inferred"
    yield quad(table, QM + "link", link)
    yield quad(link, RDF + "type", QM + "Link", inferred)
    yield quad(link, QM + "originLevel", here + "/level/4%2B", inferred)
    yield quad(link, QM + "destinationLevel", there + "/level/6", inferred)
    yield quad(link, QM + "hue", "blue", inferred)
    yield quad(QM + "hue", "http://www.w3.org/2000/01/rdf-schema#label", "colour of the link")
    source = here + "#source-s1"
    yield quad(here, PROV + "wasDerivedFrom", source)
    yield quad(here, QM + "source", source)
    yield quad(source, RDF + "type", QM + "Source")
    yield quad(source, DCT + "bibliographicCitation", "The yearbook")
    yield quad(source, QM + "verification", "recalled")


# -- a page


def text(html):
    """What a reader sees, on one line."""
    return " ".join("".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()).split())


def test_a_level_says_where_it_stands_and_who_says_so(pages):
    shown = text(pages.html("framework/ie-nfq/2003/level/8"))
    assert "All frameworks National Framework of Qualifications (ie-nfq 2003) Level" in shown
    assert "Honours Bachelor Degree" in shown
    row = "European Qualifications Framework (eqf 2017), level 6 narrower ie-nfq 2003 to eqf 2017 referenced official"
    assert row in shown
    assert "secondary read in a source that is not the authority's" in shown


def test_a_framework_shows_its_ladder_from_the_lowest_rung(pages):
    html = pages.html("framework/ie-nfq/2003")
    ladder = html[html.index("<h2>Levels</h2>") : html.index("<h2>Tables</h2>")]
    assert re.findall(r'level/(\d+)/index.html" dir="auto">(\d+)<', ladder) == [(str(n), str(n)) for n in range(1, 11)]
    assert ladder.index("Ordinary Bachelor Degree") < ladder.index("Honours Bachelor Degree")


def test_a_table_shows_its_rows(pages):
    shown = text(pages.html("referencing/ie-nfq%402003--eqf%402017"))
    columns = "relation claim source statement qualmap's trust in it how it was found who says so"
    assert f"level of ie-nfq 2003 to level of eqf 2017 {columns}" in shown
    assert "7 6 narrower pair Qualifications can cross boundaries secondary" in shown
    assert "0.950600 manual mapping curation official" in shown  # referenced 0.98, times 0.97 for a copy


def test_a_pair_of_a_table_is_shown_once_in_the_row_that_states_it(pages):
    """The graph has a link and, for those who read SSSOM, the pairs that it is made of: people see one row."""
    html = pages.html("referencing/ie-nfq%402003--eqf%402017")
    assert re.findall("<h2>(.*?)</h2>", html) == [
        *("Rows", "Framework facts", "Sources", "Words on this page", "This page as data")
    ]
    row = html[html.index('<tr id="link-7">') : html.index('<tr id="link-8">')]
    assert ' id="7-to-6">6</a>' in row
    assert row.count("<a href") == 4, "two levels, the source, and what kind of finding it is"
    assert html.count("boundaries</a>") == 10


def test_a_level_names_each_counterpart_in_its_tables_and_not_again_among_its_facts(pages):
    html = pages.html("framework/ie-nfq/2003/level/8")
    assert "Where this level stands elsewhere" in html
    assert "<dt>framework</dt>" in html
    assert "<dt>corresponds to</dt>" not in html


def test_a_row_without_counterpart_says_so(pages, catalogue):
    table = next(t for t in catalogue.tables if any(link.relation == "unlinked" for link in t.links))
    path = next(p for p in pages.paths() if unquote(p) == f"referencing/{table.id}")
    assert "no counterpart unlinked" in text(pages.html(path))


def test_an_instrument_names_its_parties_and_dates(pages):
    shown = text(pages.html("instrument/lrc-1997"))
    assert "Andorra (AD)" in shown
    assert "in force from 1999-02-01 (source:" in shown


def test_a_level_does_not_hide_that_a_table_was_withdrawn():
    table = OTHER + "crosswalk/xx%401--yy%401"
    status = quad(table, QM + "status", "withdrawn")
    relation = quad(table + "#link-4", QM + "relation", "equal", OTHER + "graph/inferred")
    shown = text(Pages([*small_graph(), status, relation], OTHER).html("framework/yy/1/level/6"))
    assert "Framework X (xx 1), level 4+ equal xx 1 to yy 1 withdrawn inferred" in shown


def test_parts_with_hash_iris_stand_on_their_page_under_any_base():
    pages = Pages(small_graph(), OTHER)
    assert pages.paths() == [
        "crosswalk/xx%401--yy%401",
        "framework/xx/1",
        "framework/xx/1/level/4%2B",
        "framework/yy/1",
        "framework/yy/1/level/6",
    ]
    table = pages.html("crosswalk/xx%401--yy%401")
    assert '<tr id="link-4">' in table
    assert "colour of the link" in table
    assert 'href="../../framework/xx/1/level/4%2B/index.html"' in table
    assert "inferred Worked out by qualmap from the ladders themselves. No authority said it." in text(table)
    home = pages.html("framework/xx/1")
    assert '<a href="#source-s1" dir="auto">The yearbook</a>' in home
    assert '<tr id="source-s1">' in home
    assert "recalled general knowledge that nobody here has checked" in text(home)
    assert b"#source-s1" in pages.turtle("framework/xx/1")


def test_what_points_here_is_listed_so_far_and_then_counted():
    one = OTHER + "framework/old/1"
    many = [OTHER + f"framework/new-{n:02}/1" for n in range(60)]
    graph = [
        *framework(one),
        *(q for iri in many for q in framework(iri)),
        *(quad(iri, DCT + "replaces", one) for iri in many),
    ]
    shown = text(Pages(graph, OTHER).html("framework/old/1"))
    assert "What else points here replaces" in shown
    assert "and 10 more" in shown


def test_a_crosswalk_that_was_worked_out_shows_its_pairs_and_how_sure_they_are():
    """As the published graph has it: a linkset whose associations are XKOS."""
    here, there, crosswalk = (OTHER + path for path in ("framework/xx/1", "framework/yy/1", "crosswalk/x--y"))
    pair, inferred = crosswalk + "#4%2B-to-6", OTHER + "graph/inferred"
    graph = [
        *(q for q in small_graph() if "crosswalk" not in q.subject.value),
        quad(crosswalk, RDF + "type", VOID + "Linkset"),
        quad(crosswalk, VOID + "subjectsTarget", here),
        quad(crosswalk, VOID + "objectsTarget", there),
        quad(pair, RDF + "type", XKOS + "ConceptAssociation", inferred),
        quad(pair, XKOS + "sourceConcept", here + "/level/4%2B", inferred),
        quad(pair, XKOS + "targetConcept", there + "/level/6", inferred),
        quad(pair, QM + "answerConfidence", "0.94", inferred),
    ]
    pages = Pages(graph, OTHER)
    shown = text(pages.html("crosswalk/x--y"))
    assert "Framework X (xx 1) to Framework Y (yy 1)" in shown
    assert "level of xx 1 to level of yy 1 confidence in the answer who says so 4+ 6 0.94 inferred" in shown
    assert '<tr id="4%2B-to-6">' in pages.html("crosswalk/x--y")
    assert "Framework Y (yy 1), level 6 xx 1 to yy 1 0.94 inferred" in text(pages.html("framework/xx/1/level/4%2B"))
    assert "xx 1 to yy 1" in text(pages.lists()["crosswalks.html"])


SERVED_OTHERWISE = {BASE, *(f"{BASE}dumps/qualmap{ending}.gz" for ending in FORMATS)}
"""The start page and the dumps: addresses of ours that name files, not resources."""
NAMESPACE = ONTOLOGY + "#"
"""What the vocabulary's terms begin with: it leads to the vocabulary's page and is nothing by itself."""


def test_every_iri_of_ours_is_described_on_its_page(pages, quads):
    """Whatever stands anywhere in the graph, with all before a ``#`` as its page."""
    terms = {term for quad in quads for term in quad if isinstance(term, ox.NamedNode)}
    ours = {term.value for term in terms if term.value.startswith(BASE)} - SERVED_OTHERWISE
    assert len(ours) > 20_000
    described = {path: {q.subject.value for q in pages.statements(path)} for path in pages.paths()}
    lost = [iri for iri in ours if iri not in described.get(iri.partition("#")[0].removeprefix(BASE), ())]
    assert lost == [NAMESPACE]


def test_every_part_has_its_place_on_its_page(site, pages):
    """A reader who follows an IRI with a ``#`` comes to the line that it names."""
    for path in KINDS:
        anchors = Links((site / unquote(path) / "index.html").read_text("utf-8")).anchors
        subjects = {q.subject.value for q in pages.statements(path)}
        assert {iri.partition("#")[2] for iri in subjects if "#" in iri} <= set(anchors), path


def test_an_unknown_page_offers_the_nearest(pages):
    assert "framework/ie-nfq/2003" in pages
    assert "framework/ie-nfq/2003#source-s1" not in pages
    for render in (pages.html, pages.turtle, pages.jsonld):
        with pytest.raises(UnknownNameError, match="framework/ie-nfq/2003"):
            render("framework/ie-nfk/2003")


# -- data of a page


def as_data(quads):
    """What the data of a page holds: of plain matches the official ones alone."""
    official = BASE + "graph/official"
    return {q.triple for q in quads if q.predicate.value not in MATCHES or q.graph_name.value == official}


def test_no_statement_is_lost_and_both_data_forms_say_the_same(pages, quads):
    """Every statement about a resource of ours stands in the data of exactly one page."""
    union = set()
    for path in pages.paths():
        own = {quad.triple for quad in pages.statements(path)}
        assert not union & own, path
        union |= own
    assert union == {quad.triple for quad in quads}
    for path in (*KINDS, *pages.paths()[::20]):
        own = set(pages.statements(path))
        assert {q.triple for q in ox.parse(pages.turtle(path), format=ox.RdfFormat.TURTLE)} == as_data(own), path
        assert {q.triple for q in ox.parse(pages.jsonld(path), format=ox.RdfFormat.JSON_LD)} == as_data(own), path


def test_guesses_are_not_among_the_matches_in_a_levels_data(pages):
    """The EQF's levels have official matches, and computed ones beside them."""
    path = "framework/ie-nfq/2003/level/8"
    graphs = {q.graph_name.value.rpartition("/")[2] for q in pages.statements(path) if q.predicate.value in MATCHES}
    assert {"official", "inferred"} <= graphs
    shown = {q.object.value for q in ox.parse(pages.turtle(path), ox.RdfFormat.TURTLE) if q.predicate.value in MATCHES}
    assert BASE + "framework/eqf/2017/level/6" in shown
    assert not [iri for iri in shown if "/acqf/" in iri]


@pytest.mark.parametrize("path", KINDS)
def test_another_reader_reads_the_same_statements(pages, path):
    turtle = rdflib.Graph().parse(data=pages.turtle(path), format="turtle")
    jsonld = rdflib.Graph().parse(data=pages.jsonld(path), format="json-ld")
    plain = "\n".join(f"{triple} ." for triple in as_data(pages.statements(path)))
    expected = rdflib.Graph().parse(data=plain.encode(), format="nt")
    assert len(expected) > 3
    assert set(turtle) == set(jsonld) == set(expected)


# -- the site


class Links:
    """Addresses that a page names, and the anchors that it has: all in double quotes, as the templates write them."""

    def __init__(self, html):
        self.addresses = [unescape(it) for it in re.findall('<(?!link rel="describes")[^>]* href="([^"]*)"', html)]
        self.anchors = [unescape(it) for it in re.findall('<[^>]* id="([^"]*)"', html)]


def test_every_relative_link_leads_somewhere_and_every_page_is_reached(site, pages):
    found = {p.relative_to(site).as_posix(): Links(p.read_text("utf-8")) for p in site.rglob("*.html")}
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for address in found[name].addresses:
            if urlsplit(address).scheme:
                continue
            url = urlsplit(urljoin("http://x/" + name, address))
            assert (url.scheme, url.netloc) == ("http", "x"), (name, address)
            target = unquote(urlsplit(address).path and url.path.lstrip("/")) or name
            assert (site / target).is_file(), (name, address)
            if target.endswith(".html"):
                assert not url.fragment or url.fragment in found[target].anchors, (name, address)
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
    assert reached == set(found) - {"404.html"}
    assert len(reached) > len(pages.paths()) > 2000
    for name, links in found.items():
        assert len(links.anchors) == len(set(links.anchors)), name


def test_every_address_of_the_sitemap_has_its_three_files(site, pages):
    urls = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8"))
    assert len(urls) == len(pages.paths()) > 4000
    for url in urls:
        path = unquote(url.removeprefix(BASE).rstrip("/"))
        for file in (f"{path}/index.html", f"{path}.ttl", f"{path}.jsonld"):
            assert (site / file).is_file(), file
    assert (site / "referencing" / "ie-nfq@2003--eqf@2017" / "index.html").is_file()


def test_a_long_sitemap_is_split(pages, monkeypatch):
    monkeypatch.setattr(robots, "MOST_ADDRESSES", 1000)
    paths = pages.paths()[:2100]
    files = robots.sitemaps(paths, BASE)
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    assert [files[f"sitemap-{n}.xml"].count(b"<url>") for n in (1, 2, 3)] == [1000, 1000, 100]
    assert files["sitemap.xml"].count(b"<sitemap>") == 3


def test_the_dumps_hold_the_graph_and_void_tells_where_they_are(site, quads):
    for ending, form in FORMATS.items():
        held = set(ox.parse(gzip.decompress((site / "dumps" / f"qualmap{ending}.gz").read_bytes()), format=form))
        assert held == (set(quads) if form.supports_datasets else {ox.Quad(*quad.triple) for quad in quads})
    void = rdflib.Graph().parse(site / "void.ttl")
    dataset = rdflib.URIRef(BASE + "dataset")
    files = sorted(str(file).removeprefix(BASE) for file in void.objects(dataset, rdflib.VOID.dataDump))
    assert files == sorted(path.relative_to(site).as_posix() for path in (site / "dumps").iterdir())
    assert int(void.value(dataset, rdflib.VOID.triples)) == len(quads)
    assert (site / ".well-known" / "void").read_bytes() == (site / "void.ttl").read_bytes()


def test_what_the_graph_says_of_the_data_set_is_what_void_says(tmp_path):
    dataset = OTHER + "dataset"
    own = [quad(dataset, RDF + "type", DCAT + "Dataset"), quad(dataset, DCT + "title", "Our data")]
    write_site([*small_graph(), *own], tmp_path / "site", OTHER, address="https://www.agency.example/q/")
    void = rdflib.Graph().parse(tmp_path / "site" / "void.ttl")
    assert [str(title) for title in void.objects(rdflib.URIRef(dataset), rdflib.DCTERMS.title)] == ["Our data"]
    assert "https://www.agency.example/q/sitemap.xml" in (tmp_path / "site" / "robots.txt").read_text()
    assert "Our data" in (tmp_path / "site" / "about.html").read_text()


@pytest.mark.parametrize(
    "file", [f"{unquote(path)}/index.html" for path in KINDS] + ["index.html", "tables.html", "404.html"]
)
def test_the_html_is_without_errors(site, file):
    html5lib.HTMLParser(strict=True).parse((site / file).read_text("utf-8"))


# -- writing


def tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_graph_gives_the_same_bytes_in_any_process(tmp_path):
    """Whatever the order in which statements come, and whatever the process's hashes."""
    code = (
        "import sys, pathlib; from tests.site.test_site import *; "
        "write_site(sorted(small_graph(), key=hash), pathlib.Path(sys.argv[1]), OTHER)"
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, cwd=ROOT, env=environment)
    assert tree(tmp_path / "1") == tree(tmp_path / "2") != {}


def test_a_site_is_replaced_whole(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    write_site(small_graph(), folder, OTHER)
    write_site(framework(OTHER + "framework/zz/1"), folder, OTHER)
    assert not (folder / "framework" / "xx").exists()
    assert (folder / "framework" / "zz" / "1" / "index.html").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_site_stays_as_it_was_when_the_new_one_fails(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    write_site(small_graph(), folder, OTHER)
    before = tree(folder)

    def fail(self, path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Pages, "jsonld", fail)
    with pytest.raises(OutputError, match="no space left on device"):
        write_site(small_graph(), folder, OTHER)
    assert tree(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_not_a_site_of_ours_is_left_alone(tmp_path):
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(OutputError, match="not a site of ours"):
        write_site(small_graph(), tmp_path, OTHER)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.odt"]
    with pytest.raises(OutputError, match="not a site of ours"):
        write_site(small_graph(), tmp_path / "thesis.odt", OTHER)


@pytest.mark.parametrize("address", ["agency.example", "https://agency.example/q", "javascript:alert(1)/", "https://["])
def test_an_address_that_is_none_is_refused(tmp_path, address):
    with pytest.raises(OutputError, match="not the address of a site"):
        write_site(small_graph(), tmp_path / "site", OTHER, address=address)


# -- hostile records


@pytest.mark.parametrize(
    "code", ["..%2F..%2F..%2F..%2Fpwned", "%2E%2E", "..%5C..%5Cpwned", "a%00b", "a%0Ab", "%FF", "%2F", ""]
)
def test_no_page_leaves_the_folder(tmp_path, code):
    graph = [*small_graph(), *level(OTHER + f"framework/xx/1/level/{code}", "x", OTHER + "framework/xx/1")]
    with pytest.raises(OutputError, match="cannot be a file"):
        write_site(graph, tmp_path / "web" / "site", OTHER)
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_two_pages_never_share_a_file(tmp_path):
    graph = [*small_graph(), *framework(OTHER + "framework/%78x/1")]
    with pytest.raises(OutputError, match="two pages would be the same file"):
        write_site(graph, tmp_path / "site", OTHER)


SCRIPT = "<script>document.title='owned'</script>"
TEXTS = (
    SCRIPT,
    '"><img src=x onerror="document.title=\'owned\'">',
    "{{ 7 * 191 }}{% include 'base.html' %}",
    "</title><svg onload=document.title='owned'>",
)
IRIS = (
    "javascript:document.title='owned'",
    "JAVASCRIPT:alert(1)",
    "data:text/html,%3Cscript%3E",
    "vbscript:x",
    "https://x.example/'onmouseover='alert(1)",
    "https:alert(1)",
    "file:///etc/passwd",
)


def hostile_graph():
    iri = OTHER + "framework/xx/1"
    for value in TEXTS:
        yield from framework(iri, value, value)
        yield quad(iri, QM + "status", value)
        yield quad(iri, QM + "country", value)
        yield quad(iri + "#" + str(TEXTS.index(value)), RDF + "value", value)
        yield quad(iri, QM + "note", iri + "#" + str(TEXTS.index(value)))
    for address in IRIS:
        yield ox.Quad(
            ox.NamedNode(iri), ox.NamedNode(SKOS + "exactMatch"), ox.NamedNode(address), ox.NamedNode(address)
        )
    yield from level(iri + "/level/'onclick='alert(1)", SCRIPT, iri)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web") / "hostile"
    write_site(hostile_graph(), folder, OTHER)
    return folder


def test_what_records_say_is_text_and_never_markup(hostile):
    checked = 0
    for file in hostile.rglob("*.html"):
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(file.read_text("utf-8"))
        assert not [e.tag for e in document.iter() if e.tag in ("script", "img", "svg", "iframe", "object")]
        for element in document.iter():
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            address = element.attrib.get("href", "x")
            assert urlsplit(address).scheme in ("", "http", "https") or address == "data:,", address
            checked += 1
    assert checked > 100
    shown = text((hostile / "framework" / "xx" / "1" / "index.html").read_text("utf-8"))
    for value in (*TEXTS, *IRIS):
        assert value in shown
    assert "1337" not in shown
