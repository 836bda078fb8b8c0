from pathlib import Path

import pytest

from tests.packs_written import FACTS, PACK, PARAMETERS, RULES, SCENARIOS, found, only

NEAREST_FACT = "did you mean `gate.open`, declared at park/facts/all.yaml:4:10?"


def test_the_minimal_pack_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(tmp_path) == ()


def test_a_rule_that_reads_an_undeclared_fact_is_told_the_nearest_one(tmp_path: Path) -> None:
    assert only(tmp_path, rules=RULES.replace("gate.open: true", "gate.opn: true")) == (
        "CV301",
        "rule reads the undeclared fact `gate.opn`",
        NEAREST_FACT,
        "park/rules/all.yaml:10:19",
    )


def test_a_name_unlike_any_other_is_to_be_declared_or_taken_out(tmp_path: Path) -> None:
    assert only(tmp_path, rules=RULES.replace("gate.open: true", "xyzzy: true")) == (
        "CV301",
        "rule reads the undeclared fact `xyzzy`",
        "declare `xyzzy`, or take it out",
        "park/rules/all.yaml:10:19",
    )


def test_a_presumption_about_an_undeclared_fact_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK + presumption("gate.opn", "true")) == (
        "CV301",
        "the presumption is about the undeclared fact `gate.opn`",
        NEAREST_FACT,
        "park/pack.yaml:10:12",
    )


def presumption(fact: str, value: str) -> str:
    dated = "effective: {from: 2026-01-01, until: open}"
    return (
        f"presumptions:\n  - {{fact: {fact}, is: {value}, title: t, cites: [sign.gate], {dated}}}\n"
    )


def test_a_reference_to_nothing_is_told_the_nearest_name(tmp_path: Path) -> None:
    assert only(tmp_path, rules=RULES.replace("$full-price", "$ful-price")) == (
        "CV302",
        "the reference `$ful-price` leads to nothing declared",
        "did you mean `full-price`, declared at park/parameters/all.yaml:2:9?",
        "park/rules/all.yaml:4:52",
    )


def test_a_fact_whose_list_is_undeclared_is_told_once(tmp_path: Path) -> None:
    rules = RULES.replace("ticket: {in: $tickets}", "ticket: day")
    assert only(tmp_path, facts=FACTS.replace("[day, year]", "$tikets"), rules=rules) == (
        "CV302",
        "fact `ticket` takes its values from the undeclared code set `$tikets`",
        "did you mean `tickets`, declared at park/codes/all.yaml:2:10?",
        "park/facts/all.yaml:5:55",
    )


def test_a_rule_that_concludes_something_undeclared_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, rules=RULES.replace("then: {may-enter", "then: {may-entre")) == (
        "CV304",
        "rule concludes the undeclared `may-entre`",
        "did you mean `may-enter`, declared at park/rules/all.yaml:2:10?",
        "park/rules/all.yaml:11:12",
    )


def test_a_rule_that_concludes_a_fact_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, rules=RULES.replace("then: {may-enter", "then: {gate.open")) == (
        "CV304",
        "rule concludes `gate.open`, which is a fact",
        "declare a criterion of another id, or take the fact out",
        "park/rules/all.yaml:11:12",
    )


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("full-price", "parameter", "park/parameters/all.yaml:2:9"),
        ("tickets", "code set", "park/codes/all.yaml:2:10"),
    ],
)
def test_a_rule_that_concludes_a_value_is_refused(
    tmp_path: Path, name: str, kind: str, place: str
) -> None:
    rules = RULES.replace("then: {may-enter: true}", f'then: {{may-enter: true, {name}: "4.00"}}')
    (told,) = found(tmp_path, rules=rules)
    assert (told.code, told.message) == ("CV304", f"rule concludes `{name}`, which is a {kind}")
    assert told.help == "declare an amount of another id, and let the rule set that"
    assert [str(near.span) for near in told.related] == [place]


@pytest.mark.parametrize(
    "second",
    [
        "  - {id: ticket, title: t, type: boolean, asks: Q?, asked-of: guard}\n",
        "  - {id: full-price, title: t, type: count, asks: Q?, asked-of: guard}\n",
        "  - {id: may-enter, title: t, type: count, asks: Q?, asked-of: guard}\n",
        "  - {id: price, title: t, type: count, asks: Q?, asked-of: guard}\n",
        "  - {id: tickets, title: t, type: count, asks: Q?, asked-of: guard}\n",
    ],
)
def test_of_a_name_that_is_declared_twice_nothing_else_is_told(tmp_path: Path, second: str) -> None:
    condition = "price: {above: $full-price}}, {ticket: true"
    rules = RULES.replace("gate.open: true", condition) if "boolean" in second else RULES
    (twice,) = found(tmp_path, facts=FACTS + second, rules=rules)
    assert twice.code == "CV310"


def test_a_rule_that_defeats_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    rules = RULES.replace("    then:", "    defeats: [open-gates]\n    then:")
    assert only(tmp_path, rules=rules) == (
        "CV305",
        "rule defeats the unknown rule `open-gates`",
        "did you mean `open-gate`, declared at park/rules/all.yaml:6:9?",
        "park/rules/all.yaml:11:15",
    )


def test_two_things_of_one_kind_with_one_id_are_refused_with_both_places(tmp_path: Path) -> None:
    again = RULES + RULES[RULES.index("  - id: open-gate") :]
    (twice,) = found(tmp_path, rules=again)
    assert (twice.code, twice.message) == ("CV310", "`open-gate` is declared twice")
    assert twice.help == "give one of them another id"
    assert str(twice.span) == "park/rules/all.yaml:12:9"
    assert [str(near.span) for near in twice.related] == ["park/rules/all.yaml:6:9"]


def test_two_things_of_different_kinds_with_one_id_are_refused(tmp_path: Path) -> None:
    facts = FACTS + "  - {id: full-price, title: t, type: money, asks: Q?, asked-of: guard}\n"
    assert only(tmp_path, facts=facts) == (
        "CV310",
        "`full-price` is declared twice",
        "give one of them another id",
        "park/parameters/all.yaml:2:9",
    )


def test_two_impossibilities_with_one_id_are_refused(tmp_path: Path) -> None:
    never = "  - {id: never, title: t, when: {gate.open: true}}\n"
    assert only(tmp_path, pack=PACK + "impossible:\n" + never * 2) == (
        "CV310",
        "`never` is declared twice",
        "give one of them another id",
        "park/pack.yaml:11:10",
    )


def test_a_question_that_decides_nothing_declared_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK.replace("decides: may-enter", "decides: may-entre")) == (
        "CV319",
        "question `entry` decides `may-entre`, which is no declared criterion",
        "did you mean `may-enter`, declared at park/rules/all.yaml:2:10?",
        "park/pack.yaml:8:52",
    )


def test_a_question_that_decides_an_amount_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK.replace("decides: may-enter", "decides: price")) == (
        "CV319",
        "question `entry` decides `price`, which is no criterion",
        "name a criterion, or declare one for it",
        "park/pack.yaml:8:52",
    )


def test_a_question_that_reports_nothing_declared_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK.replace("[price]", "[prize]")) == (
        "CV319",
        "question `entry` reports the undeclared `prize`",
        "did you mean `price`, declared at park/rules/all.yaml:4:10?",
        "park/pack.yaml:8:73",
    )


def test_a_service_date_that_is_no_date_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, pack=PACK.replace("visit.day", "visitor.age")) == (
        "CV320",
        "the service date `visitor.age` is no declared fact of type date",
        "did you mean `visit.day`, declared at park/facts/all.yaml:2:10?",
        "park/pack.yaml:6:17",
    )


def test_an_impossibility_that_reads_a_conclusion_is_refused(tmp_path: Path) -> None:
    never = "impossible:\n  - {id: never, title: t, when: {may-enter: true}}\n"
    assert only(tmp_path, pack=PACK + never) == (
        "CV322",
        "`impossible` reads `may-enter`, which is a conclusion",
        "test facts only",
        "park/pack.yaml:10:34",
    )


def test_what_an_earlier_error_causes_is_not_told(tmp_path: Path) -> None:
    scenarios = SCENARIOS.replace("price:", "prize:")
    codes = [
        one.code
        for one in found(
            tmp_path, parameters=PARAMETERS.replace("full-price", "cost"), scenarios=scenarios
        )
    ]
    assert codes == ["CV302"]
