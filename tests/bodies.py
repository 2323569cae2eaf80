"""Lists of awarding bodies, as an agency would keep them. None of these bodies exists."""

from __future__ import annotations

from qualmap.records import AwardingBodies

COUNTRIES = ("IE", "ZA", "FR", "DE", "KE", "NG", "PH", "NL", "GB", "SY", "CV")
LISTS = (
    AwardingBodies.model_validate(
        {
            "id": "test-list",
            "sources": [{"id": "s1", "verification": "secondary", "citation": "a list made for the tests"}],
            "bodies": [
                body
                for country in COUNTRIES
                for body in (
                    {
                        "name": "Good University",
                        "other_names": ["Université du Bien"],
                        "country": country,
                        "periods": [{"status": "recognised", "source": "s1", "valid_from": "1990"}],
                        "programmes": [
                            {
                                "title": "Nursing",
                                "periods": [
                                    {"status": "recognised", "source": "s1", "valid_from": "2010", "valid_to": "2018"}
                                ],
                            }
                        ],
                    },
                    {
                        "name": "Bad College",
                        "country": country,
                        "periods": [
                            {"status": "recognised", "source": "s1", "valid_from": "1990", "valid_to": "2009"},
                            {"status": "not-recognised", "source": "s1", "valid_from": "2010"},
                        ],
                    },
                )
            ],
        }
    ),
)
