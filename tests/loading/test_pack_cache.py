"""Packs kept between commands: the same pack comes back, and nothing else ever does."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverdict import open_pack, open_to_decide
from coverdict.vocabulary.digests import content_digest
from coverdict.vocabulary.packs import Pack
from tests.packs_written import FACTS, RULES, minimal_pack

ROOT = Path(__file__).parents[2]
PACKS = (ROOT / "tests/frozen/medicare-therapy", ROOT / "tests/packs/library-loans")


def kept_in(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.pack"))


def opened(folder: Path, cache: Path | None) -> Pack:
    found = open_to_decide(folder, "park", cache)
    assert found.pack is not None
    return found.pack


@pytest.fixture
def park(tmp_path: Path) -> Path:
    minimal_pack(tmp_path / "park")
    return tmp_path / "park"


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_the_pack_that_was_kept_is_the_pack_that_is_read(folder: Path, tmp_path: Path) -> None:
    read = open_pack(folder, folder.name, scenarios=False).pack
    open_to_decide(folder, folder.name, tmp_path)
    assert len(kept_in(tmp_path)) == 1
    kept = open_to_decide(folder, folder.name, tmp_path).pack
    assert kept is not None
    assert kept.kept_as is not None
    for name in Pack.__dataclass_fields__.keys() - {"kept_as"}:
        assert getattr(kept, name) == getattr(read, name)
        assert content_digest(getattr(kept, name)) == content_digest(getattr(read, name))


def test_what_is_kept_is_taken_without_reading_the_files_again(
    park: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(park, tmp_path / "cache")

    def never(*_: object) -> None:
        raise AssertionError("the files were read again")

    monkeypatch.setattr("coverdict.api.opening.read_pack", never)
    assert opened(park, tmp_path / "cache").rules == first.rules


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules/all.yaml", "who comes to", "whoever comes to"),
        ("parameters/all.yaml", '"4.00"', '"4.01"'),
        ("facts/all.yaml", "the age", "the age in years"),
    ],
)
def test_a_file_that_is_changed_is_read_again(
    park: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    before = opened(park, tmp_path / "cache")
    path = park / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    after = opened(park, tmp_path / "cache")
    assert after.digest != before.digest
    assert len(kept_in(tmp_path / "cache")) == 2


def test_a_pack_with_an_error_or_a_warning_is_not_kept(park: Path, tmp_path: Path) -> None:
    (park / "rules/all.yaml").write_text(RULES.replace("gate.open", "gate.opne"), "utf-8")
    assert open_to_decide(park, "park", tmp_path / "cache").pack is None
    assert kept_in(tmp_path / "cache") == []


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe\x00",
        b"no digest\n",
        b"\n",
        b"\x80\x05N.",
    ],
)
def test_a_file_that_is_damaged_is_written_anew(park: Path, tmp_path: Path, damage: bytes) -> None:
    before = opened(park, tmp_path / "cache")
    (kept,) = kept_in(tmp_path / "cache")
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert opened(park, tmp_path / "cache").rules == before.rules
    assert kept.read_bytes() == whole


def test_one_letter_that_is_changed_is_noticed(park: Path, tmp_path: Path) -> None:
    opened(park, tmp_path / "cache")
    (kept,) = kept_in(tmp_path / "cache")
    kept.write_bytes(kept.read_bytes().replace(b"may enter", b"may leave"))
    assert opened(park, tmp_path / "cache").rules["open-gate"].title.endswith("may enter")


def test_what_was_kept_for_another_pack_is_not_taken(park: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    opened(park, cache)
    (of_one,) = kept_in(cache)
    minimal_pack(tmp_path / "other", facts=FACTS.replace("the age", "the years"))
    opened(tmp_path / "other", cache)
    (of_other,) = [path for path in kept_in(cache) if path != of_one]
    of_other.write_bytes(of_one.read_bytes())
    assert opened(tmp_path / "other", cache).facts["visitor.age"].title == "the years"


def test_where_nothing_can_be_written_the_pack_is_still_opened(park: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert opened(park, tmp_path / "file").id == "park"
    assert opened(park, None).id == "park"


def test_only_the_newest_packs_are_kept(park: Path, tmp_path: Path) -> None:
    for number in range(20):
        facts = FACTS.replace("the age", f"the age {number}")
        (park / "facts/all.yaml").write_text(facts, "utf-8")
        opened(park, tmp_path / "cache")
    assert len(kept_in(tmp_path / "cache")) == 16


def test_a_pack_that_is_made_of_a_kept_one_was_not_kept(park: Path, tmp_path: Path) -> None:
    assert opened(park, tmp_path / "cache").kept_as is not None
    assert replace(opened(park, tmp_path / "cache"), title="another").kept_as is None
    assert opened(park, None).kept_as is None
