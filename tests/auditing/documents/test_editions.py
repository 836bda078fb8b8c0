from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverdict.auditing.documents.editions import Place, Standing, held_against, verify
from coverdict.loading.document_files import HeldDocument
from coverdict.loading.documents import sentences
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Document, Rank, Role
from tests.auditing.registered import SIGN, registered, standings
from tests.packs_written import minimal_pack

GATE, DOG, BENCH, POND = "The gate is open.", "No dog may enter.", "A bench is free.", "Ducks swim."
WAS = f"{GATE}\n{DOG}\n{BENCH}"


@pytest.mark.parametrize(
    ("now", "found", "over"),
    [
        (WAS, ["unchanged"] * 3, []),
        (f"\n{GATE} {DOG}\n{BENCH}", ["moved 2.1", "moved 2.2", "unchanged"], []),
        (f"{BENCH}\n{DOG}\n{GATE}", ["moved 3.1", "unchanged", "moved 1.1"], []),
        (f"{GATE}\n{POND}\n{DOG}\n{BENCH}", ["unchanged", "moved 3.1", "moved 4.1"], [POND]),
        (f"{GATE}\n{BENCH}", ["unchanged", "gone", "moved 2.1"], []),
        (f"{GATE}\nNot one dog.\n{BENCH}", ["unchanged", "reworded 2.1", "unchanged"], []),
        (f"{GATE}\n{DOG}\nAnother.", ["unchanged", "unchanged", "reworded 3.1"], []),
        (f"{POND}\nAnd no.\n{DOG}\n{BENCH}", ["gone", "moved 3.1", "moved 4.1"], [POND, "And no."]),
        (POND, ["gone"] * 3, [POND]),
    ],
)
def test_each_statement_stands_where_its_sentence_does(
    now: str, found: list[str], over: list[str]
) -> None:
    assert standings(WAS, now) == (found, over)


def test_of_several_sentences_in_a_gap_the_one_that_says_what_we_say_is_taken() -> None:
    now = f"{GATE}\n{POND}\nThe entry is for people and no dog.\n{BENCH}"
    assert standings(WAS, now)[0][1] == "reworded 3.1"


def test_two_reworded_neighbours_keep_their_order() -> None:
    now = f"{GATE}\nPonies stay out.\nChairs cost money.\n{POND}"
    found, over = standings(f"{GATE}\n{DOG}\n{BENCH}\n{POND}", now, says="Something else.")
    assert found == ["unchanged", "reworded 2.1", "reworded 3.1", "unchanged"]
    assert over == []


def test_another_document_is_not_another_wording() -> None:
    was = "\n".join(f"It is number {each} of many." for each in range(9))
    now = "\n".join(f"Quite different: {each * 7}!" for each in range(9))
    assert standings(was, now, says="Nothing like it.")[0] == ["gone"] * 9


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        (
            f"{GATE}\n{DOG}\n{GATE}",
            f"\n{GATE}\n{DOG}\n{GATE}",
            ["moved 2.1", "moved 3.1", "moved 4.1"],
        ),
        (f"{GATE}\n{GATE}", f"{GATE}\n\n{GATE}", ["unchanged", "moved 3.1"]),
        (f"{GATE}\n{GATE}", f"{GATE}\n{DOG}", ["unchanged", "reworded 2.1"]),
        (f"{GATE}\n{GATE}", f"{GATE}\n{GATE}\n{GATE}", ["unchanged", "unchanged"]),
        (f"{GATE}\n{GATE}", f"\n{DOG}\n{GATE}", ["ambiguous 3.1", "ambiguous 3.1"]),
        (GATE, f"\n{GATE}\n{GATE}", ["ambiguous 2.1 3.1"]),
    ],
)
def test_equal_sentences_are_told_apart_by_place_or_order_or_not_at_all(
    was: str, now: str, found: list[str]
) -> None:
    assert standings(was, now)[0] == found


def test_a_sentence_that_may_be_a_statements_is_not_unreviewed() -> None:
    assert standings(GATE, f"\n{GATE}\n{GATE}")[1] == []


def test_a_heading_is_part_of_the_place_where_it_is_registered() -> None:
    was, now = f"Rules\n{GATE}", f"Advice\n{GATE}"
    assert standings(was, now)[0] == ["reworded 1.1", "moved 2.1"]
    checked, _ = held_against(registered(was, headings=False), sentences(now))
    assert checked[1].standing is Standing.UNCHANGED


def test_two_statements_may_share_a_sentence() -> None:
    one = registered(WAS)
    twice = [*one, replace(one[1], id="again")]
    checked, over = held_against(twice, sentences(f"\n{WAS}"))
    assert [each.standing for each in checked] == [Standing.MOVED] * 4
    assert checked[1].found == checked[3].found
    assert not over


def test_what_is_told_of_a_statement() -> None:
    (checked, *_), _ = held_against(registered(f"Rules\n{GATE}")[1:], sentences(GATE))
    assert (checked.key, checked.says, checked.role) == ("sign.s2", GATE, Role.ENCODED)
    assert checked.registered == Place(2, 1, "Rules")
    assert str(checked.span) == "sign.yaml:2:1"


def pack_of(folder: Path, *others: Document) -> Pack:
    """The minimal pack, with the statements of the sign and of other documents in the place of its own."""
    opened = minimal_pack(folder).pack
    assert opened is not None
    documents = (SIGN, *others)
    statements = [replace(one, document=each) for each in documents for one in registered(WAS)]
    return replace(
        opened,
        documents={each.id: each for each in documents},
        statements={each.key: each for each in statements},
    )


ABROAD = Document("law", "The law", Rank.STATUTE, False, Span("law.yaml"))


def test_a_pack_is_verified_when_every_held_document_is(tmp_path: Path) -> None:
    held = {"sign": HeldDocument(sentences(WAS), "sha256:0")}
    found = verify(pack_of(tmp_path, ABROAD), held)
    assert found.verified
    assert found.editions[0].same_file
    assert found.editions[0].counts["unchanged"] == 3
    assert [(each.id, each.statements) for each in found.not_held] == [("law", 3)]


def test_a_document_that_is_missing_keeps_the_pack_from_being_verified(tmp_path: Path) -> None:
    found = verify(pack_of(tmp_path), {})
    assert not found.verified
    assert [(each.id, each.file, each.statements) for each in found.missing] == [
        ("sign", "sign.txt", 3)
    ]


@pytest.mark.parametrize(
    ("now", "verified"), [(f"\n\n{WAS}", True), (f"{WAS}\n{POND}", False), (GATE, False)]
)
def test_other_bytes_are_no_error_but_other_sentences_are(
    tmp_path: Path, now: str, verified: bool
) -> None:
    found = verify(pack_of(tmp_path), {"sign": HeldDocument(sentences(now), "sha256:1")})
    assert not found.editions[0].same_file
    assert found.verified is verified


lines = st.lists(st.sampled_from([GATE, DOG, BENCH, POND, "", f"{GATE} {DOG}"]), max_size=12)
fresh = st.lists(st.integers(0, 10**6), min_size=3, max_size=12, unique=True)


@given(lines)
def test_a_register_of_a_document_is_unchanged_in_it(some: list[str]) -> None:
    text = "\n".join(some)
    found, over = standings(text, text)
    assert set(found) <= {"unchanged"}
    assert not over


@given(lines, st.integers(0, 3))
def test_blank_lines_move_all_sentences_and_change_none(some: list[str], blank: int) -> None:
    checked, over = held_against(
        registered("\n".join(some)), sentences("\n" * blank + "\n".join(some))
    )
    assert not over
    for each in checked:
        assert each.found is not None
        assert each.found.block == each.registered.block + blank


@given(fresh, st.data())
def test_what_is_deleted_is_gone_and_the_rest_is_not(
    numbers: list[int], data: st.DataObject
) -> None:
    all_lines = [f"The number is {each}." for each in numbers]
    at = data.draw(st.integers(0, len(all_lines) - 1))
    found, over = standings("\n".join(all_lines), "\n".join(all_lines[:at] + all_lines[at + 1 :]))
    assert [number for number, each in enumerate(found) if each == "gone"] == [at]
    assert not over


@given(fresh, st.data())
def test_what_is_reworded_between_neighbours_is_reworded(
    numbers: list[int], data: st.DataObject
) -> None:
    all_lines = [f"The number is {each}." for each in numbers]
    at = data.draw(st.integers(0, len(all_lines) - 1))
    now = [*all_lines[:at], "Something else stands here.", *all_lines[at + 1 :]]
    found, over = standings("\n".join(all_lines), "\n".join(now))
    assert found[at] == f"reworded {at + 1}.1"
    assert found.count("unchanged") == len(numbers) - 1
    assert not over
