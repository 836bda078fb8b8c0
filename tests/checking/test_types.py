from pathlib import Path

import pytest

from tests.packs_written import FACTS, PACK, RULES, found, only

FITS = "see `Values`, `Conditions` and `Amounts` in docs/language.md for what fits"
DIVISOR = "`whole-quotient` takes a count, and a whole number from 1 on that is written out or a parameter"
DAYS = FACTS + "  - {id: days, title: d, type: dates, asks: Q?, asked-of: guard}\n"
WAY = "choices:\n  - {id: way, title: the way, of: [east, west]}\ncriteria:"
TOOLS = (
    FACTS + "  - {id: tools, title: t, type: choices, of: [day, saw], asks: Q?, asked-of: guard}\n"
)


def when(condition: str) -> str:
    """The rule with another condition in the place of the one on the ticket, at column 38."""
    return RULES.replace("ticket: {in: $tickets}", condition)


def price(expression: str) -> str:
    return RULES.replace("is: $full-price", f"is: {expression}")


@pytest.mark.parametrize(
    ("condition", "code", "message", "help_", "column"),
    [
        ("ticket: dya", "CV306", "`dya` is not a value of `ticket`", "did you mean `day`?", 46),
        (
            "ticket: month",
            "CV306",
            "`month` is not a value of `ticket`",
            "write one of `day`, `year`",
            46,
        ),
        ("gate.open: 1", "CV307", "`1` does not fit `gate.open`", "write `true` or `false`", 49),
        (
            "visitor.age: ten",
            "CV307",
            "`ten` does not fit `visitor.age`",
            "write a whole number that is not negative, such as `12`",
            51,
        ),
        (
            "visit.day: 2026-02-30",
            "CV307",
            "`2026-02-30` does not fit `visit.day`",
            "write a date, such as `2026-03-02`",
            49,
        ),
    ],
)
def test_a_value_that_is_not_of_the_name_s_type_is_refused(
    tmp_path: Path, condition: str, code: str, message: str, help_: str, column: int
) -> None:
    place = f"park/rules/all.yaml:10:{column}"
    assert only(tmp_path, rules=when(condition)) == (code, message, help_, place)


@pytest.mark.parametrize(
    ("condition", "message", "help_"),
    [
        (
            "gate.open: {above: 1}",
            "`above` does not fit `gate.open`, which is of type boolean",
            "for a boolean, use `is`, `not`",
        ),
        (
            "ticket: {at-least: day}",
            "`at-least` does not fit `ticket`, which is of type choice",
            "for a choice, use `is`, `not`, `in`, `not-in`",
        ),
        (
            "visitor.age: {includes: 4}",
            "`includes` does not fit `visitor.age`, which is of type count",
            "for a count, use `is`, `not`, `in`, `not-in`, `above`, `at-least`, `below`, `at-most`, `between`",
        ),
        (
            "tools: {in: [day, saw]}",
            "`in` does not fit `tools`, which is of type choices",
            "for a choices, use `is`, `not`, `includes`, `includes-any`, `includes-all`",
        ),
    ],
)
def test_a_comparison_without_a_meaning_for_the_type_is_told_once(
    tmp_path: Path, condition: str, message: str, help_: str
) -> None:
    place = "park/rules/all.yaml:10:38"
    assert only(tmp_path, facts=TOOLS, rules=when(condition)) == ("CV308", message, help_, place)


@pytest.mark.parametrize(
    ("condition", "message", "column"),
    [
        (
            "visitor.age: {above: $full-price}",
            "`visitor.age` of type count is compared with `$full-price` of type money",
            59,
        ),
        (
            "ticket: $tickets",
            "the code set `$tickets` is a list, and `ticket` is compared with one value",
            46,
        ),
        (
            "tools: {includes: $tickets}",
            "the code set `$tickets` is a list, and `tools` is compared with one value",
            56,
        ),
        (
            "ticket: {in: [$tickets, day]}",
            "the code set `$tickets` is a list of its own, and stands in another",
            52,
        ),
        (
            "ticket: {in: [day, $tickets]}",
            "the code set `$tickets` is a list of its own, and stands in another",
            57,
        ),
        (
            "ticket: $way",
            "`ticket` is compared with the conclusion `$way`, which has two sides and no value",
            46,
        ),
        ("way: $ticket", "`way` can be compared with written values only", 43),
    ],
)
def test_a_comparison_with_something_of_another_kind_is_refused(
    tmp_path: Path, condition: str, message: str, column: int
) -> None:
    rules = when(condition).replace("criteria:", WAY)
    place = f"park/rules/all.yaml:12:{column}"
    assert only(tmp_path, facts=TOOLS, rules=rules) == ("CV325", message, FITS, place)


def test_a_code_that_a_fact_does_not_list_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, facts=FACTS.replace("[day, year]", "[day, yearly]")) == (
        "CV306",
        "the code `year` of `$tickets` is not a value of `ticket`",
        "did you mean `yearly`?",
        "park/rules/all.yaml:10:51",
    )


@pytest.mark.parametrize(
    ("expression", "message", "column"),
    [
        ("$visitor.age", "`price` is of type money, and this gives a count", 52),
        ("$tickets", "the code set `$tickets` is a list, and no value", 52),
        ("{sum: [$full-price, $visitor.age]}", "`sum` takes numbers of one type", 53),
        ("{difference: [$visit.day, $visit.day]}", "`difference` takes numbers of one type", 53),
        (
            "{minimum: [$visit.day, $full-price]}",
            "`minimum` takes numbers or dates of one type",
            53,
        ),
        (
            '{product: ["2.00", "3.00"]}',
            "`product` takes counts and at most one number of another type",
            53,
        ),
        (
            '{product: [$full-price, "3.00"]}',
            "`product` takes counts and at most one number of another type",
            53,
        ),
        (
            "{product: [$full-price, $full-price]}",
            "`product` takes counts and at most one number of another type",
            53,
        ),
        (
            "{percent: {of: $full-price, by: $visitor.age}}",
            "`percent` takes a percentage of money or of a count",
            53,
        ),
        ("{days-between: [$visit.day, $visitor.age]}", "`days-between` takes two dates", 53),
        ("{plus-days: [$visit.day, $full-price]}", "`plus-days` takes a date and a count", 53),
        ("{plus-months: [$visitor.age, 1]}", "`plus-months` takes a date and a count", 53),
        ("{end-of-month: [$visitor.age]}", "`end-of-month` takes a date", 53),
        ("{whole-quotient: [$full-price, 3]}", "`whole-quotient` takes two counts", 53),
        ("{whole-quotient: [$visitor.age, 0]}", DIVISOR, 53),
        ("{whole-quotient: [$visitor.age, $visitor.age]}", DIVISOR, 53),
        ("{whole-quotient: [$visitor.age, $full-price]}", DIVISOR, 53),
        ("{count: $visit.day}", "`count` takes several dates or values", 53),
        ("{latest: $ticket}", "`latest` takes several dates", 53),
    ],
)
def test_an_amount_of_unlike_things_is_refused(
    tmp_path: Path, expression: str, message: str, column: int
) -> None:
    place = f"park/rules/all.yaml:4:{column}"
    refused = only(tmp_path, facts=DAYS, rules=price(expression))
    assert refused == ("CV325", message, FITS, place)


def counted(expression: str) -> str:
    """The amount as a count."""
    return price(expression).replace("type: money", "type: count")


@pytest.mark.parametrize(
    ("expression", "message", "column"),
    [
        ("{count: {of: $ticket, after: $visit.day}}", "`after` takes several dates and a date", 74),
        (
            "{count: {of: $days, before: $full-price}}",
            "`before` takes several dates and a date",
            72,
        ),
        (
            "{count: {of: $days, in: $tickets}}",
            "`in` takes several values and a list of such values",
            72,
        ),
    ],
)
def test_what_cannot_be_left_out_of_several_is_refused(
    tmp_path: Path, expression: str, message: str, column: int
) -> None:
    place = f"park/rules/all.yaml:4:{column}"
    refused = only(tmp_path, facts=DAYS, rules=counted(expression))
    assert refused == ("CV325", message, FITS, place)


def test_what_can_come_to_nothing_has_a_name_of_its_own(tmp_path: Path) -> None:
    rules = counted("{days-between: [$visit.day, {latest: $days}]}")
    _, message, help, _ = only(tmp_path, facts=DAYS, rules=rules)
    assert message == (
        "`latest` stands inside another operation, and of no days there is no latest one"
    )
    assert help == "make an amount of type date of it, and refer to that: `is: {latest: …}`"


def test_several_days_are_held_against_days(tmp_path: Path) -> None:
    rules = RULES.replace("{gate.open: true}", "{days: {includes: $visit.day}}")
    assert not found(tmp_path / "a", facts=DAYS, rules=rules)
    message = "`days` of type dates is compared with `$visitor.age` of type count"
    wrong = rules.replace("$visit.day", "$visitor.age")
    assert only(tmp_path / "b", facts=DAYS, rules=wrong)[:3] == ("CV325", message, FITS)


@pytest.mark.parametrize(
    ("then", "code", "message", "column"),
    [
        ("{may-enter: 1}", "CV307", "`1` does not fit `may-enter`", 23),
        (
            "{may-enter: $gate.open}",
            "CV325",
            "the criterion `may-enter` can be set to true or false only",
            12,
        ),
        ("{way: north}", "CV306", "`north` is not a value of `way`", 17),
        ("{way: $ticket}", "CV325", "the choice `way` can be set to a written value only", 12),
    ],
)
def test_a_setting_that_its_conclusion_cannot_take_is_refused(
    tmp_path: Path, then: str, code: str, message: str, column: int
) -> None:
    rules = RULES.replace("criteria:", WAY).replace("{may-enter: true}", then)
    found_code, found_message, _, place = only(tmp_path, rules=rules)
    assert (found_code, found_message) == (code, message)
    assert place == f"park/rules/all.yaml:13:{column}"


def test_a_closure_outside_the_choice_s_list_is_refused(tmp_path: Path) -> None:
    otherwise = "otherwise: {is: north, cites: [sign.gate]}}"
    choices = WAY.replace("west]}", f"west], {otherwise}")
    assert only(tmp_path, rules=RULES.replace("criteria:", choices)) == (
        "CV325",
        "`north` is not a value of the choice `way`",
        FITS,
        "park/rules/all.yaml:2:65",
    )


def test_a_presumption_of_a_reference_is_refused(tmp_path: Path) -> None:
    dated = "title: t, cites: [sign.gate], effective: {from: 2026-01-01, until: open}"
    presumed = f"presumptions:\n  - {{fact: visitor.age, is: $visitor.age, {dated}}}\n"
    assert only(tmp_path, pack=PACK + presumed) == (
        "CV307",
        "`$visitor.age` does not fit `visitor.age`",
        "write a whole number that is not negative, such as `12`",
        "park/pack.yaml:10:29",
    )


@pytest.mark.parametrize("operator", ["in", "not-in"])
def test_a_code_set_alone_in_brackets_is_the_code_set(tmp_path: Path, operator: str) -> None:
    assert found(tmp_path, rules=when(f"ticket: {{{operator}: [$tickets]}}")) == ()
