"""Awards in the European Learning Model, checked against ELM's own shapes."""

from __future__ import annotations

import hashlib
import io
import re

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from qualmap.errors import OutputError
from qualmap.formats import common_framework, to_elm
from qualmap.formats.elm.write import ELM, FORMATS, NQF_LEVELS, elm_quads
from qualmap.ontology.iris import awards_of
from tests.conftest import ROOT
from tests.shell import qualmap

SHAPES = ROOT / "tests" / "fixtures" / "elm"
DCT = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SKOS = "http://www.w3.org/2004/02/skos/core#"
EQF = "http://data.europa.eu/snb/eqf/"
AWARD = "https://w3id.org/qualmap/framework/ie-nfq/2003/award/honours-bachelor-degree#level-8"
GRAPHS = "https://w3id.org/qualmap/graph/"


@pytest.fixture(scope="module")
def loq():
    """The structure of ELM's profile for qualifications."""
    return rdflib.Graph().parse(data=(SHAPES / "LOQ-constraints.ttl").read_text("utf-8"), format="turtle")


@pytest.fixture(scope="module")
def vocabularies():
    """The profile's second file: from which lists the terms must be."""
    return rdflib.Graph().parse(data=(SHAPES / "LOQ-constraints-mdr.ttl").read_text("utf-8"), format="turtle")


@pytest.fixture(scope="module")
def export(qm):
    made = {}

    def quads(name):
        if name not in made:
            made[name] = elm_quads(qm.framework(name), qm.crosswalk(name, "eqf"), qm.framework("eqf"))
        return made[name]

    return quads


def triples(quads):
    return [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]


def validate(statements, shapes):
    """Whether the statements conform, and the report's results as (focus node, path)."""
    data = rdflib.Graph().parse(data=ox.serialize(statements, format=ox.RdfFormat.N_TRIPLES), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    results = list(report.objects(None, sh.result))
    found = {(str(report.value(one, sh.focusNode)), str(report.value(one, sh.resultPath))) for one in results}
    return conforms, found


def values(statements, subject, predicate):
    return {
        one.object.value for one in statements if (one.subject.value, one.predicate.value) == (subject, ELM + predicate)
    }


def of_class(statements, name):
    return {one.subject.value for one in statements if one.predicate.value == TYPE and one.object.value == ELM + name}


def test_the_shapes_are_the_commissions_own():
    notice = (SHAPES / "NOTICE.md").read_text("utf-8")
    for path in SHAPES.glob("*.ttl"):
        assert f"`{hashlib.sha256(path.read_bytes()).hexdigest()}` ({path.name})" in notice


# Every framework against the shapes


def test_every_framework_of_the_catalogue_passes_elms_shapes(qm, export, loq):
    qualifications = others = 0
    for framework in qm.frameworks():
        statements = triples(export(str(framework.ref)))
        if statements:
            assert validate(statements, loq) == (True, set()), framework.ref
        qualifications += len(of_class(statements, "Qualification"))
        others += len(of_class(statements, "LearningAchievementSpecification"))
    assert qualifications > 250
    standing = sum(len(award.levels) for framework in qm.frameworks() for award in framework.qualification_types)
    assert qualifications + others == standing


def test_terms_are_from_the_eus_lists_wherever_they_hold_the_level(qm, export, vocabularies):
    """The only thing amiss is a national level that the record knows no EU address of."""
    clean = 0
    for framework in qm.frameworks():
        statements = triples(export(str(framework.ref)))
        qualified = of_class(statements, "Qualification")
        if not qualified:
            continue
        unlisted = {
            (one, ELM + "NQFLevel")
            for one in qualified
            if not any(level.startswith(NQF_LEVELS) for level in values(statements, one, "NQFLevel"))
        }
        assert validate(statements, vocabularies) == (not unlisted, unlisted), framework.ref
        clean += not unlisted
    assert clean >= 15


def without(predicate):
    return lambda statements: [
        one for one in statements if (one.subject.value, one.predicate.value) != (AWARD, predicate)
    ]


def adding(predicate, value):
    return lambda statements: [*statements, ox.Triple(ox.NamedNode(AWARD), ox.NamedNode(predicate), value)]


def eqf_of_another_list(statements):
    return [
        ox.Triple(one.subject, one.predicate, ox.NamedNode("https://example.org/list"))
        if one.subject.value == EQF + "6" and one.predicate.value == SKOS + "inScheme"
        else one
        for one in statements
    ]


BROKEN = {
    "no EQF level": (without(ELM + "EQFLevel"), "loq"),
    "two EQF levels": (adding(ELM + "EQFLevel", ox.NamedNode(EQF + "5")), "loq"),
    "no national level": (without(ELM + "NQFLevel"), "loq"),
    "no learning outcome": (without(ELM + "learningOutcome"), "loq"),
    "no field": (without(ELM + "ISCEDFCode"), "loq"),
    "a title without language": (adding(DCT + "title", ox.Literal("Honours")), "loq"),
    "a property that is not of the profile": (adding(DCT + "creator", ox.Literal("x")), "loq"),
    "an EQF level of another list": (eqf_of_another_list, "vocabularies"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_export_fails_the_shapes(export, request, case):
    """Negative control: the shapes look at our data, and at what we say of it."""
    spoil, shapes = BROKEN[case]
    conforms, found = validate(spoil(triples(export("ie-nfq"))), request.getfixturevalue(shapes))
    assert not conforms
    assert AWARD in {focus for focus, _ in found}


# What an export says


def test_the_framework_that_elm_refers_to_is_found_by_its_address(qm):
    assert common_framework(qm.frameworks()).id == "eqf"


def test_an_irish_bachelor_is_a_qualification_on_eqf_6(qm, export):
    statements = triples(export("ie-nfq"))
    assert AWARD in of_class(statements, "Qualification")
    assert values(statements, AWARD, "EQFLevel") == {EQF + "6"}
    (listed,) = qm.framework("ie-nfq").levels[7].same_as
    assert values(statements, AWARD, "NQFLevel") == {listed}
    (title,) = [one.object for one in statements if (one.subject.value, one.predicate.value) == (AWARD, DCT + "title")]
    assert (title.value, title.language) == ("Honours Bachelor Degree", "und")
    (note,) = values(statements, f"{AWARD}-eqf-level", "noteLiteral")
    assert "yumpu.com" in note
    assert "(a secondary source)" in note


def test_no_eqf_level_is_invented(qm, export):
    """Every EQF level in ELM form is the engine's official answer, from a table of the EQF process."""
    for framework in qm.frameworks():
        statements = triples(export(str(framework.ref)))
        crosswalk = qm.crosswalk(str(framework.ref), "eqf")
        for iri in of_class(statements, "Qualification"):
            own = next(one for one in values(statements, iri, "educationLevel") if one.startswith("https://w3id.org/"))
            (code,) = [
                one.object.value
                for one in statements
                if (one.subject.value, one.predicate.value) == (own, SKOS + "notation")
            ]
            mapping = crosswalk[code]
            assert mapping.basis == "official"
            assert {EQF + level for level in mapping.destination_levels} == values(statements, iri, "EQFLevel")
            assert "referenced" in {item.status for item in mapping.evidence if item.used}


@pytest.mark.parametrize(
    ("framework", "why"),
    [("ke-knqf", "outside the EQF"), ("nz-nzqcf", "compared, not referenced"), ("al-aqf", "reported only")],
)
def test_awards_without_an_official_eqf_level_have_none(export, framework, why):
    statements = triples(export(framework))
    assert not of_class(statements, "Qualification"), why
    assert of_class(statements, "LearningAchievementSpecification")
    assert not [one for one in statements if one.object.value.startswith(EQF)]


def test_a_kenyan_award_has_its_level_and_the_acqf_platforms_address(export):
    statements = triples(export("ke-knqf"))
    (award,) = [one for one in of_class(statements, "LearningAchievementSpecification") if "/degree-bachelor#" in one]
    assert values(statements, award, "educationLevel") == {
        "https://w3id.org/qualmap/framework/ke-knqf/2014/level/7",
        "https://data.acqf-qcp.africa/model/ke-nqf-levels/resource/level-7",
    }


def test_our_mapping_stands_in_a_graph_of_its_own(qm, export):
    quads = export("ke-knqf")
    named = [quad for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)]
    mapping = qm.crosswalk("ke-knqf", "eqf")["7"]
    level = "https://w3id.org/qualmap/framework/ke-knqf/2014/level/7"
    matches = {
        quad.object.value.rpartition("/")[2]: quad.graph_name.value
        for quad in named
        if quad.subject.value == level and quad.predicate.value.startswith(SKOS)
    }
    assert matches == dict.fromkeys(mapping.destination_levels, GRAPHS + mapping.basis)
    confidences = {float(quad.object.value) for quad in named if quad.predicate.value.endswith("#answerConfidence")}
    assert mapping.confidence in confidences


def test_a_level_that_officially_splits_is_not_decided_for_the_reader(export):
    """Slovenia's level 9 stands on EQF 7 or 8, by award; the shape has room for one."""
    quads = export("si-sqf")
    level = "https://w3id.org/qualmap/framework/si-sqf/2016/level/9"
    ends = {
        (quad.object.value.rpartition("/")[2], quad.graph_name.value)
        for quad in quads
        if quad.subject.value == level and quad.predicate.value == SKOS + "closeMatch"
    }
    assert ends == {("7", GRAPHS + "official"), ("8", GRAPHS + "official")}
    assert not [one for one in of_class(triples(quads), "Qualification") if one.endswith("#level-9")]


def test_credits_are_given_only_as_one_number_with_a_source(qm, export):
    given = 0
    for framework in qm.frameworks():
        statements = triples(export(str(framework.ref)))
        points = {
            one.subject.value.removesuffix("-credits"): one.object.value
            for one in statements
            if one.predicate.value == ELM + "point"
        }
        for iri, award in awards_of(framework):
            for found in [points[one] for one in points if one.partition("#")[0] == iri]:
                assert found == award.credits
                assert "-" not in found
                assert framework.source_of(award.size_source).verification != "recalled"
                given += 1
    assert given > 10


def test_every_award_has_an_address_of_its_own(qm):
    for framework in qm.frameworks():
        found = [iri for iri, _ in awards_of(framework)]
        assert len(found) == len(set(found)) == len(framework.qualification_types)


# Syntax


@pytest.mark.parametrize("ending", FORMATS)
def test_every_syntax_says_the_same_without_blank_nodes(qm, export, ending):
    crosswalk, eqf = qm.crosswalk("ke-knqf", "eqf"), qm.framework("eqf")
    text = to_elm(qm.framework("ke-knqf"), crosswalk, eqf, ending)
    assert text == to_elm(qm.framework("ke-knqf"), crosswalk, eqf, ending)
    read = set(ox.parse(io.BytesIO(text.encode()), format=FORMATS[ending]))
    quads = set(export("ke-knqf"))
    assert read == ({ox.Quad(*one) for one in triples(quads)} if ending == ".ttl" else quads)
    assert not [one for one in read if isinstance(one.subject, ox.BlankNode) or isinstance(one.object, ox.BlankNode)]


def test_an_ending_that_names_no_syntax_is_refused(qm):
    with pytest.raises(OutputError, match=r"`\.ttl`"):
        to_elm(qm.framework("ie-nfq"), qm.crosswalk("ie-nfq", "eqf"), qm.framework("eqf"), ".tll")


def test_the_command_writes_json_ld_or_what_the_ending_says(tmp_path):
    printed = qualmap("show", "ie-nfq", "--format", "elm")
    assert printed.returncode == 0
    assert len(list(ox.parse(printed.stdout, format=ox.RdfFormat.JSON_LD))) > 300
    done = qualmap("show", "ie-nfq", "--format", "elm", "-o", tmp_path / "awards.ttl")
    assert done.returncode == 0
    assert "elm:Qualification" in (tmp_path / "awards.ttl").read_text("utf-8")
    refused = qualmap("show", "ie-nfq", "--format", "elm", "-o", tmp_path / "awards.xml")
    assert refused.returncode == 2
    assert re.search(r"'\.xml' names no format of ELM", refused.stderr)
    table = qualmap("show", "ie-nfq", "-o", tmp_path / "table.txt")
    assert table.returncode == 0
    assert (tmp_path / "table.txt").read_text("utf-8") == qualmap("show", "ie-nfq").stdout
