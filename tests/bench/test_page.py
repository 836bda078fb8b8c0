"""The page says first what came out, then shows the tables, then how it was measured."""

import pytest

from tests.bench import machine, one_case, population
from tests.bench.one_case import BASE, TRACED, Measured, Unequal
from tests.bench.page import Run, page
from tests.bench.population import Place
from tests.bench.population_cell import Cell, Covered
from tests.bench.sections import Section, Table
from tests.bench.timing import Times, in_words

RUN = Run("2026-01-02", 3.2, ("0.5", "1.5"), quick=False)
SECTION = Section(
    "A race",
    "It took 3 s.",
    "Who ran.",
    (Table(("who", "time:"), (("a", "3 s"),), "All:"),),
    "So.",
)


def test_answers_come_before_the_tables_and_these_before_how_it_was_measured() -> None:
    written = page([SECTION], RUN, "coverdict 9")
    parts = [
        "* **A race.** It took 3 s.",
        "## A race",
        "Who ran.",
        "All:",
        "## How",
        "So.",
        "coverdict 9.",
    ]
    places = [written.index(part) for part in parts]
    assert places == sorted(places)


def test_a_head_with_a_colon_has_its_column_set_to_the_right() -> None:
    assert "| who | time |\n|---|--:|\n| a | 3 s |\n" in page([SECTION], RUN, "")


def test_the_page_tells_when_on_what_and_under_which_load_it_was_measured() -> None:
    written = " ".join(page([SECTION], RUN, "").split())
    assert "by `make bench` on 2026-01-02, which took 192 s" in written
    assert "load 0.5 at the start, 1.5 at the end" in written
    assert f"{machine.machine()}; {machine.system()}" in written


def test_a_short_run_says_that_it_is_one() -> None:
    assert "`make bench ARGS=--quick`, a short run," in page(
        [SECTION], Run("2026-01-02", 1, ("0", "0"), quick=True), ""
    )


def test_versions_tell_what_is_not_installed() -> None:
    told = machine.versions([("a-rival", None), ("another", "1.2")])
    assert told.endswith("a-rival (not installed), another 1.2")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (2.5e-6, "2.50 µs"),
        (0.00004711, "47.1 µs"),
        (0.000999, "999 µs"),
        (0.001, "1.00 ms"),
        (0.0321, "32.1 ms"),
        (123.4, "123 s"),
        (1e-9, "0.00 µs"),
    ],
)
def test_a_time_has_three_digits_in_the_unit_that_suits_it(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def times(*seconds: float) -> Times:
    return Times(seconds)


def test_an_engine_that_is_not_installed_is_told_so_and_not_guessed() -> None:
    told = one_case.section([Measured(40, {BASE: times(1e-5, 2e-5, 9e-5)})], 3, 9)
    rows = {row[0]: row[1:] for row in told.tables[0].rows}
    assert rows[BASE] == ("20.0 µs", "1.00")
    assert rows["clingo"] == rows[one_case.JSON_RULES] == ("not installed", "")
    assert "take 20.0 µs by our compiled backend; zen-engine is not installed." in told.answer


@pytest.mark.parametrize(("traced", "said"), [(3e-5, "is met"), (1e-5, "is missed")])
def test_the_bar_of_one_case_is_to_be_faster_than_zen_engine_with_a_trace(
    traced: float, said: str
) -> None:
    told = one_case.section([Measured(40, {BASE: times(2e-5), TRACED: times(traced)})], 3, 9)
    assert said in told.answer


def test_an_engine_that_answers_otherwise_ends_the_run() -> None:
    with pytest.raises(Unequal, match="rival differs on case 1: b"):
        one_case._compared("rival", [{"a": True}, {"b": True}], [{"a": True}, {"b": False}])


CELLS = {
    Place("query", 40, 1000): Cell(1000, 0.0005, 0.25, 0.5, Covered(1, 1)),
    Place("batch", 40, 1000): Cell(1000, 0.1, 0.0, 0.6, Covered(1, 1)),
    Place("openfisca", 40, 1000): "not installed",
    Place("compiled", 40, 1000): Cell(10, 0.01, 0.1, 0.1, Covered(1, 1)),
    Place("zen", 40, 1000): "over 30 min",
}


def test_a_population_is_told_with_its_rate_its_memory_and_what_is_not_there() -> None:
    whole, one_by_one = population.section(CELLS, [1000], {40: 10}, 3).tables
    assert whole.rows == (
        ("coverdict, the query alone", "250 ms", "2,000,000", "0.50 GB"),
        ("`coverdict batch`, file to file", "within", "10,000", "0.60 GB"),
        ("OpenFisca-core", "within", "not installed", ""),
    )
    assert [row[1] for row in one_by_one.rows] == ["1,000", "over 30 min"]


def test_engines_that_cover_different_rows_end_the_run() -> None:
    same = Cell(10, 1, 1, 1, Covered(3, 9))
    with pytest.raises(population.Unequal):
        population._compared([same, same, Cell(10, 1, 1, 1, Covered(3, 8))])
