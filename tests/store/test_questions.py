"""The library of questions: every answer is that of the records, worked out here a second time, from the models."""

from __future__ import annotations

import itertools

import pytest

from qualmap.records import Record
from qualmap.records.referencing import is_official
from qualmap.store.library import library
from qualmap.store.rows import IRI

CASES = {
    "awards-by-isced": [{"isced": 6}, {"isced": 0}, {"isced": 9}],
    "awards-by-title": [{"words": "national diploma"}, {"words": "MASTER"}, {"words": "no such title"}],
    "awards-without-level": [{}],
    "corridors-date-unknown": [{}, {"scope": "professions"}, {"scope": "vocational"}],
    "corridors-in-force": [{}, {"on": "2020-06-30"}, {"on": "1975"}, {"scope": "access", "on": "2005-01-01"}],
    "corridors-of-country": [{"country": "ZM"}, {"country": "FR"}, {"country": "GB"}, {"country": "NG"}],
    "disputes": [{}],
    "frameworks-of-country": [{"country": "ZA"}, {"country": "FR"}, {"country": "XK"}],
    "frameworks-without-levels": [{"region": "africa"}, {"region": "americas"}],
    "instruments-of-country": [{"country": "KE"}, {"country": "GB"}, {"country": "BR"}],
    "levels-of-award-type": [{"type": "bachelor"}, {"type": "doctorate"}, {"type": "diploma"}],
    "levels-without-awards": [{"framework": "jo-jnqf"}, {"framework": "ie-nfq"}, {"framework": "hr-croqf"}],
    "no-official-link": [{"region": "africa"}, {"region": "europe", "to": "eqf"}, {"region": "europe", "to": "ie-nfq"}],
    "no-official-link-in-community": [{"community": "sadcqf"}, {"community": "aqrf", "to": "aqrf"}],
    "official-links": [{"framework": "ie-nfq"}, {"framework": "eqf"}, {"framework": "ke-knqf"}],
    "old-links": [{}, {"years": 1}, {"years": 0, "on": "2016"}, {"years": 9999}, {"years": 8, "on": "2026-08-01"}],
    "other-ladders": [{}, {"ranks": 10}],
    "parties": [{"instrument": name} for name in ("addis-2014", "mexico-city-1974", "lrc-1997", "arab-1978")],
    "read-since": [{"since": "2026"}, {"since": "2026-11-23"}, {"since": "2027"}],
    "recalled-facts": [{"framework": name} for name in ("za-nqf", "za-nqf@1995", "ie-nfq", "us-none", "fj-fnqf")],
    "reported-links": [{"framework": "za-nqf"}, {"framework": "eqf"}, {"framework": "hr-croqf"}],
    "rests-on-source": [{}],
    "seen-before": [{"before": "2027"}, {"before": "2026-11-23"}, {"before": "2026-12"}],
    "shared-sources": [{}, {"least": 1}, {"least": 6}, {"least": 1000}],
    "split-or-unlinked": [{}],
    "successions": [{}],
    "tables-by-status": [{"status": "draft"}, {"status": "referenced"}, {"status": "withdrawn"}],
    "unread-reports": [{}],
}


# -- the records, read plainly --------------------------------------------------------------------


def owners(c):
    yield from ((str(framework.ref), framework) for framework in c.frameworks.values())
    yield from ((table.id, table) for table in c.tables)
    yield from ((act.id, act) for act in c.instruments)


def facts(record):
    """Each fact of a record: its part, its label and the source key behind it."""
    if hasattr(record, "source"):
        names = ("code", "title", "name", "value", "country", "text", "statement")
        yield "fact", next((v for n in names if (v := getattr(record, n, None)) is not None), None), record.source
    if getattr(record, "size_source", None):
        yield "size", record.title, record.size_source
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Record):
                yield from facts(item)


def awards(c, wanted):
    """Award rows: one for each level, or one without level."""
    for framework in c.frameworks.values():
        for award in framework.qualification_types:
            if wanted(award):
                for code in award.levels or (None,):
                    yield {
                        "framework": str(framework.ref),
                        "title": award.title,
                        "level": code,
                        "type": award.generic_type,
                    }


def links_of(c, ref, official):
    for table in c.tables:
        if ref in (table.origin, table.destination):
            for link in table.links:
                if is_official(table, link) == official:
                    for target in link.targets or (None,):
                        row = {"table": table.id, "level": link.level, "relation": link.relation}
                        row |= {"destination_level": target, "status": table.status}
                        row["verification"] = table.source_of(link.source).verification
                        yield row if official else row | {"claim": link.claim}


def unlinked(c, to, wanted):
    """Frameworks without an official link to one."""
    goal = str(c.framework(to).ref)
    linked = {
        ref
        for table in c.tables
        for link in table.links
        if goal in (table.origin, table.destination) and link.targets and is_official(table, link)
        for ref in (table.origin, table.destination)
    }
    for ref, framework in c.frameworks.items():
        if framework.status != "superseded" and wanted(framework) and ref not in linked | {goal}:
            yield {"framework": ref, "name": framework.name, "status": framework.status}


def pairs(c, wanted):
    for act in c.instruments:
        if act.binding == "binding" and wanted(act):
            for one, two in itertools.combinations(sorted(act.parties, key=lambda party: party.country), 2):
                yield act, one, two


def bound(party):
    return party.status in ("party", "member")


def in_force(party, on):
    if party.status == "signatory" or party.in_force_from is None or party.in_force_from > on:
        return False
    end = party.in_force_to or party.left
    return on[: len(end)] <= end if end else party.status != "left"


def since(one, two):
    return max(one.in_force_from, two.in_force_from) if one.in_force_from and two.in_force_from else None


def sources_seen(c, wanted):
    for owner, record in owners(c):
        keys = [key for _, _, key in facts(record)]
        for source in record.sources:
            if source.date_seen and wanted(source.date_seen):
                row = {"record": owner, "source": source.id, "seen": source.date_seen}
                yield row | {"facts": keys.count(source.id)}


def party_row(party):
    return {n: getattr(party, n) for n in ("status", "signed", "ratified", "in_force_from", "left")}


# -- the questions, one function each -------------------------------------------------------------


class Expected:
    def awards_by_isced(c, isced):
        return awards(c, lambda award: award.isced == isced)

    def awards_by_title(c, words):
        return awards(c, lambda award: words.lower() in award.title.lower())

    def awards_without_level(c):
        found = awards(c, lambda award: not award.levels)
        return ({key: value for key, value in row.items() if key != "level"} for row in found)

    def corridors_date_unknown(c, scope="higher-education"):
        for act, one, two in pairs(c, lambda act: scope in act.covers):
            if bound(one) and bound(two) and since(one, two) is None:
                yield {"country": one.country, "other": two.country, "instrument": act.id}

    def corridors_in_force(c, scope="higher-education", on=None):
        day = {"1975": "1975-01-01", None: c.date}.get(on, on)
        for act, one, two in pairs(c, lambda act: scope in act.covers):
            if in_force(one, day) and in_force(two, day):
                row = {"country": one.country, "other": two.country, "instrument": act.id}
                yield row | {"since": since(one, two)}

    def corridors_of_country(c, country):
        for act, one, two in pairs(c, lambda act: True):
            if country in (one.country, two.country) and bound(one) and bound(two):
                other = two if one.country == country else one
                yield {"other": other.country, "instrument": act.id, "since": since(one, two)}

    def disputes(c):
        for owner, record in owners(c):
            for item in getattr(record, "disputes", ()):
                row = {"record": owner, "about": item.about, "level": item.level}
                yield row | {"used": item.used.value, "other": item.other.value, "why": item.why}

    def frameworks_of_country(c, country):
        for ref, f in c.frameworks.items():
            if country in f.countries:
                row = {"framework": ref, "name": f.name, "kind": f.kind, "status": f.status}
                row["from"] = f.valid_from.value if f.valid_from else None
                yield row | {"to": f.valid_to.value if f.valid_to else None}

    def frameworks_without_levels(c, region):
        for ref, f in c.frameworks.items():
            if f.region == region and f.kind != "country" and not f.levels:
                yield {"framework": ref, "name": f.name, "status": f.status}

    def instruments_of_country(c, country):
        for act in c.instruments:
            for party in act.parties:
                if party.country == country:
                    row = {"instrument": act.id, "name": act.name, "kind": act.kind, "binding": act.binding}
                    yield row | party_row(party)

    def levels_of_award_type(c, **given):
        for ref, f in c.frameworks.items():
            for award in f.qualification_types:
                for code in award.levels if award.generic_type == given["type"] else ():
                    row = {"framework": ref, "level": code, "title": award.title}
                    yield row | {"verification": f.source_of(award.source).verification}

    def levels_without_awards(c, framework):
        f = c.framework(framework)
        return ({"level": level.code, "title": level.title} for level in f.levels if not f.awards[level.code])

    def no_official_link(c, region, to="acqf"):
        return unlinked(c, to, lambda f: f.region == region and f.kind != "country")

    def no_official_link_in_community(c, community, to="acqf"):
        inside = set(c.framework(community).countries)
        return unlinked(c, to, lambda f: inside & set(f.countries) and f.kind in ("national", "sector"))

    def official_links(c, framework):
        return links_of(c, str(c.framework(framework).ref), official=True)

    def old_links(c, years=10, on=None):
        day = {"2016": "2016-01-01", None: c.date}.get(on, on)
        limit = f"{int(day[:4]) - years:04}{day[4:]}" if years < int(day[:4]) else ""
        for table in c.tables:
            for link in table.links:
                published = table.source_of(link.source).published or table.date
                if published and published < limit[: len(published)]:
                    row = {"table": table.id, "status": table.status, "level": link.level}
                    yield row | {"published": published}

    def other_ladders(c, ranks=8):
        for ref, f in c.frameworks.items():
            if f.levels and len(set(f.ranks)) != ranks:
                yield {"framework": ref, "name": f.name, "count": len(set(f.ranks))}

    def parties(c, instrument):
        act = next(act for act in c.instruments if act.id == instrument)
        return ({"country": party.country} | party_row(party) for party in act.parties)

    def recalled_facts(c, framework):
        f = c.framework(framework)
        for part, label, key in facts(f):
            if f.source_of(key).verification == "recalled":
                yield {"part": part, "label": label, "source": key, "note": f.source_of(key).note}

    def reported_links(c, framework):
        return links_of(c, str(c.framework(framework).ref), official=False)

    def rests_on_source(c, address):
        for owner, record in owners(c):
            for part, label, key in facts(record):
                if record.source_of(key).url == address:
                    row = {"record": owner, "part": part, "label": label}
                    yield row | {"verification": record.source_of(key).verification}

    def read_since(c, since):
        return sources_seen(c, lambda day: day >= since)

    def seen_before(c, before):
        return sources_seen(c, lambda day: day < before)

    def shared_sources(c, least=2):
        users = {}
        for owner, record in owners(c):
            for source in record.sources:
                if source.url:
                    users.setdefault(source.url, set()).add(owner)
        return ({"address": IRI(url), "records": len(who)} for url, who in users.items() if len(who) >= least)

    def split_or_unlinked(c):
        for table in c.tables:
            for link in table.links:
                if link.relation in ("split", "unlinked"):
                    row = {"table": table.id, "status": table.status, "level": link.level}
                    yield row | {"relation": link.relation, "decides_by": link.decides_by}

    def successions(c):
        for table in c.tables:
            for link in table.links if table.status == "succession" else ():
                for target in link.targets or (None,):
                    row = {"table": table.id, "level": link.level, "relation": link.relation}
                    yield row | {"successor_level": target, "decides_by": link.decides_by}

    def tables_by_status(c, status):
        for table in c.tables:
            if table.status == status:
                yield {"table": table.id, "date": table.date, "links": len(table.links)}

    def unread_reports(c):
        for table in c.tables:
            for source in map(table.source_of, table.unread):
                row = {"table": table.id, "status": table.status, "address": IRI(source.url) if source.url else None}
                yield row | {"citation": source.citation, "published": source.published}


def comparable(rows):
    return sorted(repr(sorted(row.items())) for row in rows)


def test_at_least_twenty_questions_and_a_case_for_each():
    assert len(library()) >= 20
    assert set(library()) == set(CASES)


@pytest.mark.parametrize(("name", "given"), [(name, given) for name in CASES for given in CASES[name]], ids=str)
def test_the_answer_is_that_of_the_records(qm, name, given):
    given = given or {p.name: p.example for p in library()[name].parameters if p.default is None}
    found = qm.ask(name, **given)
    if "fact" in found.columns:  # the IRI of a fact is told apart by the graph alone
        assert len({(row["fact"], row["part"]) for row in found}) == len(found)
        found = [{key: value for key, value in row.items() if key != "fact"} for row in found]
    expected = list(getattr(Expected, name.replace("-", "_"))(qm.catalogue, **given))
    assert comparable(found) == comparable(expected)


@pytest.mark.parametrize("name", library())
def test_each_example_has_an_answer_in_a_fixed_order(qm, name):
    question = library()[name]
    found = qm.ask(name, **question.example)
    assert found
    assert found == qm.ask(name, **question.example)
    required = {p.name: p.example for p in question.parameters if p.default is None}
    assert found == qm.ask(name, **required)


def test_an_empty_answer_still_knows_its_columns(qm):
    found = qm.ask("awards-by-title", words="no such title")
    assert found == []
    assert found.columns == ["framework", "title", "level", "type"]
