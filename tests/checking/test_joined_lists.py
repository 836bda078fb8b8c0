"""Facts that take their values from several code sets and tables."""

from pathlib import Path

import pytest

from coverdict import TextPart, read_case
from coverdict.explaining.mentions import Space, uses_of
from tests.loading.test_tables import CONCLUDING, TABLE, pack_with
from tests.packs_written import CODES, FACTS, RULES, found, only

BOTH = (
    FACTS
    + "  - {id: code, title: c, type: choice, of: [$codes, $rare], asks: Which?, asked-of: guard}\n"
)
RARE = """\
  - id: rare
    title: rare codes
    of: code
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: 2026-06-01}
    rows:
      "90": {says: for a minute, timed: true}
"""
TABLES = TABLE.replace("code-sets:\n", RARE + "code-sets:\n")


def with_row(row: str) -> str:
    """The tables with one row more in that of rare codes."""
    return TABLES.replace("timed: true}\ncode-sets", f"timed: true}}\n      {row}\ncode-sets")


def test_the_values_are_those_of_all_lists_in_their_order(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, TABLES, BOTH)
    assert list(pack.facts["code"].values) == ["10", "20", "30", "40", "90"]
    for table in ("codes", "rare"):
        uses = {(use.how, use.id) for use in uses_of(pack, Space.NAME, table)}
        assert ("takes its values from it", "code") in uses


@pytest.mark.parametrize(("code", "told"), [("90", True), ("10", True), ("50", False)])
def test_a_case_tells_a_value_of_any_of_the_lists(tmp_path: Path, code: str, told: bool) -> None:
    pack = pack_with(tmp_path, TABLES, BOTH)
    case = read_case(pack, [TextPart(f'code: "{code}"\n'.encode(), "case")]).case
    assert (case is not None) is told


@pytest.mark.parametrize(
    "row",
    ['"10": {says: for a day}', '"10": {says: for a day, timed: true}'],
    ids=["nothing is concluded", "the same is concluded"],
)
def test_what_two_lists_have_in_common_may_mean_the_same(tmp_path: Path, row: str) -> None:
    assert found(tmp_path, codes=with_row(row), facts=BOTH, rules=CONCLUDING) == ()


def test_what_two_lists_say_in_different_words_is_refused(tmp_path: Path) -> None:
    codes = CODES + "  - {id: more, title: more, cites: [sign.gate], codes: {day: one day}}\n"
    facts = FACTS.replace("[day, year]", "[$tickets, $more]")
    assert only(tmp_path, codes=codes, facts=facts) == (
        "CV454",
        "`day` of fact `ticket` is “for a day” in `tickets` and “one day” in `more`",
        "let both lists say the same of it, or take it out of one of them",
        "park/facts/all.yaml:5:66",
    )


def test_what_two_tables_conclude_differently_is_refused(tmp_path: Path) -> None:
    codes = with_row('"10": {says: for a day, timed: false}')
    code, message, _, place = only(tmp_path, codes=codes, facts=BOTH, rules=CONCLUDING)
    assert code == "CV454"
    assert message == "`10` of fact `code` sets `timed` differently in `codes` and `rare`"
    assert place == "park/codes/all.yaml:19:7"


def test_tables_may_differ_at_different_times(tmp_path: Path) -> None:
    later = '"30": {says: for ever, effective: {from: 2026-01-01, until: 2026-03-01}, timed: true}'
    assert found(tmp_path, codes=with_row(later), facts=BOTH, rules=CONCLUDING) == ()
    sooner = later.replace("-03-01}", "-03-02}")
    assert only(tmp_path, codes=with_row(sooner), facts=BOTH, rules=CONCLUDING)[0] == "CV454"


def test_each_list_that_is_undeclared_is_told_and_nothing_that_follows(tmp_path: Path) -> None:
    rules = RULES.replace("ticket: {in: $tickets}", "ticket: weekly")
    facts = FACTS.replace("[day, year]", "[$tickets, $mroe]")
    code, message, _, place = only(tmp_path, facts=facts, rules=rules)
    assert (code, place) == ("CV302", "park/facts/all.yaml:5:66")
    assert message == "fact `ticket` takes its values from the undeclared code set `$mroe`"


@pytest.mark.parametrize(("items", "column"), [("$tickets, week", 56), ("week, $tickets", 62)])
def test_a_list_holds_either_values_or_code_sets(tmp_path: Path, items: str, column: int) -> None:
    code, message, _, place = only(tmp_path, facts=FACTS.replace("day, year", items))
    assert (code, message) == ("CV205", "`$tickets` is not a value")
    assert place == f"park/facts/all.yaml:5:{column}"
