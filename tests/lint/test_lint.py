"""Each finding has a record that triggers it and one that does not; hostile files get one line."""

from __future__ import annotations

import json
import re

import pytest

from qualmap.errors import RecordError
from qualmap.formats import sssom_lines, to_sssom
from qualmap.lint import RULES, lint_paths, lint_records, to_sarif
from tests.conftest import ROOT
from tests.shell import qualmap

FRAMEWORK = """
id: my-nqf
edition: '2020'
name: A ladder of one's own
kind: national
status: in-force
region: europe
countries: [IE, XK]
source: s1
sources:
- {id: s1, verification: seen, url: 'https://example.org/act', date_seen: 2026-01-31, published: '1999'}
levels:
- {code: '1', rank: 1, source: s1}
- {code: '2', rank: 2, source: s1, same_as: ['https://data.acqf-qcp.africa/model/my-nqf-levels/resource/level-2']}
- {code: '3', rank: 3, source: s1}
qualification_types:
- {title: Diploma, levels: ['2', '3'], source: s1}
- {title: Certificate, levels: ['2'], source: s1}
"""
TABLE = """
id: my-table
origin: gb-sct-scqf@current
destination: eqf@2017
status: draft
sources: [{id: s1, verification: seen, url: 'https://example.org/report', date_seen: '2026'}]
links:
- {level: '4', targets: ['2'], relation: equal, source: s1}
- {level: '5', targets: ['3'], relation: equal, source: s1}
- {level: '6', targets: ['4'], relation: equal, source: s1}
- {level: '2', relation: unlinked, source: s1}
"""
INSTRUMENT = """
id: my-act
name: An arrangement of one's own
kind: arrangement
covers: [access]
binding: not-binding
obliges: {value: nobody, source: s1}
source: s1
region: europe
sources: [{id: s1, verification: seen, url: 'https://example.org/act', date_seen: '2026'}]
parties:
- {country: IE, status: party, source: s1}
- {country: GR, status: party, source: s1}
"""
SSSOM = """\
#curie_map:
#  scqf: https://w3id.org/qualmap/framework/gb-sct-scqf/current/level/
#  eu: http://data.europa.eu/snb/eqf/
#mapping_provider: https://example.org/
#publication_date: 2025-03-01
subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence
scqf:2\tskos:closeMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t
scqf:4\tskos:closeMatch\teu:2\tsemapv:ManualMappingCuration\t0.9
scqf:5\tskos:closeMatch\teu:3\tsemapv:ManualMappingCuration\t0
scqf:6\tskos:closeMatch\thttp://data.europa.eu/snb/eqf/4\tsemapv:ManualMappingCuration\t1
"""
CTDL = """\
{
  "@context": ["https://credreg.net/ctdl/schema/context/json", {
    "scqf": "https://w3id.org/qualmap/framework/gb-sct-scqf/current/level/", "eu": "http://data.europa.eu/snb/eqf/"}],
  "@graph": [{
    "@id": "https://example.org/map", "@type": "ceterms:AlignmentMap", "ceterms:source": "https://example.org/report",
    "ceterms:hasPart": [
      {"@type": "ceterms:AlignmentObject", "ceterms:sourceNode": "scqf:2", "ceterms:alignmentType": "align:NoMatch"},
      {"@type": "ceterms:AlignmentObject", "ceterms:sourceNode": "scqf:5", "ceterms:targetNode": "eu:3",
       "ceterms:alignmentType": "skos:closeMatch"},
      {"@type": "ceterms:AlignmentObject", "ceterms:sourceNode": "scqf:6", "ceterms:targetNode": "eu:4",
       "ceterms:alignmentType": {"@id": "skos:closeMatch"}}
    ]}]
}
"""
AWARDS = """
id: va
name: A country of one's own
countries: [VA]
sources:
- {id: s1, verification: recalled, note: General knowledge.}
awards:
- {id: leaving, title: Leaving Certificate, language: en, kind: upper-secondary-general, isced: 3, source: s1}
- id: old-leaving
  title: Old Certificate
  language: en
  kind: upper-secondary-general
  isced: 3
  awarded: {last: '1989'}
  equals:
  - {to: Leaving Certificate, by: Act 5 of 1990, source: s1}
  source: s1
- id: leaving-later
  title: Final Certificate
  language: en
  names: [{text: Old Certificate, sort: former}]
  kind: upper-secondary-general
  isced: 3
  awarded: {first: '1990'}
  source: s1
"""
KINDS = {"framework": (FRAMEWORK, "yaml"), "table": (TABLE, "yaml"), "act": (INSTRUMENT, "yaml")}
KINDS |= {"awards": (AWARDS, "yaml"), "sssom": (SSSOM, "tsv"), "ctdl": (CTDL, "jsonld")}

MORE_LEVELS = "".join(f"\n- {{code: '{rank}', rank: {rank}, source: s1}}" for rank in (4, 5, 6))
DISPUTE = """disputes:
- {about: the Diploma, level: '1', used: {value: a, source: s1}, other: {value: b, source: s1}, why: c}
"""

CASES = [
    # code, kind, what is written, what is written in its place, words of the finding
    ("QM101", "framework", "kind: national", "kind: nationl", "did you mean `national`"),
    ("QM102", "framework", "levels: ['2'], source: s1", "levels: ['2'], source: s2", "no source 's2'"),
    ("QM103", "framework", "url: 'https://example.org/act'", "note: no address", "has an address"),
    ("QM104", "framework", "code: '3', rank", "code: '2', rank", "appears twice"),
    ("QM104", "act", "country: GR", "country: IE", "appears twice"),
    ("QM105", "framework", "id: my-nqf\nedition: '2020'", "id: ie-nfq\nedition: '2003'", "in the catalogue already"),
    ("QM106", "framework", "rank: 3", "rank: 4", "not dense"),
    ("QM106", "framework", "levels: ['2', '3']", "levels: ['3', '2']", "not in rank order"),
    ("QM107", "framework", "levels: ['2', '3']", "levels: ['2', '9']", "'9' is not in `levels`"),
    ("QM107", "table", "level: '4'", "level: '44'", "has no level '44'"),
    ("QM108", "table", "destination: eqf@2017", "destination: eqf@2071", "did you mean `eqf@2017`"),
    ("QM108", "act", "region: europe", "region: europe\nreplaces: [nothing-such]", "no instrument 'nothing-such'"),
    ("QM109", "table", "relation: unlinked", "relation: equal", "'equal' with 0 targets"),
    ("QM110", "framework", "title: Diploma,", "title: Diploma, isced: 9,", "0 to 8"),
    ("QM110", "framework", "title: Diploma,", "title: Diploma, generic_type: bachlor,", "did you mean `bachelor`"),
    ("QM111", "framework", "title: Certificate", "title: diploma", "'diploma' stands on level 2 already"),
    ("QM112", "framework", "title: Certificate", "title: Title of an award that stands here", "or remove the entry"),
    ("QM121", "framework", "[IE, XK]", "[ZAR, XK]", "'ZAR' is a currency and not a country"),
    ("QM121", "framework", "[IE, XK]", "[IRL, XK]", "alpha-3 code; here stand alpha-2 codes (write `IE`)"),
    ("QM121", "framework", "[IE, XK]", "[UK, XK]", "write `GB`"),
    ("QM121", "act", "country: IE", "country: QQ", "'QQ' is not an ISO 3166-1"),
    ("QM122", "framework", "[IE, XK]", "[GB, UK]", "'UK' and 'GB' are one country (keep `GB`)"),
    ("QM122", "act", "country: IE", "country: EL", "are one country (keep `GR`)"),
    ("QM131", "framework", "date_seen: 2026-01-31", "date_seen: 2011-05", "last looked at in 2011-05"),
    ("QM131", "sssom", "publication_date: 2025-03-01", "publication_date: 2009", "of 2009"),
    ("QM132", "framework", "\nlevels:", "\n- {id: s9, verification: recalled, note: x}\nlevels:", "cites source 's9'"),
    ("QM133", "framework", ", date_seen: 2026-01-31", "", "nobody says when these were read: s1"),
    ("QM134", "framework", "https://example.org/", "https://en.scribd.com/", "en.scribd.com holds copies of others"),
    ("QM135", "framework", "https://example.org/", "https://info.5y1.org/", "5y1.org compiles what"),
    ("QM201", "sssom", "scqf:5", "scq:5", "prefix `scq:` is not declared"),
    ("QM201", "ctdl", '"eu:3"', '"eqf:level3"', "is not declared; read as eqf level 3"),
    ("QM202", "sssom", "eu:3", "eu:9", "eqf has no such level"),
    ("QM202", "sssom", "scqf:5", "scqf:55", "gb-sct-scqf has no such level"),
    ("QM202", "sssom", "scqf:5", "https://w3id.org/qualmap/framework/gb-sct-scqf/1999/level/5", "no such level"),
    ("QM202", "framework", "https://data.acqf-qcp.africa/model/my-nqf-levels/resource/level-2",
     "http://data.europa.eu/snb/eqf/9", "eqf has no such level"),
    ("QM203", "framework", "resource/level-2", "resource/level2", "write https://data.acqf-qcp.africa/model/my-nqf"),
    ("QM203", "framework", "https://data.acqf", "http://data.acqf", "write https://data.acqf"),
    ("QM203", "sssom", "http://data.europa.eu/snb/eqf/4", "https://data.europa.eu/snb/eqf/4", "write http://data."),
    ("QM203", "sssom", "eu:3", "eu:level-3", "write http://data.europa.eu/snb/eqf/3"),
    ("QM203", "sssom", "scqf:5", "https://data.acqf-qcp.africa/model/acqf-levels/resource/level6", "resource/level-6"),
    ("QM204", "framework", "https://data.acqf-qcp.africa/model/my-nqf-levels/resource/level-2",
     "http://data.europa.eu/snb/eqf/2", "is the identifier of eqf level 2"),
    ("QM204", "framework", "'3', rank: 3, source: s1",
     "'3', rank: 3, source: s1, same_as: ['https://data.acqf-qcp.africa/model/my-nqf-levels/resource/level-2']",
     "is the identifier of level 2 already"),
    ("QM205", "sssom", "eu:3\tsemapv:ManualMappingCuration", "eu:3\t", "no `mapping_justification`"),
    ("QM206", "sssom", "mapping_provider: https://example.org/", "comment: x", "4 of 4 rows name no author"),
    ("QM206", "ctdl", '"ceterms:source": "https://example.org/report",', "", "3 of 3 rows name no author"),
    ("QM207", "sssom", "scqf:5\tskos:closeMatch", "scqf:5\t", "no predicate"),
    ("QM208", "sssom", "Curation\t0.9", "Curation\t1.9", "'1.9' is not from 0 to 1"),
    ("QM208", "sssom", "Curation\t0.9", "Curation\tnan", "'nan' is not from 0 to 1"),
    ("QM209", "sssom", "scqf:5\tskos:closeMatch", "scqf:5\tskos:closematch", "did you mean `closeMatch`"),
    ("QM210", "sssom", "eu:3", "http://example.org/levels/3", "1 identifiers of no framework"),
    ("QM301", "sssom", "eu:3", "eu:2", "puts gb-sct-scqf level 5 at eqf level 2, the official table"),
    ("QM301", "sssom", "scqf:5\tskos:closeMatch\teu:3", "eu:3\tskos:closeMatch\tscqf:6", "says 5 (write gb-sct-scqf 5"),
    ("QM301", "sssom", "eu:3", "sssom:NoTermFound", "gives gb-sct-scqf level 5 no counterpart"),
    ("QM301", "ctdl", '"eu:4"', '"eu:3"', "puts gb-sct-scqf level 6 at eqf level 3"),
    ("QM301", "table", "targets: ['3']", "targets: ['2']", "puts gb-sct-scqf level 5 at eqf level 2"),
    ("QM301", "table", "{level: '2', relation: unlinked,", "{level: '2', targets: ['1'], relation: equal,",
     "says no counterpart"),
    ("QM302", "table", "targets: ['4']", "targets: ['1']", "gb-sct-scqf level 6 is linked to eqf level 1, but"),
    ("QM302", "sssom", "eu:3", "eu:1", "gb-sct-scqf level 5 is linked to eqf level 1, but gb-sct-scqf level 4"),
    ("QM303", "sssom", "scqf:6\tskos:closeMatch\thttp://data.europa.eu/snb/eqf/4", "scqf:7\tskos:exactMatch\teu:5",
     "eqf level 5 to the levels 7 and 8"),
    ("QM303", "sssom", "scqf:5\tskos:closeMatch\teu:3", "scqf:4\tskos:exactMatch\teu:3", "has 2 counterparts here"),
    ("QM304", "sssom", "scqf:5\tskos:closeMatch", "scqf:5\tskos:exactMatch", "are the same level"),
    ("QM304", "ctdl", '"skos:closeMatch"}', '"skos:exactMatch"}', "are the same level"),
    ("QM305", "sssom", "scqf:5\tskos:closeMatch\teu:3\tsemapv:ManualMappingCuration\t0",
     "scqf:4\tskos:closeMatch\teu:2\tsemapv:ManualMappingCuration\t0", "says the same as line 8"),
    ("QM401", "framework", "rank: 3, source: s1}", "rank: 3, source: s1}" + MORE_LEVELS,
     "my-nqf@2020 has no school leaving, bachelor, master, doctorate"),
    ("QM401", "framework", "rank: 3, source: s1}\nqualification_types:",
     "rank: 3, source: s1}" + MORE_LEVELS + "\nqualification_types:\n- {title: Bachelor, levels: ['6'], source: s1}",
     "my-nqf@2020 has no school leaving, master, doctorate"),
    ("QM402", "framework", "sources:\n", DISPUTE + "sources:\n", "level 1 has a dispute (the Diploma) and no award"),
    ("QM403", "awards", AWARDS[AWARDS.index("- {id: leaving"):], "- {id: a, title: Degree, language: la, source: s1}\n",
     "A country of one's own has no school-leaving award"),
    ("QM404", "awards", "kind: upper-secondary-general, isced: 3,", "kind: upper-secondary-general, isced: 2,",
     "'Old Certificate' equals 'Leaving Certificate', and stands on another level"),
    ("QM405", "awards", "  awarded: {first: '1990'}\n", "",
     "'Final Certificate' and 'Old Certificate' go by one name, and nothing tells them apart"),
]  # fmt: skip


def lint(tmp_path, kind, text):
    path = tmp_path / f"{kind}.{KINDS[kind][1]}"
    path.write_text(text, "utf-8")
    return lint_paths([path])[1]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_has_no_finding(tmp_path, kind):
    assert [str(finding) for finding in lint(tmp_path, kind, KINDS[kind][0])] == []


@pytest.mark.parametrize(("code", "kind", "old", "new", "words"), CASES)
def test_what_is_wrong_is_found_with_place_and_mend(tmp_path, code, kind, old, new, words):
    text = KINDS[kind][0]
    assert old in text
    findings = [finding for finding in lint(tmp_path, kind, text.replace(old, new, 1)) if finding.code == code]
    assert findings, f"no {code}"
    assert any(words in str(finding) for finding in findings), [str(finding) for finding in findings]
    for finding in findings:
        assert finding.severity == RULES[code].severity
        assert finding.mend
        assert (finding.line or 1) >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  kind: upper-secondary-general\n  isced: 3\n  awarded: {first: '1990'}", "  kind: bachelor\n  isced: 3"),
        ("  awarded: {first: '1990'}", "  years: '2'"),
        ("  awarded: {first: '1990'}", "  told_apart: evening school"),
    ],
)
def test_awards_of_one_name_that_something_tells_apart_are_two(tmp_path, old, new):
    assert old in AWARDS
    assert lint(tmp_path, "awards", AWARDS.replace(old, new)) == []


def test_a_sector_ladder_need_not_have_every_award(tmp_path):
    text = FRAMEWORK.replace("rank: 3, source: s1}", "rank: 3, source: s1}" + MORE_LEVELS)
    assert lint(tmp_path, "framework", text.replace("kind: national", "kind: national\nsector: vocational")) == []
    assert lint(tmp_path, "framework", text.replace("status: in-force", "status: draft")) == []


def test_every_rule_has_a_case():
    assert {case[0] for case in CASES} == set(RULES)


def test_every_rule_is_documented():
    text = (ROOT / "docs" / "lint.md").read_text("utf-8")
    for rule in RULES.values():
        row = f"| `{rule.code}` | {rule.severity} | {rule.title} | {rule.explanation} | {rule.mend} |"
        assert row in text, f"docs/lint.md lacks: {row}"
    assert len(re.findall(r"^\| `QM\d+`", text, re.MULTILINE)) == len(RULES)


def test_a_currency_is_named_once(tmp_path):
    findings = lint(tmp_path, "framework", FRAMEWORK.replace("[IE, XK]", "[ZAR]"))
    assert [(finding.code, finding.field, finding.line) for finding in findings] == [("QM121", "countries[0]", 8)]
    assert "did you mean `ZA`, South Africa?" in findings[0].mend


def test_the_line_is_that_of_the_row(tmp_path):
    sssom = [f for f in lint(tmp_path, "sssom", SSSOM.replace("eu:3", "eu:2")) if f.code == "QM301"]
    assert [finding.line for finding in sssom] == [9]
    ctdl = [f for f in lint(tmp_path, "ctdl", CTDL.replace('"eu:4"', '"eu:3"')) if f.code == "QM301"]
    assert [(finding.line, finding.field) for finding in ctdl] == [(10, "@graph[0].ceterms:hasPart[2]")]


def test_a_published_alignment_without_declared_prefixes(tmp_path):
    """The shape in which a registry shows this pair of frameworks, with its wrong row."""
    pairs = {3: 1, 4: 2, 5: 3, 6: 3, 7: 5, 8: 5, 9: 6, 10: 6, 11: 7, 12: 8}
    parts = [{"ceterms:sourceNode": f"scqf:level{n}", "ceterms:alignmentType": "align:NoMatch"} for n in (1, 2)]
    parts += [
        {"ceterms:sourceNode": f"scqf:level{a}", "ceterms:targetNode": f"eqf:level{b}",
         "ceterms:alignmentType": "skos:closeMatch"}
        for a, b in pairs.items()
    ]  # fmt: skip
    findings = lint(tmp_path, "ctdl", json.dumps({"@graph": [{"ceterms:source": "x", "ceterms:hasPart": parts}]}))
    wrong = [finding for finding in findings if finding.code != "QM201"]
    assert [finding.code for finding in wrong] == ["QM301"]
    assert "puts gb-sct-scqf level 6 at eqf level 3, the official table" in wrong[0].message
    assert wrong[0].message.endswith("says 4")


def test_the_alignment_properties_of_levels(tmp_path):
    node = {"@id": "https://w3id.org/qualmap/framework/gb-sct-scqf/current/level/5"}
    node["ceasn:exactAlignment"] = ["http://data.europa.eu/snb/eqf/2"]
    findings = lint(tmp_path, "ctdl", json.dumps({"@graph": [node]}))
    assert {"QM206", "QM301", "QM304"} == {finding.code for finding in findings}


def test_a_row_that_is_denied_is_no_link(tmp_path):
    text = SSSOM.replace("\tconfidence", "\tpredicate_modifier").replace("\teu:2", "\teu:7").replace("0.9", "Not")
    assert lint(tmp_path, "sssom", text.replace("\t0\n", "\t\n").replace("\t1\n", "\t\n")) == []


def test_a_table_that_must_not_be_used_may_say_what_it_likes(tmp_path):
    wrong = TABLE.replace("targets: ['3']", "targets: ['1']").replace("status: draft", "status: withdrawn")
    assert lint(tmp_path, "table", wrong) == []


@pytest.mark.parametrize("framework", ["gb-sct-scqf", "za-nqf", "gb-eng-rqf"])
def test_what_the_crosswalk_writes_is_clean(tmp_path, qm, framework):
    assert lint(tmp_path, "sssom", to_sssom(qm.crosswalk(framework, "eqf"))) == []


def test_the_set_of_all_crosswalks_to_one_framework_is_clean(tmp_path, qm):
    assert lint(tmp_path, "sssom", "".join(sssom_lines(qm.crosswalks(to="gb-eng-fheq")))) == []


def test_no_counterpart_in_several_frameworks_at_once(tmp_path):
    """`object_source` says where: each row is compared with the table of that framework, and none says the same."""
    text = re.sub(r"\t[\d.]*$", "\t", SSSOM, flags=re.MULTILINE).replace("\tconfidence", "\tobject_source")
    none = "scqf:5\tskos:closeMatch\tsssom:NoTermFound\tsemapv:ManualMappingCuration\t"
    eqf, fheq = "http://data.europa.eu/snb/eqf/25831c2", "https://w3id.org/qualmap/framework/gb-eng-fheq/current"
    findings = lint(tmp_path, "sssom", f"{text}{none}{eqf}\n{none}{fheq}\n")
    assert [(f.code, f.line) for f in findings] == [("QM301", len(text.splitlines()) + 1)]
    assert "gives gb-sct-scqf level 5 no counterpart" in findings[0].message


def test_duplicate_ids_in_two_files(tmp_path):
    for name in ("first", "second"):
        (tmp_path / f"{name}.yaml").write_text(FRAMEWORK, "utf-8")
    count, findings = lint_paths([tmp_path])
    assert count == 2
    assert [finding.code for finding in findings] == ["QM105"]


def test_a_folder_may_hold_tables_that_are_no_alignments(tmp_path):
    (tmp_path / "map.tsv").write_text(SSSOM, "utf-8")
    (tmp_path / "notes.csv").write_text("country,title\nKE,Diploma\n", "utf-8")
    assert lint_paths([tmp_path]) == (1, [])
    with pytest.raises(RecordError, match="no column `subject_id`"):
        lint_paths([tmp_path / "notes.csv"])


def test_our_own_records_have_neither_errors_nor_warnings():
    count, findings = lint_records()
    assert count > 500, "the awards that people hold are linted too"
    assert [str(finding) for finding in findings if finding.severity != "note"] == []


def test_sarif_has_the_shape_that_code_hosts_ask_for(tmp_path):
    findings = lint(tmp_path, "sssom", SSSOM.replace("eu:3", "eu:2").replace("mapping_provider", "comment"))
    log = to_sarif(findings, tmp_path)
    assert (log["version"], list(log)) == ("2.1.0", ["$schema", "version", "runs"])
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert len(run["results"]) == len(findings) > 1
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "sssom.tsv"
        assert place["physicalLocation"]["region"]["startLine"] >= 1


def test_the_command_line(tmp_path):
    path = tmp_path / "map.sssom.tsv"
    path.write_text(SSSOM, "utf-8")
    done = qualmap("lint", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 errors, 0 warnings, 0 notes in 1 file\n", "")
    path.write_text(SSSOM.replace("eu:3", "eu:2"), "utf-8")
    done = qualmap("lint", "map.sssom.tsv", cwd=tmp_path)
    assert done.returncode == 1
    assert "map.sssom.tsv:9" in done.stdout
    assert "1 error, 0 warnings, 0 notes in 1 file" in done.stdout
    listed = json.loads(qualmap("lint", path, "--format", "json").stdout)
    assert list(listed[0]) == "code severity file line column field message mend".split()
    sarif = qualmap("lint", path, "--format", "sarif")
    assert sarif.returncode == 1
    assert json.loads(sarif.stdout)["runs"][0]["results"][0]["ruleId"] == "QM301"


def test_warnings_and_notes_do_not_fail_the_run(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(FRAMEWORK.replace("title: Certificate", "title: Diploma"), "utf-8")
    done = qualmap("lint", path)
    assert done.returncode == 0
    assert "1 warning" in done.stdout


HEAD = "subject_id\tpredicate_id\tobject_id\n"
HOSTILE = {
    "fifty megabytes": ("a.tsv", b"#" * 50_000_000, "larger than 5 MB"),
    "binary": ("a.tsv", bytes(range(256)) * 20, "not UTF-8"),
    "NUL bytes": ("a.tsv", b"subject_id\0", "NUL"),
    "broken header": ("a.tsv", f"#curie_map: [\n{HEAD}".encode(), "not YAML"),
    "aliases in the header": ("a.tsv", f"#a: &a [x]\n#b: *a\n{HEAD}".encode(), "anchors"),
    "deep header": ("a.tsv", b"#a: " + b"[" * 100_000 + b"\n", "nested deeper"),
    "prefixes that are none": ("a.tsv", f"#curie_map: [a]\n{HEAD}".encode(), "`curie_map`"),
    "no SSSOM": ("a.tsv", b"name\tvalue\n1\t2\n", "no column `subject_id`"),
    "empty": ("a.tsv", b"", "no column `subject_id`"),
    "endless cell": ("a.tsv", HEAD.encode() + b'"' + b"x" * 1_000_000, "not TSV"),
    "no JSON": ("a.json", b"{", "not JSON"),
    "deep JSON": ("a.json", b"[" * 1_000_000, "not JSON that can be read"),
    "nested JSON": ("a.json", b"[" * 50 + b"]" * 50, "nested deeper"),
    "long number": ("a.json", b"[" + b"9" * 100_000 + b"]", "not JSON that can be read"),
    "JSON without alignments": ("a.json", b"{}", "holds no alignments"),
    "big JSON": ("a.jsonld", b" " * 6_000_000, "larger than 5 MB"),
    "broken YAML": ("a.yaml", b"a: [", "not YAML"),
    "another kind": ("a.txt", b"hello", "not a kind of file"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_gets_one_line(tmp_path, case):
    name, data, words = HOSTILE[case]
    (tmp_path / name).write_bytes(data)
    done = qualmap("lint", tmp_path / name)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert str(tmp_path / name) in done.stderr
    assert words in done.stderr


@pytest.mark.parametrize("name", ["nothing.tsv", "nothing.json", "nothing.yaml", "."])
def test_what_is_not_there(tmp_path, name):
    done = qualmap("lint", tmp_path / name)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
