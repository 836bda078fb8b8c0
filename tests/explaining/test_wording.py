"""Knowledge in plain words: values, conditions, expressions and conclusions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coverdict.explaining.wording import (
    conclusion_in_words,
    condition_in_words,
    expression_in_words,
    setting_in_words,
    spread,
    subject_title,
    the,
    type_of,
    value_in_words,
    values_of,
)
from coverdict.vocabulary.conditions import Comparison, Test
from coverdict.vocabulary.expressions import Constant
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.values import Type, Value
from tests.explaining.lending import lending


@pytest.mark.parametrize(
    ("value", "type", "words"),
    [
        (True, Type.BOOLEAN, "yes"),
        (False, Type.BOOLEAN, "no"),
        ("novel", Type.CHOICE, "a novel"),
        ("not-in-the-list", Type.CHOICE, "not in the list"),
        (("dog-ears", "novel"), Type.CHOICES, "dog ears and a novel"),
        ((), Type.CHOICES, "none of them"),
        (12, Type.COUNT, "12"),
        (Decimal("12"), Type.COUNT, "12"),
        (2480, Type.MONEY, "$2,480.00"),
        (Decimal("2480.005"), Type.MONEY, "$2,480.01"),
        (Decimal("-0.005"), Type.MONEY, "-$0.01"),
        (Decimal(10**40), Type.MONEY, f"${10**40:,}.00"),
        (Decimal("20"), Type.PERCENT, "20 %"),
        (Decimal("12.50"), Type.PERCENT, "12.5 %"),
        (date(2026, 3, 2), Type.DATE, "2026-03-02"),
        ((date(2026, 3, 2), date(2026, 3, 9)), Type.DATES, "2026-03-02 and 2026-03-09"),
        ((), Type.DATES, "none"),
    ],
)
def test_a_value_reads_as_a_person_writes_it(value: Value, type: Type, words: str) -> None:
    assert value_in_words(value, type, {"novel": "a novel"}) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("{reader.adult: true}", "the reader is an adult"),
        ("{reader.adult: false}", "the reader is a child"),
        ("{reader.adult: {not: true}}", "the reader is a child"),
        ("{lendable: true}", "the book may be lent"),
        ("{lendable: false}", "the book stays in the house"),
        ("{duty.stamp: false}", "it is not so that the book is stamped"),
        ("{book.kind: novel}", "the kind of book: a novel"),
        ("{book.kind: {not: novel}}", "the kind of book: not a novel"),
        ("{book.kind: {in: [novel, atlas]}}", "the kind of book: a novel or an atlas"),
        ("{book.kind: {in: [novel]}}", "the kind of book: a novel"),
        ("{book.kind: {not-in: [novel, atlas]}}", "the kind of book: neither a novel nor an atlas"),
        (
            "{book.kind: {not-in: [novel, atlas, rare-book]}}",
            "the kind of book: none of a novel, an atlas and a rare book",
        ),
        ("{book.kind: {in: $large-books}}", "the kind of book: one of the large books"),
        ("{book.marks: {includes: pencil}}", "marks in the book: among them pencil"),
        (
            "{book.marks: {includes-any: [stains, pencil]}}",
            "marks in the book: among them stains or pencil",
        ),
        (
            "{book.marks: {includes-all: [stains, pencil]}}",
            "marks in the book: among them stains and pencil",
        ),
        ("{books.out: {above: 3}}", "books out already: above 3"),
        (
            "{books.out: {at-least: $most-books}}",
            "books out already: at least the number of books allowed",
        ),
        ("{books.out: {between: [1, 3]}}", "books out already: between 1 and 3"),
        ('{book.price: {at-most: "9.50"}}', "the price: at most $9.50"),
        ("{fee: {below: $book.price}}", "deposit: below the price"),
        ("{loan.date: {below: 2026-03-02}}", "the day of the loan: before 2026-03-02"),
        ("{loan.date: {at-most: 2026-03-02}}", "the day of the loan: on or before 2026-03-02"),
        ("{loan.date: {above: 2026-03-02}}", "the day of the loan: after 2026-03-02"),
    ],
)
def test_a_test_reads_as_a_claim(tmp_path: Path, when: str, words: str) -> None:
    pack = lending(tmp_path, when)
    condition = pack.rules["added"].when
    assert condition is not None
    assert condition_in_words(pack, condition) == (words,)


@pytest.mark.parametrize(
    ("when", "lines"),
    [
        (
            "{all: [{lendable: true}, {any: [{reader.adult: true}, {books.out: 0}]}]}",
            [
                "all of these:",
                "  - the book may be lent",
                "  - any of these:",
                "      - the reader is an adult",
                "      - books out already: 0",
            ],
        ),
        ("{all: [{any: [{lendable: true}]}]}", ["the book may be lent"]),
        (
            "{at-least-n-of: {n: 2, of: [{reader.adult: true}, {books.out: 0}, {lendable: true}]}}",
            [
                "at least 2 of these:",
                "  - the reader is an adult",
                "  - books out already: 0",
                "  - the book may be lent",
            ],
        ),
        (
            "{not: {any: [{lendable: true}, {books.out: 0}]}}",
            ["none of these:", "  - the book may be lent", "  - books out already: 0"],
        ),
        (
            "{not: {all: [{lendable: true}, {books.out: 0}]}}",
            ["not all of these:", "  - the book may be lent", "  - books out already: 0"],
        ),
        ("{not: {not: {lendable: true}}}", ["the book may be lent"]),
        ("{not: {books.out: {above: 3}}}", ["books out already: at most 3"]),
        ("{not: {book.marks: {includes: stains}}}", ["marks in the book: not among them stains"]),
        ("{not: {books.out: {between: [1, 3]}}}", ["books out already: not between 1 and 3"]),
    ],
)
def test_a_condition_reads_as_nested_bullets(tmp_path: Path, when: str, lines: list[str]) -> None:
    pack = lending(tmp_path, when)
    condition = pack.rules["added"].when
    assert condition is not None
    assert list(condition_in_words(pack, condition)) == lines


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("{lendable: true}", "the book may be lent"),
        ("{lendable: false}", "the book stays in the house"),
        ("{shelf: high}", "the shelf it goes to: the high shelf"),
    ],
)
def test_a_setting_reads_as_what_it_says(tmp_path: Path, then: str, words: str) -> None:
    pack = lending(tmp_path, then=then)
    assert setting_in_words(pack, pack.rules["added"].then[0]) == words


def test_an_amounts_expression_names_what_it_is_worked_out_from(tmp_path: Path) -> None:
    pack = lending(tmp_path)
    expression = pack.amounts["fee"].expression
    assert expression is not None
    assert expression_in_words(pack, expression) == "the deposit rate of the price"


@pytest.mark.parametrize(
    ("id", "state", "values", "words"),
    [
        ("lendable", Belnap.TRUE, [], "the book may be lent"),
        ("lendable", Belnap.FALSE, [], "the book stays in the house"),
        ("lendable", Belnap.UNKNOWN, [], "it is not known whether the book may be lent"),
        (
            "lendable",
            Belnap.CONFLICTING,
            [],
            "there is evidence both for and against this: the book may be lent",
        ),
        ("shelf", Belnap.TRUE, ["low"], "the shelf it goes to: the low shelf"),
        ("shelf", Belnap.UNKNOWN, [], "the shelf it goes to: not known"),
        (
            "shelf",
            Belnap.CONFLICTING,
            ["low", "high"],
            "the shelf it goes to: conflicting (the low shelf and the high shelf)",
        ),
        ("fee", Belnap.TRUE, [Decimal("1.5")], "deposit: $1.50"),
    ],
)
def test_a_conclusion_reads_as_what_it_came_to(
    tmp_path: Path, id: str, state: Belnap, values: list[Value], words: str
) -> None:
    assert conclusion_in_words(lending(tmp_path), id, state, values) == words


def test_everything_declared_has_a_title_a_type_and_its_list(tmp_path: Path) -> None:
    pack = lending(tmp_path)
    ids = ["book.kind", "most-books", "lendable", "shelf", "fee", "large-books"]
    assert [subject_title(pack, id) for id in ids[:2]] == [
        "the kind of book",
        "number of books allowed",
    ]
    assert [type_of(pack, id).value for id in ids] == [
        "choice",
        "count",
        "boolean",
        "choice",
        "money",
        "choice",
    ]
    assert values_of(pack, "shelf") == {"low": "the low shelf", "high": "the high shelf"}
    assert values_of(pack, "fee") == {}


@pytest.mark.parametrize(
    ("title", "words"),
    [("deposit", "the deposit"), ("the price", "the price"), ("what it costs", "what it costs")],
)
def test_a_title_takes_an_article_where_it_can(title: str, words: str) -> None:
    assert the(title) == words


def test_a_long_title_stands_in_quotation_marks_where_it_is_worked_with(tmp_path: Path) -> None:
    pack = lending(tmp_path)
    price = replace(pack.facts["book.price"], title="the price of the book in the shop")
    facts = {**pack.facts, "book.price": price}
    fee = pack.amounts["fee"].expression
    assert fee is not None
    assert expression_in_words(replace(pack, facts=facts), fee, Type.MONEY) == (
        "the deposit rate of “the price of the book in the shop”"
    )


@pytest.mark.parametrize(
    ("comparison", "heading"),
    [
        ("in", "the kind of book: one of these:"),
        ("not-in", "the kind of book: none of these:"),
        ("not", None),
    ],
)
def test_a_long_list_can_be_spread(tmp_path: Path, comparison: str, heading: str | None) -> None:
    pack = lending(tmp_path)
    span = pack.facts["book.kind"].span
    operands = tuple(Constant(value, span) for value in ("novel", "atlas", "a", "b", "c"))
    found = spread(pack, Test("book.kind", Comparison(comparison), operands, span))
    assert (found.text if found else None) == heading
    if found:
        assert [each.text for each in found.below] == ["a novel", "an atlas", "a", "b", "c"]
        assert spread(pack, Test("book.kind", Comparison.IN, operands[:4], span)) is None


def test_values_that_would_run_together_are_spread(tmp_path: Path) -> None:
    pack = lending(tmp_path)
    fact = replace(pack.facts["book.kind"], values={"a": "a, or the like", "b": "b"})
    told = replace(pack, facts={**pack.facts, "book.kind": fact})
    operands = (Constant("a", fact.span), Constant("b", fact.span))
    assert spread(told, Test("book.kind", Comparison.IN, operands, fact.span)) is not None
    assert spread(told, Test("book.kind", Comparison.IN, operands[:1], fact.span)) is None
