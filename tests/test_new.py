"""A contributor's first record."""

from __future__ import annotations

from tests.shell import qualmap

FLAGS = ["--edition", "2026", "--name", "A framework", "--region", "africa", "--country", "KE", "--levels", "4"]


def test_the_scaffold_is_a_valid_record(tmp_path):
    path = tmp_path / "xx-nqf@2026.yaml"
    done = qualmap("new", "xx-nqf", *FLAGS, "-o", path)
    assert done.returncode == 0
    assert "qualmap validate" in done.stderr
    assert qualmap("validate", path).returncode == 0
    assert qualmap("crosswalk", path, "eqf").returncode == 0


def test_it_overwrites_nothing(tmp_path):
    path = tmp_path / "there.yaml"
    path.write_text("mine", "utf-8")
    done = qualmap("new", "xx-nqf", *FLAGS, "-o", path)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert path.read_text("utf-8") == "mine"


def test_a_wrong_id_is_said_in_words():
    done = qualmap("new", "XX nqf", *FLAGS)
    assert done.returncode == 2
    assert "id:" in done.stderr


def test_a_wrong_kind_offers_the_nearest():
    done = qualmap("new", "xx-nqf", *FLAGS, "--kind", "nationl")
    assert done.returncode == 2
    assert "did you mean `national`" in done.stderr
