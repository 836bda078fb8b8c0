"""Two versions of a pack over the same table: exactly the rows that differ are told, and the money adds up."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverdict.auditing.tables.altered import altered
from coverdict.auditing.tables.examples import reading
from coverdict.auditing.tables.impacts import impact_report
from coverdict.populations.comparisons import Kind, Move, Outcome, Turn
from coverdict.running.agreement import Disagreement
from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.packs import Pack
from tests.packs_written import FACTS, PACK, SOURCES
from tests.populations.compared import ROWS, RULES, asked, cases, impact, park, sides

OLDER = RULES.replace("at-least: 7", "at-least: 6").replace("below: 7", "below: 6")
DEARER = RULES.replace('"4.00"', '"5.50"')


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return park(tmp_path_factory.mktemp("before"))


def test_a_pack_against_itself_changes_nothing(tmp_path: Path, pack: Pack) -> None:
    found = impact(tmp_path, pack, pack, cases(tmp_path))
    assert (found.rows, found.compared, found.changes, found.kinds) == (21, 21, False, ())
    assert all(move.before == move.after for move in found.moves)
    assert [(each.rows, each.before, each.after) for each in found.amounts] == [(0, 28, 28)]


def test_a_threshold_flips_exactly_the_rows_between_its_two_values(
    tmp_path: Path, pack: Pack
) -> None:
    found = impact(tmp_path, pack, park(tmp_path / "after", OLDER), cases(tmp_path))
    (kind,) = found.kinds
    assert kind.examples == (7, 8, 9)
    assert [ROWS[row - 1].split(",")[1] for row in kind.examples] == ["6", "6", "6"]
    assert (kind.differs, kind.before.rules, kind.after.rules) == (
        "verdict",
        ("too-young",),
        ("old-enough",),
    )
    assert Move("not-covered", "covered", 3) in found.moves
    assert (found.verdicts_changed, found.amounts_changed, found.differing) == (3, 0, 3)


def test_money_is_summed_exactly_before_and_after(tmp_path: Path, pack: Pack) -> None:
    found = impact(tmp_path, pack, park(tmp_path / "after", DEARER), cases(tmp_path))
    (price,) = found.amounts
    assert (price.changed, price.before, price.after) == (7, Decimal("28"), Decimal("38.50"))
    assert (price.more, price.less) == (Decimal("10.50"), 0)
    assert (found.verdicts_changed, found.amounts_changed) == (0, 7)


def test_an_amount_that_is_known_in_one_version_only_is_told_apart(
    tmp_path: Path, pack: Pack
) -> None:
    without = RULES.partition("  - id: year-price")[0]
    found = impact(tmp_path, pack, park(tmp_path / "after", without), cases(tmp_path))
    (price,) = found.amounts
    assert (price.changed, price.learned, price.lost, price.rows) == (0, 0, 7, 7)
    back = impact(tmp_path, park(tmp_path / "after", without), pack, cases(tmp_path))
    assert (back.amounts[0].learned, back.amounts[0].lost) == (7, 0)


def test_a_verdict_by_another_rule_is_a_change_of_reasons_only(tmp_path: Path, pack: Pack) -> None:
    renamed = park(tmp_path / "after", RULES.replace("old-enough", "grown"))
    found = impact(tmp_path, pack, renamed, cases(tmp_path))
    assert [(kind.differs, kind.rows) for kind in found.kinds] == [("rules", 9)]
    assert (found.verdicts_changed, found.amounts_changed, found.reasons_changed) == (0, 0, 9)


def test_a_verdict_that_is_less_sure_is_told(tmp_path: Path, pack: Pack) -> None:
    hedged = RULES.replace("id: old-enough", "id: old-enough\n    modality: usually")
    found = impact(tmp_path, pack, park(tmp_path / "after", hedged), cases(tmp_path))
    (kind,) = found.kinds
    assert (kind.differs, kind.before.modality, kind.after.modality) == (
        "surety",
        "must",
        "usually",
    )


def test_rows_that_one_version_rejects_are_told_with_the_reason(tmp_path: Path, pack: Pack) -> None:
    after = park(tmp_path / "after", facts=FACTS.replace("[day, year]", "[day, year, week]"))
    table = cases(tmp_path, [*ROWS, "2026-03-02,9,week", "2026-03-02,9,none"])
    found = impact(tmp_path, pack, after, table)
    assert (found.rejected_before, found.rejected_after, found.rejected_by_both) == (1, 0, 1)
    (rejected,) = found.rejected
    assert (rejected.by, rejected.column, rejected.examples) == ("before", "ticket", (22,))
    assert Move("rejected", "covered", 1) in found.moves


def test_a_column_that_one_version_knows_is_passed_over_by_the_other(
    tmp_path: Path, pack: Pack
) -> None:
    more = "  - {id: rain, title: it rains, type: boolean, asks: Rain?, asked-of: guard}\n"
    after = park(tmp_path / "after", facts=FACTS + more)
    table = cases(tmp_path, ["2026-03-02,9,day,true"], "visit.day,visitor.age,ticket,rain")
    both = sides(pack, after, table)
    assert (both.only_before, both.only_after) == ((), ("rain",))
    assert impact(tmp_path, pack, after, table).compared == 1


def test_kinds_beyond_the_limit_are_counted(tmp_path: Path, pack: Pack) -> None:
    after = park(tmp_path / "after", OLDER.replace('"4.00"', '"5.50"'))
    found = impact(tmp_path, pack, after, cases(tmp_path))
    assert sum(kind.rows for kind in found.kinds) + found.rest.rows == found.differing


def _mirrored(kind: Kind) -> tuple[object, ...]:
    return kind.differs, kind.after, kind.before, kind.rows, kind.examples


ages = st.lists(st.integers(0, 12), min_size=1, max_size=12)


@settings(max_examples=6)
@given(ages, st.integers(1, 11), st.integers(1, 11))
def test_impact_mirrors_when_the_versions_change_places(
    tmp_path_factory: pytest.TempPathFactory, ages: list[int], one: int, other: int
) -> None:
    folder = tmp_path_factory.mktemp("mirrored")
    packs = [
        park(folder / f"{limit}-{place}", RULES.replace(": 7}", f": {limit}}}"))
        for place, limit in enumerate((one, other))
    ]
    table = cases(folder, [f"2026-03-02,{age},day" for age in ages])
    there, back = impact(folder, *packs, table), impact(folder, *reversed(packs), table)
    between = sum(min(one, other) <= age < max(one, other) for age in ages)
    assert there.verdicts_changed == back.verdicts_changed == between
    assert {_mirrored(kind) for kind in there.kinds} == {
        (kind.differs, kind.before, kind.after, kind.rows, kind.examples) for kind in back.kinds
    }


def test_an_example_is_followed_to_the_first_step_that_parts(tmp_path: Path, pack: Pack) -> None:
    after, table = park(tmp_path / "after", OLDER), cases(tmp_path)
    both = sides(pack, after, table)
    report = impact_report(table, both, impact(tmp_path, pack, after, table), ("a", "b"))
    (kind,) = report.kinds
    assert [(rule.rule, rule.statements) for rule in kind.rules_after] == [
        ("old-enough", ("sign.gate",))
    ]
    assert [fact.value for fact in kind.examples[0].facts] == ["6"]
    assert kind.steps_after[0].says == "rule “a small child may not enter” does not apply"
    assert kind.steps_after[0].below[0].says == "the age: below 6 — given: 6"
    assert kind.steps_before[0].says == "rule “who is old enough may enter” does not apply"


def test_a_backend_that_says_otherwise_than_the_table_stops_the_report(pack: Pack) -> None:
    nine = Case({"visitor.age": Given(9, "row 1")}, {})
    assert reading(asked(pack), 1, nine, Outcome("covered", "must", ())).outcome == "covered"
    with pytest.raises(Disagreement, match="the outcome of row 1"):
        reading(asked(pack), 1, nine, Outcome("not-covered", "must", ()))


def test_days_are_counted_and_not_summed_up(tmp_path: Path) -> None:
    due = """\
amounts:
  - {id: price, title: the last day, type: date, is: {plus-days: [$visit.day, 1]}, cites: [sign.gate]}
"""
    priced = RULES.partition("amounts:")[2].partition("  - id: day-price")[0].partition("rules:")
    rules = f"{RULES.partition('amounts:')[0]}{due}rules:{priced[2]}"
    before, after = park(tmp_path / "b", rules), park(tmp_path / "a", rules.replace(" 1]", " 2]"))
    (day,) = impact(tmp_path, before, after, cases(tmp_path)).amounts
    assert (day.changed, day.before, day.after, day.more, day.less) == (21, None, None, None, None)


def test_a_row_outside_the_window_of_one_version_moves_there(tmp_path: Path, pack: Pack) -> None:
    shorter = PACK.replace("until: 2027-01-01", "until: 2026-03-02")
    after = park(tmp_path / "after", pack=shorter)
    table = cases(tmp_path, ["2026-03-01,9,day", "2026-03-02,9,day"])
    found = impact(tmp_path, pack, after, table)
    assert found.moves == (Move("covered", "covered", 1), Move("covered", "outside-window", 1))
    report = impact_report(table, sides(pack, after, table), found, ("a", "b"))
    assert "outside the pack's window" in report.kinds[0].steps_after[0].says


def test_a_table_without_rows_is_compared_too(tmp_path: Path, pack: Pack) -> None:
    found = impact(tmp_path, pack, park(tmp_path / "after", OLDER), cases(tmp_path, []))
    assert (found.rows, found.compared, found.moves, found.changes) == (0, 0, (), False)


def test_what_the_versions_declare_otherwise_is_told(tmp_path: Path, pack: Pack) -> None:
    reworded = SOURCES.replace("The gate is open.", "The gate stands open.")
    rules = OLDER.replace("year-price", "season-price")
    after = park(tmp_path / "after", "# moved down\n" + rules, sources=reworded)
    assert [(each.what, each.id, each.how) for each in altered(pack, after)] == [
        ("rule", "old-enough", "changed"),
        ("rule", "season-price", "new"),
        ("rule", "too-young", "changed"),
        ("rule", "year-price", "gone"),
        ("statement", "sign.gate", "changed"),
    ]


TELLING = PACK.replace("reports: [price]", "reports: [price, pays, way]")
TOLD = RULES.replace(
    "amounts:\n",
    "  - {id: pays, title: they pay, otherwise: {is: false, cites: [sign.gate]}}\n"
    "choices:\n  - {id: way, title: the way, of: [left, right]}\n"
    "amounts:\n",
).replace('then: {price: "4.00"}', 'then: {price: "4.00", pays: true, way: left}')


def test_what_else_is_told_is_compared_too(tmp_path: Path) -> None:
    before = park(tmp_path / "before", TOLD, pack=TELLING)
    changed = TOLD.replace("pays: true, way: left", "way: right")
    after = park(tmp_path / "after", changed, pack=TELLING)
    found = impact(tmp_path, before, after, cases(tmp_path))
    assert found.turns == (
        Turn("pays", "they pay", "true", "false", 7),
        Turn("pays", "they pay", "unknown", "false", 7),
        Turn("way", "the way", "left", "right", 7),
    )
    assert (found.differing, found.changes) == (0, True)
    assert impact(tmp_path, after, after, cases(tmp_path)).turns == ()
