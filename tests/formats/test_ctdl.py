"""CTDL: only terms that CTDL has, nothing to fetch, and our own importer reads back what was written."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from qualmap.formats import crosswalk_to_ctdl, framework_to_ctdl
from qualmap.formats.ctdl.alignments import read_ctdl
from qualmap.formats.drafts import Given, read_draft
from tests.ladders import ladder, world
from tests.shell import qualmap

# The properties that CTDL's classes have in the Credential Registry: the JSON names in the classes of the same name in
# github.com/CredentialEngine/Registry_Assistant, src/RA.Models/JsonV2/, commit d85a1206 of 6 March 2026 (the process,
# rights and life-cycle properties that are of no use here are left out of these lists).
PROPERTIES = {
    "ceterms:QualificationsFramework": """ceterms:ctid ceterms:name ceterms:description ceterms:ownedBy
        ceterms:alternateName ceterms:approvedBy ceterms:codedNotation ceterms:dateEffective ceterms:hasFacetScheme
        ceterms:hasGlossary ceterms:hasSubFrameworkScheme ceterms:identifier ceterms:inLanguage ceterms:jurisdiction
        ceterms:keyword ceterms:latestVersion ceterms:nextVersion ceterms:previousVersion ceterms:sameAs ceterms:source
        ceterms:subjectWebpage ceterms:supersededBy ceterms:supersedes ceterms:versionCode asn:hasProgressionModel
        ceasn:dateValidFrom ceasn:dateValidUntil ceasn:license ceasn:publisher ceasn:publisherName
        ceasn:sourceDocumentation""",
    "asn:ProgressionModel": """ceterms:ctid ceasn:creator ceasn:dateCreated ceasn:dateModified ceasn:description
        ceasn:inLanguage ceasn:license ceasn:name ceasn:publisher ceasn:publisherName ceasn:source
        skos:hasTopConcept""",
    "asn:ProgressionLevel": """ceterms:ctid skos:broader skos:definition ceterms:facetedDescription
        ceasn:inProgressionModel ceterms:indicativeCredentialType skos:narrower skos:notation skos:note
        ceterms:precedes ceterms:precededBy skos:prefLabel skos:topConceptOf ceterms:sameAs""",
    "ceterms:CredentialType": "ceterms:ctid ceterms:name ceterms:description ceterms:atLevel ceterms:sameAs",
    "ceterms:AlignmentMap": """ceterms:ctid ceterms:name ceterms:description ceterms:ownedBy schema:about
        ceterms:compares ceasn:creator ceasn:dateCreated ceasn:dateModified ceterms:dateEffective ceterms:hasPart
        ceterms:inLanguage ceasn:license ceasn:publisher ceasn:publisherName ceterms:sameAs ceterms:source
        ceasn:sourceDocumentation ceterms:subjectWebpage ceterms:versionCode""",
    "ceterms:AlignmentObject": """ceterms:alignmentDate ceterms:alignmentType ceterms:description ceterms:sourceNode
        ceterms:sourceNodeDescription ceterms:sourceNodeName ceterms:targetNode ceterms:targetNodeDescription
        ceterms:targetNodeName ceterms:weight""",
}
# skos: terms and align:NoMatch are what CTDL's own examples use: CredentialEngine/Schema-Development,
# QualificationsFramework/Examples/scqf-eqf-mapping.json.
ALIGNMENTS = {"skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "align:NoMatch"}
FRAMEWORKS = ["ie-nfq", "gb-sct-scqf", "hr-croqf", "ke-knqf", "nl-nlqf", "ecowas-rqf", "us-none"]
PAIRS = [
    ("gb-sct-scqf", "eqf"),
    ("eqf", "ie-nfq"),
    ("si-sqf", "eqf"),
    ("za-nqf", "eqf"),
    ("nl-nlqf", "eqf"),
    ("fr-cncp@1969", "fr-cncp@2019"),
    ("bd-bnqf", "eqf"),
]


def map_of(qm, origin, destination):
    return crosswalk_to_ctdl(qm.crosswalk(origin, destination), qm.framework(origin), qm.framework(destination))


def nodes(tree):
    """Every node of a file, nested ones included."""
    for node in tree["@graph"]:
        yield node
        yield from node.get("ceterms:hasPart", ())


@pytest.fixture(params=[*FRAMEWORKS, *PAIRS], ids=str)
def text(qm, request):
    if isinstance(request.param, str):
        return framework_to_ctdl(qm.framework(request.param))
    return map_of(qm, *request.param)


def test_every_class_and_property_is_ctdls(text):
    for node in nodes(json.loads(text)):
        allowed = PROPERTIES[node["@type"]].split()
        assert set(node) - {"@id", "@type"} <= set(allowed), node["@id"]
        assert node.get("ceterms:alignmentType", "align:NoMatch") in ALIGNMENTS


def test_a_file_needs_nothing_from_the_network_and_has_no_blank_nodes(text):
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD))  # refuses a context that must be fetched
    assert quads
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        assert quad.predicate.value.startswith(("http://", "https://")), "a prefix that the context does not have"
        if isinstance(quad.object, ox.NamedNode):
            assert quad.object.value.startswith(("http://", "https://"))


def test_text_has_a_language_and_links_are_addresses(qm):
    quads = list(ox.parse(map_of(qm, "gb-sct-scqf", "eqf").encode(), format=ox.RdfFormat.JSON_LD))
    kinds = {quad.predicate.value.rpartition("/")[2]: type(quad.object) for quad in quads}
    for link in ("sourceNode", "targetNode", "alignmentType", "compares", "hasPart", "source", "precedes"):
        assert kinds[link] is ox.NamedNode, link
    assert {quad.object.language for quad in quads if quad.predicate.value.endswith("terms/name")} == {"en"}


@pytest.mark.parametrize("name", ["ie-nfq", "gb-sct-scqf", "ke-knqf", "nl-nlqf"])
def test_a_framework_comes_back_with_its_levels_order_and_awards(qm, tmp_path, name):
    framework = qm.framework(name)
    path = tmp_path / "framework.json"
    path.write_text(framework_to_ctdl(framework), "utf-8")
    tree = read_draft(path).tree
    assert tree["name"] == framework.name
    ranks = {level.code: str(level.rank) for level in framework.levels}
    assert {level["code"]: level["rank"] for level in tree["levels"]} == ranks
    wanted = {(award.title, code) for award in framework.qualification_types for code in award.levels}
    assert {(award["title"], code) for award in tree["qualification_types"] for code in award["levels"]} == wanted


def test_parallel_levels_keep_their_codes(qm, tmp_path):
    """Croatia's tracks share a rank: each level of one rank precedes each of the next."""
    framework = qm.framework("hr-croqf")
    path = tmp_path / "framework.json"
    path.write_text(framework_to_ctdl(framework), "utf-8")
    assert {level["code"] for level in read_draft(path).tree["levels"]} == set(framework.codes)
    above = {
        node["@id"].rpartition("/")[2]: {one.rpartition("/")[2] for one in node.get("ceterms:precedes", ())}
        for node in json.loads(path.read_text("utf-8"))["@graph"]
        if node["@type"] == "asn:ProgressionLevel"
    }
    assert above["6.st"] == above["6.sv"] == {"7.1.st", "7.1.sv"}


@pytest.mark.parametrize(("origin", "destination"), PAIRS[:-1])
def test_a_crosswalk_comes_back_as_the_same_pairs(qm, tmp_path, origin, destination):
    crosswalk = qm.crosswalk(origin, destination)
    path = tmp_path / "map.json"
    path.write_text(map_of(qm, origin, destination), "utf-8")
    links = read_draft(path, given=Given(origin=origin, destination=destination)).tree["links"]
    found = {link["level"]: tuple(link.get("targets", ())) for link in links}
    assert found == {one.origin_level: one.destination_levels for one in crosswalk if one.status != "not_known"}
    read = read_ctdl(path)
    assert len(read.rows) == sum(max(1, len(targets)) for targets in found.values())


def test_scotland_has_two_levels_without_match_and_narrower_ones(qm):
    """SCQF 1 and 2 are below EQF 1; SCQF 7 and 8 share EQF 5, so EQF 5 is the broader."""
    rows = json.loads(map_of(qm, "gb-sct-scqf", "eqf"))["@graph"][0]["ceterms:hasPart"]
    kinds = {row["ceterms:sourceNode"].rpartition("/")[2]: row["ceterms:alignmentType"] for row in rows}
    assert kinds["1"] == kinds["2"] == "align:NoMatch"
    assert kinds["7"] == kinds["8"] == "skos:broadMatch"
    assert kinds["12"] == "skos:closeMatch"
    assert all(("ceterms:targetNode" in row) == (row["ceterms:alignmentType"] != "align:NoMatch") for row in rows)
    assert not any("ceterms:weight" in row for row in rows)


def test_each_alignment_says_on_what_it_rests_and_how_sure_it_is(qm):
    mapping = qm.crosswalk("za-nqf", "eqf")["8"]
    rows = json.loads(map_of(qm, "za-nqf", "eqf"))["@graph"][0]["ceterms:hasPart"]
    said = [row["ceterms:description"]["en"] for row in rows if row["ceterms:sourceNode"].endswith("/level/8")]
    assert said
    for text in said:
        assert f"Basis: {mapping.basis}." in text
        assert f"{mapping.confidence:g} ({mapping.confidence_basis})" in text


def test_what_is_not_known_is_no_alignment_and_is_said():
    """A ladder of bare numbers, without awards and links, is placed by nothing."""
    small = world([ladder("bare", ["1", "2", "3"], {})], [])
    head = json.loads(map_of(small, "bare", "eqf"))["@graph"][0]
    assert "ceterms:hasPart" not in head
    assert "Nothing is known of levels 1, 2" in head["ceterms:description"]["en"]


def test_lint_finds_nothing_in_our_own_alignment(tmp_path):
    path = tmp_path / "map.json"
    assert qualmap("crosswalk", "gb-sct-scqf", "eqf", "--format", "ctdl", "-o", path).returncode == 0
    done = qualmap("lint", path)
    assert (done.returncode, done.stdout.strip()) == (0, "0 errors, 0 warnings, 0 notes in 1 file")


def test_a_day_before_any_edition_gives_an_empty_map_with_the_reason():
    done = qualmap("crosswalk", "ie-nfq", "eqf", "--on", "1950-01-01", "--format", "ctdl")
    assert done.returncode == 0, done.stderr
    head = json.loads(done.stdout)["@graph"][0]
    assert "ceterms:hasPart" not in head
    assert "No alignments:" in head["ceterms:description"]["en"]


def test_the_command_shows_a_framework_as_ctdl():
    done = qualmap("show", "ke-knqf", "--format", "ctdl")
    assert done.returncode == 0
    head = json.loads(done.stdout)["@graph"][0]
    assert head["@type"] == "ceterms:QualificationsFramework"
    assert "ceterms:ctid" not in head
