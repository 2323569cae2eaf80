"""One skills passport written as linked data: a learner record, and in it a credential for each item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from qualmap.catalog import Catalogue
from qualmap.catalog.places import country_name, place
from qualmap.ontology.iris import level_iri
from qualmap.ontology.terms import BASE, QM
from qualmap.records import Award, Framework, Passport
from qualmap.records.award import Grade
from qualmap.records.passport import Certificate, Experience, LanguageSkill

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LEARNER_RECORD = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
RECORD = QM + "passport"
"""The property that holds the exact records."""
_TYPES = {"award": "Diploma", "prior-learning": "Certificate", "in-work": "Certificate", "language": "Competency"}
"""Open Badges' own kinds of achievement; it has none for work."""
Json = dict[str, Any]


def urn(name: str, part: str = "") -> str:
    """The identifier of a part of a bundle; ``name`` stands for the bundle's content."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{BASE}passport/{name}#{part}')}"


Item = Award | Certificate | Experience | LanguageSkill


def items_of(passport: Passport) -> Iterator[tuple[str, Item]]:
    """Every item with the name that it bears in the bundle."""
    for award in passport.awards:
        yield award.title, award
    for certificate in passport.certificates:
        yield certificate.title, certificate
    for experience in passport.experience:
        yield experience.occupation, experience
    for skill in passport.languages:
        yield f"{skill.language} {skill.level}", skill


class Bundle:
    """Writes one bundle; ``name`` stands for its content."""

    def __init__(self, catalogue: Catalogue, name: str, valid_from: str) -> None:
        self._catalogue, self._bundle = catalogue, name
        self._from = f"{valid_from}T00:00:00Z"
        self._issuer = {"id": urn("nobody"), "type": ["Profile"], "name": self._say("passport-nobody")}

    def of(self, passport: Passport, records: Json) -> Json:
        """The bundle of a passport and its exact records."""
        inside = [self._credential(number, title, item) for number, (title, item) in enumerate(items_of(passport))]
        return {
            "@context": [CREDENTIALS, LEARNER_RECORD, BADGES],
            "id": urn(self._bundle),
            "type": ["VerifiableCredential", "ClrCredential"],
            "name": self._say("passport-name"),
            "description": self._say("passport-unsigned"),
            "issuer": self._issuer,
            "validFrom": self._from,
            "credentialSubject": {
                "id": urn(self._bundle, "holder"),
                "type": ["ClrSubject"],
                "verifiableCredential": inside,
            },
            RECORD: {"@type": "@json", "@value": records},
        }

    def _credential(self, number: int, title: str, item: Item) -> Json:
        subject: Json = {"id": urn(self._bundle, "holder"), "type": ["AchievementSubject"]}
        if isinstance(item, Experience):
            subject["role"] = item.occupation
        if isinstance(item, Award) and item.credits is not None:
            subject["creditsEarned"] = item.credits
        made: Json = {
            "@context": [CREDENTIALS, BADGES],
            "id": urn(self._bundle, f"credential-{number}"),
            "type": ["VerifiableCredential", "AchievementCredential"],
            "name": title,
            "description": self._say("passport-unsigned"),
            "issuer": self._issuer,
            "validFrom": self._from,
            "credentialSubject": {**subject, "achievement": self._achievement(number, title, item)},
            "evidence": list(self._evidence(item)),
        }
        awarded = item.awarded if isinstance(item, Award | Certificate) else None
        if awarded is not None and len(awarded) == len("2000-01-01"):  # a month or a year is no timestamp
            made["awardedDate"] = f"{awarded}T00:00:00Z"
        return made

    def _achievement(self, number: int, title: str, item: Item) -> Json:
        kind = _kind(item)
        made: Json = {
            "id": urn(self._bundle, f"achievement-{number}"),
            "type": ["Achievement"],
            "achievementType": _TYPES.get(kind, "ext:WorkExperience"),
            "name": title,
            "description": self._description(item, kind),
            "criteria": {"narrative": self._say("passport-criteria")},
        }
        if isinstance(item, Award | Certificate) and item.language is not None:
            made["inLanguage"] = item.language
        if isinstance(item, Award) and item.programme is not None:
            made["fieldOfStudy"] = item.programme
        if isinstance(item, Award) and item.credits is not None:
            made["creditsAvailable"] = item.credits
        creator = self._creator(number, item)
        if creator is not None:
            made["creator"] = creator
        aligned = list(self._alignments(item))
        if aligned:
            made["alignment"] = aligned
        return made

    def _description(self, item: Item, kind: str) -> str:
        said = self._say(f"passport-{kind}")
        if isinstance(item, LanguageSkill):
            return said
        where = country_name(place(item.country, self._catalogue).country, self._catalogue.places)
        return f"{said} {where}."

    def _creator(self, number: int, item: Item) -> Json | None:
        """The awarding body. Its country is in the description, for bodies may be of several."""
        bodies = item.awarding_bodies if isinstance(item, Award) else ()
        if isinstance(item, Certificate) and item.body is not None:
            bodies = (item.body,)
        if not bodies:
            return None
        return {"id": urn(self._bundle, f"creator-{number}"), "type": ["Profile"], "name": "; ".join(bodies)}

    def _evidence(self, item: Item) -> Iterator[Json]:
        if not isinstance(item, Award):
            yield self._shown(None, item.evidence)
            return
        for document in item.documents:
            yield self._shown(document.kind, document.grade)
        if not item.documents:
            yield self._shown(None, "none")

    def _shown(self, kind: str | None, grade: Grade) -> Json:
        made = {"type": ["Evidence"], "name": self._say(f"evidence-grade-{grade}"), "genre": f"evidence grade: {grade}"}
        if kind is not None:
            made["description"] = self._say(f"evidence-kind-{kind}")
        return made

    def _alignments(self, item: Item) -> Iterator[Json]:
        if isinstance(item, Award):
            yield from self._levels(item)
            if item.isced is not None:
                yield self._classified("isced-2011", str(item.isced))
            if item.field is not None:
                yield self._classified("isced-f", item.field)
        elif isinstance(item, LanguageSkill):
            yield self._classified("cefr", item.level)
        elif item.isco is not None:
            yield self._classified("isco-08", item.isco)

    def _levels(self, award: Award) -> Iterator[Json]:
        """The level that the documents print, if they name its framework: ours, and others' addresses of the same."""
        framework = self._framework(award)
        level = next((level for level in framework.levels if level.code == award.level), None) if framework else None
        if framework is None or level is None:
            return
        for address in (level_iri(str(framework.ref), level.code), *level.same_as):
            yield _alignment(f"{framework.name}, {level.code}", address, framework.name, level.code)

    def _framework(self, award: Award) -> Framework | None:
        if award.registered_under is not None:
            return self._catalogue.framework(award.registered_under)
        if award.framework is None:
            return None
        return self._catalogue.resolve(award.framework, award.awarded)

    def _classified(self, scheme: str, code: str) -> Json:
        known = self._catalogue.background.by_scheme[scheme]
        return _alignment(f"{known.name}, {code}", known.address.replace("{code}", code), known.name, code)

    def _say(self, code: str) -> str:
        return self._catalogue.phrases.text(code)


def _kind(item: Item) -> str:
    if isinstance(item, Certificate):
        return item.kind
    if isinstance(item, Award):
        return "award"
    return "experience" if isinstance(item, Experience) else "language"


def _alignment(name: str, address: str, framework: str, code: str) -> Json:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": address,
        "targetFramework": framework,
        "targetCode": code,
    }
