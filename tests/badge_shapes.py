"""Shapes of our own for Open Badges 3.0 and CLR 2.0, written from the required fields of their data models.

1EdTech's schemas and contexts may not be shipped under our licence. Read in `1EdTech/openbadges-specification`
(`ob_v3p0/common_credentials.lines`, `context-3.0.3.json`) and `1EdTech/digital-credentials-public-validator`
(`clr-v2p0-2.0.1.json`) on 2026-11-23.
"""

from __future__ import annotations

from qualmap.formats.openbadges.write import BADGES, CREDENTIALS, LEARNER_RECORD

OB = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
CLR = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#"
VC = "https://www.w3.org/2018/credentials#"
SCHEMA = "https://schema.org/"

_URI = {"type": "string", "pattern": r"^(urn:uuid:[0-9a-f-]{36}|https?://\S+)$"}
_TEXT = {"type": "string", "minLength": 1}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}


def _typed(kind, required, /, **properties):
    types = {"type": "array", "items": {"type": "string"}, "contains": {"const": kind}}
    return {"type": "object", "required": ["type", *required], "properties": {"type": types, **properties}}


PROFILE = _typed("Profile", ["id"], id=_URI, name=_TEXT)
ALIGNMENT = _typed(
    "Alignment",
    ["targetName", "targetUrl"],
    targetName=_TEXT,
    targetUrl={"type": "string", "pattern": r"^https?://[^\s{}]+$"},
    targetFramework=_TEXT,
    targetCode=_TEXT,
)
ACHIEVEMENT = _typed(
    "Achievement",
    ["id", "criteria", "description", "name"],
    id=_URI,
    criteria={"type": "object", "properties": {"id": _URI, "narrative": _TEXT}, "minProperties": 1},
    description=_TEXT,
    name=_TEXT,
    alignment={"type": "array", "items": ALIGNMENT},
    achievementType={"anyOf": [{"enum": ["Certificate", "Competency", "Diploma"]}, {"pattern": "^ext:"}]},
    creator=PROFILE,
    creditsAvailable={"type": "number"},
)
EVIDENCE = _typed("Evidence", [], name=_TEXT, description=_TEXT, genre=_TEXT)


def _credential(kind, contexts, subject):
    made = _typed(
        kind,
        ["@context", "id", "issuer", "validFrom", "credentialSubject"],
        id=_URI,
        issuer=PROFILE,
        validFrom=_TIME,
        awardedDate=_TIME,
        credentialSubject=subject,
        evidence={"type": "array", "items": EVIDENCE},
    )
    made["properties"]["@context"] = {"prefixItems": [{"const": each} for each in contexts], "minItems": len(contexts)}
    return {"allOf": [made, _typed("VerifiableCredential", [])]}


ACHIEVEMENT_CREDENTIAL = _credential(
    "AchievementCredential",
    [CREDENTIALS, BADGES],
    _typed(
        "AchievementSubject", ["id", "achievement"], id=_URI, achievement=ACHIEVEMENT, creditsEarned={"type": "number"}
    ),
)
CLR_CREDENTIAL = _credential(
    "ClrCredential",
    [CREDENTIALS, LEARNER_RECORD, BADGES],
    _typed(
        "ClrSubject",
        ["id", "verifiableCredential"],
        id=_URI,
        verifiableCredential={"type": "array", "minItems": 1, "items": ACHIEVEMENT_CREDENTIAL},
    ),
)

_IDS = {"id": "@id", "type": "@type"}


def _terms(prefix, names):
    return {name: prefix + name for name in names.split()}


CONTEXTS = {
    CREDENTIALS: {
        **_IDS,
        "name": SCHEMA + "name",
        "description": SCHEMA + "description",
        **_terms(VC, "VerifiableCredential credentialSubject evidence"),
        "issuer": {"@id": VC + "issuer", "@type": "@id"},
        "validFrom": {"@id": VC + "validFrom", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    },
    LEARNER_RECORD: {
        **_IDS,
        **_terms(CLR, "ClrCredential ClrSubject"),
        "verifiableCredential": CLR + "verifiableCredential",
    },
    BADGES: {
        **_IDS,
        **_terms(
            OB,
            "AchievementCredential AchievementSubject Achievement Profile Evidence achievement achievementType "
            "alignment creator creditsAvailable creditsEarned criteria fieldOfStudy narrative "
            "awardedDate role targetCode",
        ),
        "Alignment": SCHEMA + "AlignmentObject",
        **_terms(SCHEMA, "targetFramework targetName targetUrl inLanguage genre"),
    },
}
"""The terms that our bundles use; the published contexts have many more and nest them by type."""
