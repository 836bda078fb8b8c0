"""What `unless-told` of a presumption may name."""

from pathlib import Path

import pytest

from tests.packs_written import PACK, found, only

DATED = "title: t, cites: [sign.gate], effective: {from: 2026-01-01, until: UNTIL}"
OPEN = DATED.replace("UNTIL", "open")


def presuming(*entries: str) -> str:
    return PACK + "presumptions:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


GATE = f"fact: gate.open, is: true, unless-told: [NAMES], {OPEN}"


def giving_way_to(*names: str) -> str:
    return GATE.replace("NAMES", ", ".join(names))


def test_a_presumption_may_give_way_to_facts_that_are_not_presumed(tmp_path: Path) -> None:
    assert found(tmp_path, pack=presuming(giving_way_to("ticket", "visitor.age"))) == ()


def test_an_undeclared_fact_to_give_way_to_is_told_the_nearest_one(tmp_path: Path) -> None:
    assert only(tmp_path, pack=presuming(giving_way_to("tiket"))) == (
        "CV301",
        "the presumption about `gate.open` gives way to the undeclared fact `tiket`",
        "did you mean `ticket`, declared at park/facts/all.yaml:5:10?",
        "park/pack.yaml:10:47",
    )


def test_a_presumption_does_not_give_way_to_its_own_fact_by_name(tmp_path: Path) -> None:
    assert only(tmp_path, pack=presuming(giving_way_to("ticket", "gate.open"))) == (
        "CV456",
        "the presumption about `gate.open` gives way to the same fact",
        "take `gate.open` out of `unless-told`",
        "park/pack.yaml:10:55",
    )


def test_a_presumption_does_not_give_way_to_what_is_presumed(tmp_path: Path) -> None:
    pack = presuming(giving_way_to("ticket"), f"fact: ticket, is: day, {OPEN}")
    (told,) = found(tmp_path, pack=pack)
    assert told.message == (
        "the presumption about `gate.open` gives way to `ticket`, which is presumed too"
    )
    assert told.help == "take `ticket` out of `unless-told`, or presume nothing about it"
    assert [str(near.span) for near in told.related] == ["park/pack.yaml:11:12"]


@pytest.mark.parametrize("entry", ["effective", "known"])
def test_what_is_presumed_at_another_time_may_be_given_way_to(tmp_path: Path, entry: str) -> None:
    first = DATED.replace("UNTIL", "2026-07-01")
    later = first.replace("2026-07-01", "open").replace("2026-01-01", "2026-07-01")
    if entry == "known":
        first = f"{OPEN}, known: {{from: 2025-01-01, until: 2026-03-01}}"
        later = f"{OPEN}, known: {{from: 2026-03-01, until: open}}"
    gate = giving_way_to("ticket").replace(OPEN, first)
    assert found(tmp_path, pack=presuming(gate, f"fact: ticket, is: day, {later}")) == ()
