from pathlib import Path

import pytest

from tests.checking.warned import messages, warned
from tests.packs_written import CODES, FACTS, PACK, PARAMETERS, RULES

READ = RULES.replace("ticket: {in: $tickets}", "visitor.age: 3")
COURSE = (
    "course: {totals: [bill], milestones: [strolls], lines: [{amount: bill, limit: free-price}]}\n"
)
CHOICE = "choices:\n  - {id: way, title: the way, of: [east, west]}\n"
FREE = PARAMETERS[PARAMETERS.index("  - id") :].replace("full", "free")


def test_a_fact_that_nothing_reads_is_told(tmp_path: Path) -> None:
    (found,) = warned(tmp_path, "CV344")
    assert found.about == "visitor.age"
    assert found.diagnostic.message == "nothing reads the fact “the age” (`visitor.age`)"
    assert str(found.diagnostic.span) == "park/facts/all.yaml:3:10"
    assert found.diagnostic.help == (
        "read it in a rule, or take it out;"
        " or excuse it: `coverdict check --waivers` prints the lines"
    )


@pytest.mark.parametrize(
    "pack",
    [
        PACK + "  scope: {title: it is so, cites: [sign.gate], when: {visitor.age: 3}}\n",
        PACK + "impossible:\n  - {id: never, title: it is so, when: {visitor.age: 3}}\n",
        PACK + "course: {totals: [price], plan-facts: [visitor.age]}\n",
        PACK
        + "presumptions:\n  - {fact: gate.open, is: true, unless-told: [visitor.age], title: so,"
        " cites: [sign.gate], effective: {from: 2026-01-01, until: open}}\n",
    ],
)
def test_what_a_pack_reads_of_a_fact_counts(tmp_path: Path, pack: str) -> None:
    assert warned(tmp_path, "CV344", pack=pack) == []


def test_an_amount_reads_the_facts_it_is_worked_out_from(tmp_path: Path) -> None:
    rules = RULES.replace("is: $full-price", "is: {product: [$full-price, $visitor.age]}")
    assert warned(tmp_path, "CV344", rules=rules) == []


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (
            "criteria:\n  - {id: strolls, title: they stroll}\n",
            "criterion “they stroll” (`strolls`)",
        ),
        (
            "duties:\n  - {id: pay, title: they pay, who: visitor, do: Pay., cites: [sign.gate]}\n",
            "duty “they pay” (`pay`)",
        ),
        (CHOICE, "choice “the way” (`way`)"),
        ("amounts:\n  - {id: bill, title: the bill, type: money}\n", "amount “the bill” (`bill`)"),
    ],
)
def test_a_conclusion_that_leads_nowhere_and_comes_from_nowhere_is_told(
    tmp_path: Path, declared: str, said: str
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "more.yaml").write_text(declared, encoding="utf-8")
    assert messages(tmp_path, "CV345", "CV347") == [
        f"no rule concludes the {said}",
        f"nothing reads or reports the {said}",
    ]


@pytest.mark.parametrize(
    "given",
    [
        "otherwise: {is: false, cites: [sign.gate]}",
        "may-be-stated: {asks: Do they stroll?, asked-of: visitor}",
    ],
)
def test_a_conclusion_that_is_closed_or_stated_needs_no_rule(tmp_path: Path, given: str) -> None:
    second = f"criteria:\n  - {{id: strolls, title: they stroll, {given}}}\n"
    assert messages(tmp_path, "CV345", rules=RULES.replace("criteria:\n", second)) == []


def test_what_a_course_uses_reaches_an_answer(tmp_path: Path) -> None:
    rules = RULES.replace("criteria:\n", "criteria:\n  - {id: strolls, title: they stroll}\n")
    rules = rules.replace("amounts:\n", "amounts:\n  - {id: bill, title: the bill, type: money}\n")
    parameters = PARAMETERS + FREE
    codes = ("CV346", "CV347")
    assert len(messages(tmp_path, *codes, rules=rules, parameters=parameters)) == 3
    read = {"rules": rules, "parameters": parameters, "pack": PACK + COURSE}
    assert messages(tmp_path, *codes, **read) == []


def test_a_parameter_and_a_code_set_that_nothing_reads_are_told(tmp_path: Path) -> None:
    found = messages(tmp_path, "CV346", rules=READ, parameters=PARAMETERS + FREE)
    assert found == [
        "nothing reads the parameter “the free price” (`free-price`)",
        "nothing reads the code set “tickets” (`tickets`)",
    ]


def test_a_fact_reads_the_code_set_it_takes_its_values_from(tmp_path: Path) -> None:
    facts = FACTS.replace("[day, year]", "$tickets")
    assert messages(tmp_path, "CV346", rules=READ, facts=facts, codes=CODES) == []
