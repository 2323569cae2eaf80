"""Every field of every record says what it means: to whoever edits a record, and in the vocabulary, in one text."""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module

import pyoxigraph as ox
import pytest

import qualmap.records
from qualmap.ontology.formats import own_file
from qualmap.ontology.terms import QM, RDFS, SKOS
from qualmap.ontology.vocabulary import vocabulary
from qualmap.records import Framework, Instrument, Party, Record
from qualmap.records.kinds import KINDS
from tests.conftest import ROOT


def kinds_below(model):
    yield model
    for below in model.__subclasses__():
        yield from kinds_below(below)


def test_every_field_of_every_record_has_a_description():
    for module in pkgutil.iter_modules(qualmap.records.__path__):
        import_module(f"qualmap.records.{module.name}")
    models = [model for model in kinds_below(Record) if model.__module__.startswith("qualmap.records.")]
    assert {Framework, Instrument, Party, *(kind.model for kind in KINDS)} <= set(models)
    lacking = [f"{model.__name__}.{name}" for model in models for name, field in model.model_fields.items()
               if not field.description]  # fmt: skip
    assert not lacking, "write `Field(description=...)`"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_editor_shows_what_a_field_means(kind):
    schema = json.loads((ROOT / "docs" / "schema" / f"{kind.name}.schema.json").read_text("utf-8"))
    for part in (schema, *schema.get("$defs", {}).values()):
        for name, field in part.get("properties", {}).items():
            assert field.get("description"), f"{part['title']}.{name}"


def facts():
    triples = ox.parse(own_file("qualmap.ttl"), ox.RdfFormat.TURTLE)
    return {(t.subject.value, t.predicate.value): t.object.value for t in triples}


def test_the_vocabulary_is_the_generated_one():
    assert own_file("qualmap.ttl").decode() == vocabulary(), "run `python scripts/refresh.py`"


def test_a_term_is_defined_by_the_description_of_its_field():
    found = facts()
    assert found[QM + "validFrom", SKOS + "definition"] == Framework.model_fields["valid_from"].description
    assert found[QM + "validFrom", RDFS + "label"] == "valid from"
    assert (found[QM + "validFrom", RDFS + "domain"], found[QM + "validFrom", RDFS + "range"]) == (
        QM + "Framework",
        QM + "DateStatement",
    )


def test_a_term_of_two_fields_says_what_it_means_of_each():
    found = facts()
    of_instrument, of_party = (each.model_fields["in_force_from"].description for each in (Instrument, Party))
    assert found[QM + "inForceFrom", SKOS + "definition"] == f"Instrument: {of_instrument} Party: {of_party}"
    assert (QM + "inForceFrom", RDFS + "domain") not in found
    assert found[QM + "region", SKOS + "definition"] == Framework.model_fields["region"].description  # the same of both


def test_what_stands_by_hand_is_not_overwritten():
    assert facts()[QM + "teachOutTo", RDFS + "label"] == "teach-out to"
