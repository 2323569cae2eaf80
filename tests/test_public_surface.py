"""What others may rely on: exports, the exception family, immutability, and that importing is light."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

import qualmap
import qualmap.errors as errors
from tests.shell import ROOT


def test_exports():
    assert sorted(qualmap.__all__) == sorted(
        """AmbiguousNameError Award AwardEntry AwardExplained BackgroundPaper BusyError Corridor CountryAwards
        Crosswalk Evidence Found Framework IRI
        InputError Judgement LimitError Limits Mapping MissingExtraError OutputError Passport Policy Qualmap
        QualmapError QueryError RecordError Remote RemoteError Rows Sought Text TitleMatch TitleSearch
        UnknownNameError WhatIf __version__ load open""".split()
    )
    for name in qualmap.__all__:
        assert getattr(qualmap, name) is not None
    with pytest.raises(AttributeError):
        _ = qualmap.nothing_of_the_kind


def test_one_exception_family_drawn_whole_in_its_docstring():
    family = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, Exception)]
    assert all(issubclass(member, errors.QualmapError) for member in family)
    for member in family:
        assert member.__name__ in errors.__doc__


def test_records_and_results_are_immutable(qm):
    framework = qm.framework("ie-nfq")
    with pytest.raises(ValidationError):
        framework.name = "other"
    with pytest.raises(ValidationError):
        qm.crosswalk("ie-nfq", "eqf")["8"].confidence = 1.0
    with pytest.raises(TypeError):
        qm.catalogue.frameworks["x"] = framework


def test_importing_qualmap_imports_none_of_its_dependencies():
    code = (
        "import sys, qualmap; print({'numpy', 'pydantic', 'rdflib', 'yaml', 'pyoxigraph', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    assert done.stdout.strip() == "set()"


def test_no_module_is_longer_than_a_reader_likes():
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "src").rglob("*.py")}
    assert not {name: lines for name, lines in long.items() if lines > 350}, "split it: one idea each"


def test_no_country_or_framework_is_named_in_the_code(catalogue):
    """Facts live in records: the logic knows no country and no framework."""
    import re

    ids = "|".join(sorted({re.escape(framework.id) for framework in catalogue.frameworks.values()}))
    named = re.compile(rf"(?<![\w-])(?:{ids})(?![\w-])")
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text("utf-8")
        code = re.sub(r'"""(?:.|\n)*?"""|#[^\n]*', "", text)
        code = re.sub(r'help="[^"]*"', "", code)
        found = named.search(code)
        assert not found, f"{path} names {found}"
