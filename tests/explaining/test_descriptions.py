"""Anything of a pack described, with what uses it."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.explaining.descriptions import Description, describe, nearest_ids
from tests.explaining.lending import lending, write_pack
from tests.packs_written import SOURCES, catalogue_of, minimal_pack


def described(folder: Path, id: str) -> Description:
    found = describe(lending(folder), id)
    assert found is not None
    return found


def section(description: Description, heading: str) -> tuple[str, ...]:
    return next(each.lines for each in description.sections if each.heading == heading)


def uses(description: Description) -> list[str]:
    return [f"{use.kind} {use.id} {use.how}" for use in description.used_by]


@pytest.mark.parametrize(
    ("id", "kind", "title"),
    [
        ("adults-borrow", "rule", "adults may borrow books"),
        ("book.kind", "fact", "the kind of book"),
        ("most-books", "parameter", "number of books allowed"),
        ("large-books", "code set", "large books"),
        ("lendable", "criterion", "the book may be lent"),
        ("duty.stamp", "duty", "the book is stamped"),
        ("shelf", "choice", "the shelf it goes to"),
        ("fee", "amount", "deposit"),
        ("loan", "question", "May the book be lent?"),
        ("house-rules", "document", "The house rules"),
        ("house-rules.rare", "statement", "Rare books stay in the house."),
    ],
)
def test_every_kind_of_thing_can_be_described(
    tmp_path: Path, id: str, kind: str, title: str
) -> None:
    found = described(tmp_path, id)
    assert (found.kind, found.id, found.title) == (kind, id, title)


def test_a_rule_tells_when_it_applies_and_what_it_concludes(tmp_path: Path) -> None:
    rule = described(tmp_path, "adults-borrow")
    assert section(rule, "when") == (
        "all of these:",
        "  - the reader is an adult",
        "  - books out already: below the number of books allowed",
    )
    assert section(rule, "unless") == ("the kind of book: a rare book",)
    assert section(rule, "then") == ("the book may be lent", "the book is stamped")
    assert section(rule, "in force") == ("for dates of service from 2026-01-01, with no end",)
    assert [each.id for each in rule.statements] == ["adults"]
    assert rule.place == "lending/rules/lending.yaml:2:9"


def test_a_rule_tells_how_surely_it_holds(tmp_path: Path) -> None:
    rule = described(tmp_path, "large-books-low")
    assert section(rule, "how surely") == ("usually, when it applies",)


def test_a_fact_tells_its_question_its_values_and_what_is_presumed(tmp_path: Path) -> None:
    kind, adult = described(tmp_path, "book.kind"), described(tmp_path, "reader.adult")
    assert section(kind, "question") == ("What kind of book is it?",)
    assert section(kind, "values")[0] == "a novel (novel)"
    assert section(kind, "can it still be chosen") == ("yes",)
    assert section(adult, "presumed when a case is silent")[0] == "yes: the reader is an adult"
    assert [each.id for each in adult.statements] == ["adults"]


def test_a_parameter_tells_its_values_with_their_periods(tmp_path: Path) -> None:
    assert section(described(tmp_path, "most-books"), "values") == (
        "5 for dates of service from 2026-01-01, with no end (house-rules.adults)",
    )


def test_a_criterion_tells_its_closure_and_who_may_state_it(tmp_path: Path) -> None:
    found = described(tmp_path, "lendable")
    assert section(found, "when no rule decides") == (
        "the book stays in the house, once every rule that could say otherwise is ruled out"
        " (house-rules.rare)",
    )
    assert section(found, "a case may state it outright")[0] == "May it be lent?"


def test_a_duty_tells_who_does_what_by_when(tmp_path: Path) -> None:
    duty = described(tmp_path, "duty.stamp")
    told = [section(duty, heading)[0] for heading in ("who", "what to do", "by when")]
    assert told == ["provider", "Stamp the book.", "before it leaves"]


def test_an_amount_tells_how_it_is_worked_out_and_rounded(tmp_path: Path) -> None:
    fee = described(tmp_path, "fee")
    assert section(fee, "worked out as") == ("the deposit rate of the price",)
    assert section(fee, "rounded") == ("to a multiple of 0.05, half up",)


def test_a_name_is_used_by_what_reads_concludes_reports_or_presumes_it(tmp_path: Path) -> None:
    assert uses(described(tmp_path, "lendable")) == [
        "rule adults-borrow concludes it",
        "question loan is answered by it",
    ]
    assert uses(described(tmp_path, "reader.adult"))[-1] == "presumption reader.adult presumes it"
    assert uses(described(tmp_path, "deposit-rate")) == ["amount fee is worked out from it"]
    assert uses(described(tmp_path, "most-books")) == ["rule adults-borrow reads it"]
    assert uses(described(tmp_path, "large-books")) == ["rule large-books-low reads it"]


def test_a_statement_is_used_by_what_cites_it(tmp_path: Path) -> None:
    assert uses(described(tmp_path, "house-rules.rare")) == [
        "rule large-books-low cites it",
        "criterion lendable closes on it",
        "code set large-books cites it",
    ]


def test_a_statement_can_be_named_without_its_document_where_only_one_has_it(
    tmp_path: Path,
) -> None:
    assert described(tmp_path, "rare").id == "house-rules.rare"


def test_a_statements_id_that_two_documents_have_names_neither(tmp_path: Path) -> None:
    pack = lending(tmp_path)
    again = {f"other.{each.id}": each for each in pack.statements.values()}
    assert describe(replace(pack, statements={**pack.statements, **again}), "rare") is None


def test_an_unknown_id_is_answered_with_the_nearest(tmp_path: Path) -> None:
    pack = lending(tmp_path)
    assert describe(pack, "lendabel") is None
    assert nearest_ids(pack, "lendabel")[0] == "lendable"
    assert nearest_ids(pack, "zzz") == ()


def test_a_statement_tells_its_numbers_and_when_it_is_law(tmp_path: Path) -> None:
    periods = "effective: {from: 2024-01-01, until: 2027-01-01}\n    known: {from: 2025-02-01, until: open}"
    dated = SOURCES.replace("    says:", f"    catalogue: [PT-08, PT-9]\n    {periods}\n    says:")
    catalogue_of(tmp_path, "PT-08", "PT-9")
    pack = minimal_pack(tmp_path, sources=dated).pack
    assert pack is not None
    gate = describe(pack, "sign.gate")
    assert gate is not None
    assert section(gate, "known in a catalogue as") == ("PT-08, PT-9",)
    assert section(gate, "in effect") == (
        "for dates of service from 2024-01-01 until before 2027-01-01,"
        " as known from 2025-02-01, with no end",
    )


def test_what_a_presumption_gives_way_to_is_told_on_both_sides(tmp_path: Path) -> None:
    path = write_pack(tmp_path) / "pack.yaml"
    giving = path.read_text().replace("is: true\n", "is: true\n    unless-told: [book.kind]\n")
    path.write_text(giving, encoding="utf-8")
    pack = open_pack(path.parent, "lending").pack
    assert pack is not None
    adult, kind = describe(pack, "reader.adult"), describe(pack, "book.kind")
    assert adult is not None
    assert kind is not None
    told = "not where the case says anything of: the kind of book (book.kind)"
    assert section(adult, "presumed when a case is silent")[-1] == told
    assert uses(kind)[-1] == "presumption reader.adult gives way to it"


def test_a_number_of_a_catalogue_tells_which_statements_answer_it_and_what_cites_them(
    tmp_path: Path,
) -> None:
    catalogue_of(tmp_path, "PT-08", "PT-9")
    known = SOURCES.replace("    says:", "    catalogue: [PT-08]\n    says:")
    pack = minimal_pack(tmp_path, sources=known).pack
    assert pack is not None
    answered, open_one = describe(pack, "PT-08"), describe(pack, "PT-9")
    assert answered is not None
    assert open_one is not None
    assert section(answered, "answered by") == ("sign.gate: encoded",)
    assert "rule open-gate cites it" in uses(answered)
    assert (section(open_one, "answered by"), uses(open_one)) == (("no statement yet",), [])
    assert nearest_ids(pack, "pt-8")[0] == "PT-08"
