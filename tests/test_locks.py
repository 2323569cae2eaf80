"""The locks in requirements/: what the scripts install is what pyproject.toml asks for, file by file, from anywhere."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKED = {"demo": (), "dev": ("dev",), "lowest": ("fit", "test")}
"""What each lock holds beside what every user needs and what builds this tree."""
REMEDY = "run `sh scripts/lock.sh`"


def locked(name):
    """The packages of a lock, as (requirement, its hashes)."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n?", "", text)).splitlines()
    return [(Requirement(line.partition(" --hash")[0]), re.findall(r"--hash=(\S+)", line)) for line in lines]


def versions(name):
    """The versions of each package in a lock; there may be one for each Python."""
    found = {}
    for requirement, _ in locked(name):
        (pin,) = requirement.specifier
        assert pin.operator == "==", requirement
        found.setdefault(canonicalize_name(requirement.name), set()).add(Version(pin.version))
    return found


def declared(*extras):
    """The requirements that pyproject.toml declares for users, for building, and for these extras."""
    waiting = [*PROJECT["build-system"]["requires"], *PROJECT["dependency-groups"]["build"]]
    waiting += PROJECT["project"]["dependencies"] + [text for extra in extras for text in EXTRAS[extra]]
    while waiting:
        requirement = Requirement(waiting.pop())
        if requirement.name == "qualmap":
            waiting += [text for extra in requirement.extras for text in EXTRAS[extra]]
        else:
            yield requirement


@pytest.mark.parametrize("name", LOCKED)
def test_a_lock_has_every_declared_requirement_in_a_version_that_is_admitted(name):
    found = versions(name)
    for requirement in declared(*LOCKED[name]):
        pinned = found.get(canonicalize_name(requirement.name))
        assert pinned, f"requirements/{name}.txt lacks {requirement}: {REMEDY}"
        assert all(version in requirement.specifier for version in pinned), f"{requirement}, not {pinned}: {REMEDY}"


@pytest.mark.parametrize("name", LOCKED)
def test_every_package_of_a_lock_is_known_by_its_hash(name):
    assert len(locked(name)) > 20
    for requirement, hashes in locked(name):
        assert hashes, requirement
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", value) for value in hashes), requirement


@pytest.mark.parametrize("name", [*LOCKED, "w3c"])
def test_a_lock_names_no_place_to_install_from(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert not re.search(r"(?m)://|^\s*-(?!-hash)|\bfile:", text)


def test_the_demonstration_and_the_tests_use_the_same_releases():
    everything = versions("dev")
    for package, pinned in versions("demo").items():
        assert pinned == everything[package], package


def test_the_lowest_lock_has_the_versions_at_which_the_bounds_begin():
    found = versions("lowest")
    for requirement in declared(*LOCKED["lowest"]):
        for bound in requirement.specifier:
            if bound.operator == ">=":
                (version,) = found[canonicalize_name(requirement.name)]
                lowest = Version(bound.version)
                assert (version.major, version.minor) == (lowest.major, lowest.minor), requirement


def test_what_builds_the_tree_stands_in_the_group_that_the_scripts_install():
    """Without isolation pip does not look at the build requirements itself."""
    group = {Requirement(text).name for text in PROJECT["dependency-groups"]["build"]}
    users = {Requirement(text).name for text in PROJECT["project"]["dependencies"]}
    assert {Requirement(text).name for text in PROJECT["build-system"]["requires"]} <= group | users
