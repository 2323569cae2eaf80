"""The static site in a real browser, from a plain web server and from disk. Needs Debian's chromium."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from qualmap.ontology.terms import BASE
from qualmap.site import write_site
from tests import artefacts
from tests.browsing import chromium, tab
from tests.site.test_site import OTHER, hostile_graph

playwright = pytest.importorskip("playwright.sync_api")

PAGES = (
    "index.html",
    "tables.html",
    "framework/ie-nfq/2003/",
    "framework/eqf/2017/level/6/",
    "framework/za-nqf/2009/",
    "referencing/ie-nfq%402003--eqf%402017/",
    "instrument/lrc-1997/",
    "crosswalk/ie-nfq%402003--eqf%402017/",
    "dataset/",
    "ontology/",
    "about.html",
    "404.html",
)
SHOWN = (
    *(BASE + f"framework/{name}/" for name in ("ie-nfq", "eqf", "za-nqf", "gb-sct-scqf")),
    *(BASE + name for name in ("referencing/ie-nfq", "crosswalk/ie-nfq", "instrument/lrc-1997")),
    *(BASE + name for name in ("dataset", "ontology", "graph/", "isced-2011")),
)
"""What the site under test is about: a corner of the graph with every kind of page."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    write_site(
        [quad for quad in artefacts.quads("none") if quad.subject.value.startswith(SHOWN)], folder / "site", BASE
    )
    write_site(hostile_graph(), folder / "hostile", OTHER)
    return folder


@pytest.fixture(scope="module")
def address(folder):
    """Where python's own web server shows the folder."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        port = re.search(r"port (\d+)", server.stdout.readline())[1]
        yield f"http://127.0.0.1:{port}/"
        server.terminate()


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser):
    """A tab that fails the test when a request fails, a script runs or the console says anything."""
    complaints = []
    page = tab(browser)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("response", lambda response: response.status >= 400 and complaints.append(response.url))
    yield page
    page.close()
    assert complaints == []


def walk(page, home):
    """Home -> framework -> level -> award -> level -> table -> framework -> home, by the links that a reader clicks."""

    def follow(name, heading, within="main"):
        page.locator(within).get_by_role("link", name=name, exact=True).first.click()
        playwright.expect(page.get_by_role("heading", level=1)).to_have_text(heading)

    nfq = "National Framework of Qualifications (ie-nfq 2003)"
    page.goto(home)
    follow(nfq, nfq)
    follow("8", f"{nfq}, level 8")
    follow("Honours Bachelor Degree", "Honours Bachelor Degree (ie-nfq 2003)")
    follow(f"{nfq}, level 8", f"{nfq}, level 8")
    follow("ie-nfq 2003 to eqf 2017", f"{nfq} to European Qualifications Framework (eqf 2017)")
    page.locator("main").get_by_role("link", name="Qualifications can cross boundaries").first.click()
    assert page.url.split("#")[1]
    assert page.locator("tr:target").count() == 1
    follow(nfq, nfq)
    page.go_back()
    page.go_back()
    follow("All frameworks", "Qualifications frameworks")


def test_a_reader_walks_through_the_site(page, address):
    walk(page, address + "site/")


def test_a_reader_walks_through_the_site_on_a_disk(page, folder):
    walk(page, (folder / "site" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('header')).maxWidth") != "none"


def test_an_iri_leads_to_its_page_on_any_server(page, address):
    """The path of an IRI, as it is written, without an ending."""
    page.goto(address + "site/referencing/ie-nfq%402003--eqf%402017")
    playwright.expect(page.get_by_role("heading", level=1)).to_contain_text("(ie-nfq 2003) to European")
    assert page.request.get(address + "site/referencing/ie-nfq%402003--eqf%402017.ttl").ok


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_a_page_without_scrolling_sideways(page, address, name):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address + "site/" + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, "light") for name in PAGES), (PAGES[2], "dark"), (PAGES[5], "dark")]
)
def test_a_page_is_accessible(browser, address, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = tab(browser, color_scheme=scheme, bypass_csp=True)
    page.goto(address + "site/" + name)
    found = axe.Axe().run(page)
    passed = len(found.response["passes"])
    page.close()
    assert found.violations_count == 0, found.generate_report()
    assert passed > 5


def test_hostile_records_do_nothing(page, address):
    page.goto(address + "hostile/index.html")
    page.locator("main li a").first.click()
    assert page.url.startswith(address + "hostile/framework/xx/1/")
    page.get_by_role("link", name="<script>").first.click()
    assert page.url.startswith(address + "hostile/framework/xx/1/level/")
    for name in ("hostile/index.html", "hostile/framework/xx/1/"):
        page.goto(address + name)
        assert page.title().endswith(" - qualmap")
        assert page.locator("script, img, svg, [onclick], [onmouseover]").count() == 0
