"""``/api`` over the wire: the library's own answers, refusals that say what to mend, and limits that hold."""

from __future__ import annotations

import http.client
import json
import re
import shlex
import subprocess
import threading
from urllib.parse import urlencode

import pytest

import qualmap as library
from qualmap.catalog.text import read_document
from qualmap.documents.background import background_document
from tests.serving import ROOT, serving
from tests.shell import installed, process
from tests.waiting import PATIENCE, until

DAY = "2026-11-01"
ASKED = {
    "award": {"title": "Honours Bachelor Degree", "country": "Ireland", "level": "8", "awarded": "2015-06-01"},
    "destination": "Germany",
    "purpose": "further-study",
    "sought": {"access_to": "master"},
    "on": DAY,
}
HOLDER = read_document(ROOT / "docs" / "examples" / "holder-from-syria.yaml").tree
PASSPORT = {"passport": HOLDER, "on": DAY}
BACKGROUND = PASSPORT | {"destination": "Germany", "purpose": "employment", "language": "fr"}


def get(service, path, **parameters):
    target = f"/api/{path}" + (f"?{urlencode(parameters)}" if parameters else "")
    return service.ask(target, Accept="application/json")


def post(service, path, body, **headers):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return service.ask(f"/api/{path}", "POST", text, **{"Content_Type": "application/json"} | headers)


def refusal(got, status):
    """The problem, checked to be one."""
    assert got.status == status, got.text
    assert got.type in ("application/problem+json", "application/json")
    problem = json.loads(got.body)
    assert problem["status"] == status
    return problem["detail"]


# The same answers as the library


def test_a_crosswalk_is_the_librarys_own(service, qm):
    got = get(service, "crosswalk", origin="fr-cncp", destination="eqf", on="2010-06-30")
    assert (got.status, got.type) == (200, "application/json")
    assert json.loads(got.body) == qm.crosswalk("fr-cncp", "eqf", on="2010-06-30").model_dump(mode="json")


def test_an_explanation_is_the_librarys_own(service, qm):
    got = get(service, "explain", level="za-nqf:8", destination="eqf")
    assert json.loads(got.body) == qm.explain("za-nqf:8", "eqf").model_dump(mode="json")


def test_a_judgement_is_the_librarys_own(service, qm):
    asked = {name: value for name, value in ASKED.items() if name not in ("award", "destination", "purpose")}
    expected = qm.assess(ASKED["award"], "Germany", "further-study", **asked)
    got = post(service, "assess", ASKED)
    assert (got.status, got.headers["Cache-Control"]) == (200, "no-store")
    found = json.loads(got.body)
    assert found["judgement"] == expected.model_dump(mode="json")
    assert found["sentences"] is None


def test_a_corridor_and_a_legal_basis_take_names_of_countries(service, qm):
    corridor = get(service, "corridor", origin="Senegal", destination="BEL", on=DAY)
    assert json.loads(corridor.body) == qm.corridor("SN", "BE", DAY).model_dump(mode="json")
    legal = json.loads(
        get(service, "legal-basis", origin="Ireland", destination="DE", award_type="bachelor", on=DAY).body
    )
    assert (legal["origin"], legal["destination"], legal["on"]) == ("IE", "DE", DAY)
    assert legal["academic"]["instruments"][0]["instrument"] == "lrc-1997"
    assert legal["professional"]["asked"] is False
    nurse = get(
        service, "legal-basis", origin="GH", destination="RW", purpose="regulated-profession", profession="nurse"
    )
    assert json.loads(nurse.body)["professional"]["asked"] is True


def test_one_framework_is_its_record(service, qm):
    got = get(service, "frameworks/za-nqf@1995")
    assert json.loads(got.body) == qm.framework("za-nqf@1995").model_dump(mode="json")


@pytest.mark.parametrize(
    ("language", "outcome"), [("en", "insufficient"), ("fr", "insuffisantes"), ("pt", "insuficiente")]
)
def test_reasons_come_as_sentences_in_a_language(service, language, outcome):
    found = json.loads(post(service, "assess", ASKED | {"language": language}).body)["sentences"]
    assert outcome in found["outcome"]
    assert set(found["elements"]) == {"level", "workload", "quality", "profile", "outcomes"}
    assert all(found[part] for part in ("reasons", "missing", "remedies", "legal_basis", "decided_by", "appeal"))


def test_the_day_is_the_catalogues_own_unless_given_and_is_said(service, qm):
    without = {name: value for name, value in ASKED.items() if name != "on"}
    assert json.loads(post(service, "assess", without).body)["judgement"]["on"] == qm.catalogue.date
    assert json.loads(get(service, "find", title="Licence").body)["on"] == qm.catalogue.date
    assert json.loads(get(service, "find", title="Licence", on="2010").body)["on"] == "2010-01-01"


def test_the_catalogue_is_that_of_the_graph(service):
    served = json.loads(service.ask("/version").body)["catalogue"]
    assert json.loads(get(service, "crosswalk", origin="ie-nfq", destination="eqf").body)["catalogue_version"] == served


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [("html", "text/html", b"<!"), ("pdf", "application/pdf", b"%PDF-"), ("jsonld", "application/ld+json", b"{")],
)
def test_a_statement_is_the_librarys_own(service, qm, form, media_type, begins):
    got = post(service, f"statement?form={form}", ASKED | {"language": "fr"})
    assert (got.status, got.type) == (200, media_type), got.text[:500]
    judgement = qm.assess(ASKED["award"], "Germany", "further-study", sought=ASKED["sought"], on=DAY)
    assert got.body == qm.statement(judgement, form, "fr")
    assert got.body.lstrip()[: len(begins)].lower() == begins.lower()


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("html", "text/html"),
        ("pdf", "application/pdf"),
        ("markdown", "text/markdown"),
        ("json", "application/json"),
    ],
)
def test_a_background_paper_is_the_librarys_own(service, qm, form, media_type):
    got = post(service, f"background?form={form}", BACKGROUND)
    assert (got.status, got.type, got.headers["Cache-Control"]) == (200, media_type, "no-store"), got.text[:500]
    paper = qm.background(HOLDER, "Germany", "employment", on=DAY)
    assert got.body == background_document(paper, qm.catalogue, form, "fr")


def test_a_passport_is_the_librarys_own(service, qm):
    got = post(service, "passport", PASSPORT)
    assert (got.status, got.type, got.headers["Cache-Control"]) == (200, "application/ld+json", "no-store")
    assert json.loads(got.body) == qm.passport(HOLDER, on=DAY)
    without = json.loads(post(service, "passport", {"passport": HOLDER}).body)
    assert without["validFrom"][:10] == qm.catalogue.date


# An agency's own policy and lists


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A stricter policy, and two lists; no such university exists."""
    folder = tmp_path_factory.mktemp("agency")
    text = (ROOT / "crosswalks" / "model" / "policy.yaml").read_text("utf-8").replace("id: cautious", "id: our-own")
    text = text.replace("gates: [authentic, institution]", "gates: [authentic, institution, programme]")
    (folder / "policy.yaml").write_text(text, "utf-8")
    for name, country in (("Good University", "IE"), ("Université du Bien", "FR")):
        rows = f"name,country,status,valid_from,source\n{name},{country},recognised,1990,our register\n"
        (folder / f"{country}.csv").write_text(rows, "utf-8")
    return folder / "policy.yaml", [folder / "IE.csv", folder / "FR.csv"]


def test_an_agencys_policy_and_lists_hold_for_every_judgement(qm, own):
    policy, lists = own
    agency = library.load(bodies=lists)
    irish = ASKED["award"] | {"awarding_bodies": ["Good University"]}
    french = {"title": "Licence", "country": "France", "awarded": "2015", "awarding_bodies": ["Université du Bien"]}
    flags = ["--policy", str(policy), *(f"--bodies={path}" for path in lists)]
    with serving("--crosswalks", "none", *flags) as ours:
        asked = [ASKED | {"award": award} for award in (irish, french)]
        items = json.loads(post(ours, "assess/batch", asked).body)["items"]
        for award, item in zip((irish, french), items, strict=True):
            more = {"sought": ASKED["sought"], "on": DAY}
            expected = agency.assess(award, "Germany", "further-study", **more, policy=policy)
            found = item["assessed"]["judgement"]
            assert found == expected.model_dump(mode="json")
            assert (found["policy"], found["policy_hash"]) == ("our-own", expected.policy_hash)
            institution = {gate["gate"]: gate["state"] for gate in found["gates"]}["institution"]
            plain = qm.assess(award, "Germany", "further-study", **more)
            assert (institution, {gate.gate: gate.state for gate in plain.gates}["institution"]) == (
                "confirmed",
                "unknown",
            )
            assert plain.policy == "cautious"
        paper = json.loads(post(ours, "background?form=json", BACKGROUND).body)
    expected = agency.background(HOLDER, "Germany", "employment", on=DAY, policy=policy)
    assert paper == expected.model_dump(mode="json")
    assert paper["judgement"] != qm.background(HOLDER, "Germany", "employment", on=DAY).judgement


@pytest.mark.parametrize(
    ("option", "name", "text", "message"),
    [
        ("--policy", "policy.yaml", "id: our-own\n", "is missing"),
        ("--policy", "absent.yaml", None, "no such file"),
        ("--bodies", "list.csv", "name,country\nGood University,IE\n", "needs the columns"),
    ],
)
def test_a_bad_file_of_the_agency_is_said_before_the_server_starts(tmp_path, option, name, text, message):
    path = tmp_path / name
    if text is not None:
        path.write_text(text, "utf-8")
    done = process("serve", "--port", "0", option, path)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert str(path) in done.stderr
    assert message in done.stderr


# Pages


def following(service, path, **parameters):
    """Every page, by its links alone."""
    target = f"/api/{path}?{urlencode(parameters)}"
    while target:
        got = service.ask(target)
        assert got.status == 200, got.text
        yield json.loads(got.body)
        link = re.search(r'<([^>]+)>; rel="next"', got.headers["Link"] or "")
        target = link[1].removeprefix(service.url) if link else None


def test_pages_together_are_the_whole_list(service, qm):
    pages = list(following(service, "frameworks", limit=60))
    names = [f"{entry['id']}@{entry['edition']}" for page in pages for entry in page["items"]]
    assert names == [str(framework.ref) for framework in qm.frameworks()]
    assert {page["total"] for page in pages} == {len(names)}
    assert len(pages) == -(-len(names) // 60)


def test_what_applies_in_a_country_on_a_day(service):
    found = json.loads(get(service, "frameworks", country="South Africa", on="2005-01-01").body)
    assert [(entry["id"], entry["edition"]) for entry in found["items"]] == [("za-nqf", "1995")]
    assert found["on"] == "2005-01-01"
    nothing = json.loads(get(service, "frameworks", country="FR", on="1950").body)
    assert nothing["items"] == []
    assert nothing["advice"]


def test_pages_of_a_search_are_those_of_one_long_search(service, qm):
    expected = qm.find("Bachelor", country="NL", limit=9).model_dump(mode="json")["matches"]
    first, second, third, *_ = following(service, "find", title="Bachelor", country="NL", limit=3)
    shown = [match for page in (first, second, third) for match in page["matches"]]
    assert [(match["title"], match["levels"]) for match in shown] == [(m["title"], m["levels"]) for m in expected]
    back = get(service, "find", title="Bachelor", country="NL", limit=3, offset=3).headers["Link"]
    assert 'offset=0>; rel="prev"' in back


def test_an_answer_need_not_be_fetched_twice(service):
    first = get(service, "crosswalk", origin="ie-nfq", destination="eqf")
    again = service.ask("/api/crosswalk?origin=ie-nfq&destination=eqf", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    head = service.ask("/api/crosswalk?origin=ie-nfq&destination=eqf", "HEAD")
    assert (head.status, head.headers["ETag"], head.body) == (200, first.headers["ETag"], b"")


# Refusals


@pytest.mark.parametrize(
    ("path", "parameters", "status", "message"),
    [
        ("crosswalk", {"origin": "ie-nqf", "destination": "eqf"}, 404, "`ie-nfq`"),
        ("crosswalk", {"origin": "ie-nfq"}, 400, "destination"),
        ("crosswalk", {"origin": "ie-nfq", "destination": "eqf", "onn": "2010"}, 400, "did you mean `on`"),
        ("crosswalk", {"origin": "ie-nfq", "destination": "eqf", "on": "soon"}, 400, "on: 'soon' is not a date; write"),
        ("corridor", {"origin": "SN", "destination": "BE", "on": "30 June 2015"}, 400, "'30 June 2015' is not a date"),
        ("crosswalk", {"origin": "ie:nfq", "destination": "eqf"}, 400, "origin: 'ie:nfq' is not a framework"),
        ("frameworks/ie_nfq", {}, 400, "path.framework: 'ie_nfq' is not a framework"),
        ("frameworks/ie-nfq", {"framework": "eqf"}, 400, "unknown parameter 'framework'"),
        ("crosswalk", {"origin": "ie-nfq", "destination": "eqf", "formt": "csv"}, 400, "did you mean `format`"),
        ("find", {"title": "a\nb"}, 400, "title: 'a\\nb' is not a line of text"),
        ("find", {"title": ""}, 400, "title: '' is not a line of text"),
        ("crosswalk", {"origin": "fr-cncp", "destination": "eqf", "on": "2019-02-30"}, 400, "is not a date"),
        ("explain", {"level": "za-nqf:11", "destination": "eqf"}, 404, "unknown level '11'"),
        ("explain", {"level": "za-nqf", "destination": "eqf"}, 404, "xx-nqf:8"),
        ("find", {"title": "Licence", "country": "Narnia"}, 404, "unknown country"),
        ("find", {"title": "x" * 301}, 400, "title"),
        ("find", {"title": "Lіcence"}, 400, "mixes"),
        ("find", {"title": "Licence", "limit": "0"}, 400, "limit"),
        ("find", {"title": "Licence", "offset": "500"}, 400, "offset"),
        ("legal-basis", {"origin": "IE", "destination": "DE", "award_type": "bachellor"}, 404, "`bachelor`"),
        ("legal-basis", {"origin": "IE", "destination": "DE", "isced": "9"}, 400, "isced"),
        ("corridor", {"origin": "SN", "destination": "Belgum"}, 404, "`Belgium`"),
        ("frameworks/ie-nqf", {}, 404, "`ie-nfq`"),
        ("frameworkz", {}, 404, "nothing of ours"),
    ],
)
def test_a_refusal_says_what_to_mend(service, path, parameters, status, message):
    said = refusal(get(service, path, **parameters), status)
    assert message in said
    assert "pattern" not in said
    assert "^" not in said


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        ({"award": {"title": "BTS"}}, 400, "body.award.country"),
        ({"award": {"title": "BTS", "country": "FR", "age": 31}}, 400, "none about its holder"),
        ({"award": {"title": "BTS", "country": "Frankia"}}, 404, "unknown country"),
        ({"award": {"title": "BTS", "country": "FR", "awarded": "2031"}}, 400, "lies after"),
        ({"award": {"title": "B" * 501, "country": "FR"}}, 400, "body.award.title"),
        ({"purpose": "fun"}, 400, "body.purpose"),
        ({"destination": None}, 400, "body.destination"),
        ({"sought": {"as_level": "99"}}, 404, "unknown level"),
        ({"nationality": "FR"}, 400, "body.nationality"),
        ({"policy": "/etc/passwd"}, 400, "body.policy"),
        ({"language": "in French"}, 400, "body.language"),
        ({"language": "xx"}, 404, "unknown language"),
    ],
    ids=lambda value: json.dumps(value)[:50] if isinstance(value, dict) else None,
)
def test_a_request_that_cannot_be_right_names_the_field(service, change, status, message):
    assert message in refusal(post(service, "assess", ASKED | change), status)


@pytest.mark.parametrize(
    ("path", "change", "status", "message"),
    [
        ("background", {"passport": {"languages": HOLDER["languages"]}}, 400, "passport.awards"),
        ("background", {"purpose": None}, 400, "body.purpose"),
        ("background", {"destination": "Germny"}, 404, "`Germany`"),
        ("background", {"award": ASKED["award"]}, 400, "body.award"),
        ("background?form=jsonld", {}, 400, "query.form"),
        ("background?on=2026", {}, 400, "unknown parameter 'on'"),
        ("passport", {"passport": {}}, 400, "is empty"),
        ("passport", {"passport": HOLDER | {"name": "Quillfeather"}}, 400, "body.passport.name"),
        ("passport", {"passport": {"awards": [{"title": "BTS", "country": "Frankia"}]}}, 404, "unknown country"),
        ("passport", {"destination": "Germany"}, 400, "body.destination"),
    ],
)
def test_a_holders_request_that_cannot_be_right_names_the_field(service, path, change, status, message):
    body = (PASSPORT if path == "passport" else BACKGROUND) | change
    assert message in refusal(post(service, path, body), status)


@pytest.mark.parametrize(
    "body", ["", "{", "[1,", "NaN", '{"award": NaN}', "[" * 100_000, '"\\ud800"', b"\xff\xfe", "7"]
)
def test_a_body_that_is_no_request_is_refused(service, body):
    assert refusal(post(service, "assess", body), 400).startswith("body: ")


def holding(framework):
    """A second award of a framework, beside one that is good."""
    second = {"title": "Degree", "country": "IE", "level": "8", "framework": framework}
    return {"passport": {"awards": [ASKED["award"], second]}}


def test_no_name_reads_a_file_of_the_server(service, tmp_path):
    """Paths are for the command line: here they name nothing, whether there is such a file or not."""
    record = ROOT / "frameworks" / "ie-nfq@2003.yaml"
    assert record.exists()
    for name in (str(record), "./frameworks/ie-nfq@2003.yaml", "ie-nfq@2003.yaml"):
        for got in (
            get(service, "crosswalk", origin=name, destination="eqf"),
            get(service, "crosswalk", origin="eqf", destination=name),
            get(service, "explain", level=f"{name}:8", destination="eqf"),
            get(service, "find", title="Degree", framework=name),
            post(service, "assess", ASKED | {"destination": name}),
            post(service, "assess", ASKED | {"award": ASKED["award"] | {"framework": name[:40]}}),
            post(service, "passport", holding(name[:40])),
            post(service, "background", BACKGROUND | holding(name[:40])),
        ):
            assert got.status in (400, 404), got.text
            assert "levels" not in got.text


def test_length_form_and_method(service):
    assert "longer than" in refusal(post(service, "assess", json.dumps(ASKED) + " " * 300_000), 413)
    assert "Content-Type" in refusal(post(service, "assess", ASKED, Content_Type="text/plain"), 415)
    assert "list of 1 to 100" in refusal(post(service, "assess/batch", ASKED), 400)
    assert "list of 1 to 100" in refusal(post(service, "assess/batch", [ASKED] * 101), 400)
    for name in ("assess", "statement", "background", "passport"):
        assert get(service, name).status == 405
    assert "object with passport" in refusal(post(service, "passport", [HOLDER]), 400)
    assert "longer than" in refusal(post(service, "background", json.dumps(BACKGROUND) + " " * 300_000), 413)
    assert post(service, "find", ASKED).status == 405
    assert get(service, "assess").headers["Allow"] == "OPTIONS, POST"
    allowed = service.ask("/api/assess", "OPTIONS")
    assert allowed.status == 204
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE)
    connection.putrequest("POST", "/api/assess")
    connection.endheaders()
    assert connection.getresponse().status == 411
    connection.close()


def test_an_unfinished_long_body_is_refused_by_its_declared_length(service):
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE)
    connection.putrequest("POST", "/api/assess")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "999999999")
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


# Batches


def test_a_batch_judges_the_good_and_names_the_bad_by_their_place(service):
    bad = ASKED | {"award": {"title": "BTS", "country": "Frankia"}}
    got = post(service, "assess/batch", [ASKED, bad, 7, ASKED | {"purpose": "employment"}])
    assert got.status == 200
    items = json.loads(got.body)["items"]
    assert [item["index"] for item in items] == [0, 1, 2, 3]
    assert [item["problem"] and item["problem"]["status"] for item in items] == [None, 404, 400, None]
    alone = json.loads(post(service, "assess", ASKED).body)
    assert items[0]["assessed"] == alone
    assert items[3]["assessed"]["judgement"]["purpose"] == "employment"


# Limits


def test_a_flood_is_told_to_come_again_and_starves_nobody_else(service):
    """60 batches at once: some are judged, the rest get 503, and health and SPARQL answer meanwhile."""
    body = [ASKED | {"award": ASKED["award"] | {"programme": f"Programme {number}"}} for number in range(50)]
    found, meanwhile, over = [], [], threading.Event()
    flood = [threading.Thread(target=lambda: found.append(post(service, "assess/batch", body))) for _ in range(60)]

    def others():
        while not over.is_set():
            before = len(found)
            assert service.ask("/health").status == 200
            assert json.loads(service.query("ASK { ?s ?p ?o }").body)["boolean"] is True
            meanwhile.append((before, len(found)))

    watch = threading.Thread(target=others)
    watch.start()
    for thread in flood:
        thread.start()
    for thread in flood:
        thread.join()
    over.set()
    watch.join()
    statuses = {got.status for got in found}
    assert statuses == {200, 503}, statuses
    assert len(found) == 60
    busy = next(got for got in found if got.status == 503)
    assert "ask again" in refusal(busy, 503)
    assert busy.headers["Retry-After"] == "1"
    assert [both for both in meanwhile if 0 < both[0] <= both[1] < 60], "others were answered in the middle of it"
    for got in found:
        if got.status == 200:
            assert len(json.loads(got.body)["items"]) == 50
    assert post(service, "assess", ASKED).status == 200, "every place is free again"


def test_clients_that_leave_give_their_place_back(service):
    body = json.dumps([ASKED] * 100).encode()
    head = "POST /api/assess/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {len(body)}\r\n\r\n"
    for _ in range(40):
        connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=PATIENCE)
        connection.connect()
        connection.sock.sendall(head.encode() + body)
        connection.close()
    until(lambda: post(service, "assess", ASKED).status == 200)


def test_answers_at_once_are_those_one_after_another(service):
    """Threads of clients share one engine; none gets another's answer."""
    titles = ["Licence", "Bachelor", "Master", "Diplom", "National Diploma", "Doctorat"] * 4
    alone = {title: get(service, "find", title=title).body for title in set(titles)}
    found = []
    threads = [
        threading.Thread(target=lambda title=title: found.append((title, get(service, "find", title=title).body)))
        for title in titles
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(titles)
    assert all(body == alone[title] for title, body in found)


def test_nothing_of_a_body_is_written_to_the_log(service):
    secret = "Quillfeather"
    for body in ({"award": {"title": secret, "country": "IE", "age": secret}}, f'{{"{secret}": ', [secret]):
        post(service, "assess", body)
        post(service, "assess/batch", body)
    post(service, "assess", ASKED | {"award": ASKED["award"] | {"programme": secret}})
    post(service, "background", BACKGROUND | {"passport": {"awards": [ASKED["award"] | {"programme": secret}]}})
    post(service, "passport", PASSPORT | {"passport": {"name": secret}})
    get(service, "find", title=secret)
    assert secret not in "".join(service.said)


def test_starting_the_server_imports_nothing_that_only_the_api_needs():
    """The façade, numpy and the judgements are imported by the first request."""
    import sys

    code = (
        "import sys, qualmap.web.app\n"
        "heavy = {'numpy', 'qualmap.facade', 'qualmap.operations.lookups', 'qualmap.web.api.schemas'}\n"
        "heavy |= {'qualmap.assessment', 'qualmap.crosswalk'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=installed())
    assert done.stdout.strip() == "[]"


# In another language


def curls():
    """The commands that the manual shows, each with what it says comes back."""
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    for block in re.findall(r"```text\n(\$ curl .*?)```", text, re.DOTALL):
        command, _, said = block.removeprefix("$ ").partition("\n\n")
        yield command.replace("\\\n", " "), said.strip()


@pytest.mark.parametrize(("command", "said"), list(curls()), ids=lambda text: text[:60])
def test_what_the_manual_shows_with_curl(service, tmp_path, command, said):
    (tmp_path / "request.json").write_text(json.dumps(ASKED))
    (tmp_path / "requests.json").write_text(json.dumps([ASKED, ASKED]))
    (tmp_path / "holder.json").write_text(json.dumps(BACKGROUND))
    (tmp_path / "passport.json").write_text(json.dumps(PASSPORT))
    line = shlex.split(command.replace("http://localhost:8000", service.url))
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    if not said.startswith("{"):
        assert done.stdout.startswith(said)
        return
    found = json.loads(done.stdout)
    for name, value in json.loads(said).items():
        assert found[name] == value, name


def test_the_manual_shows_curl_commands():
    assert len(list(curls())) >= 7
