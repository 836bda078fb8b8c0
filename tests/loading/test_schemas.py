import re
import sys
from collections import Counter

import pytest

from coverdict.loading.schemas import schema_diagnostics
from coverdict.loading.strict_yaml import read_yaml
from tests.loading.shape_samples import (
    AMOUNT,
    FACT,
    PERIOD,
    RULE,
    SCENARIO,
    SOURCE,
    STORE,
    only,
    refused,
    when,
)


def test_a_case_may_hold_any_nesting_of_values() -> None:
    text = (
        'visit: {date: 2026-03-02, new: true}\ngoals: [a, b]\nnone: []\nfee: "5.00"\nn: 3\nx.y: z'
    )
    assert refused("case", text) == []
    assert refused("case", "{}") == []


def test_a_list_is_no_case() -> None:
    assert only("case", "[a]")[:2] == ("CV203", "the file is a list, but must be a group of facts")


def test_an_unknown_key_is_refused_at_the_key_with_the_nearest_one() -> None:
    text = RULE.replace("    title", "    titel")
    assert only("rules", text) == ("CV201", "unknown key `titel`", "did you mean `title`?", "3:5")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("if", "when"), ("name", "title"), ("sources", "cites"), ("conclusion", "then")],
)
def test_a_key_of_another_language_is_known(written: str, meant: str) -> None:
    text = RULE.replace(f"    {meant}:", f"    {written}:")
    assert only("rules", text)[:3] == (
        "CV201",
        f"unknown key `{written}`",
        f"did you mean `{meant}`?",
    )


def test_a_key_that_is_like_none_is_refused_with_those_known() -> None:
    assert only("facts", f"{FACT}\nzzz: 1") == (
        "CV201",
        "unknown key `zzz`",
        "known here: `facts`, `presumptions`, `impossible`",
        "2:1",
    )


def test_a_key_of_another_folder_is_told_where_it_belongs() -> None:
    found = only("facts", "rules: []")
    assert found == (
        "CV201",
        "unknown key `rules`",
        "`rules` belongs in a file under rules/",
        "1:1",
    )


def test_a_missing_key_is_told_at_the_first_key_of_its_group() -> None:
    (found,) = refused("rules", RULE.replace("    cites: [doc.one]\n", ""))
    assert (found.code, found.message) == ("CV202", "`cites` is missing")
    assert found.why == "a rule needs it: the statements the rule rests on"
    assert (found.help, str(found.span)) == ("add `cites: [document.statement]`", "f.yaml:2:5")


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("facts", FACT.replace("money", "choice"), "of"),
        ("rules", AMOUNT.replace("}", ", is: 5}"), "cites"),
        ("sources", SOURCE.replace("encoded", "out-of-scope"), "why"),
        ("sources", SOURCE.replace("encoded", "informative"), "why"),
        ("sources", SOURCE.replace("file: f.txt, ", "held: true, "), "file"),
        ("scenarios", SCENARIO.replace("case: {x: 1}, ", ""), "case"),
        ("pack", "impossible: [{id: a, title: t, when: {x: true}}]", "pack"),
    ],
)
def test_a_key_that_another_one_asks_for_is_missed(kind: str, text: str, key: str) -> None:
    assert only(kind, text)[:2] == ("CV202", f"`{key}` is missing")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("facts", FACT.replace("money", "choice, of: $places")),
        ("facts", FACT.replace("money", "choices, of: [a, b]")),
        ("facts", FACT.replace("money", "boolean, title-when-false: not t")),
        ("sources", re.sub("file: .*?}", "held: false}", SOURCE)),
        ("scenarios", SCENARIO.replace("case: {x: 1}", "like: b, without: [x]")),
        ("rules", AMOUNT.replace("}", ', round: {to: "0.01", mode: up}}')),
        (
            "parameters",
            f"parameters: [{{id: a, title: t, type: percent, values: "
            f'[{{effective: {PERIOD}, is: "12.5", cites: [a.b]}}]}}]',
        ),
    ],
)
def test_what_the_language_allows_fits(kind: str, text: str) -> None:
    assert refused(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "key", "why"),
    [
        (
            "facts",
            FACT.replace("money", "money, of: [a]"),
            "of",
            "only a `choice` or `choices` takes",
        ),
        (
            "facts",
            FACT.replace("money", "date, title-when-false: x"),
            "title-when-false",
            "only a `boolean`",
        ),
        (
            "rules",
            AMOUNT.replace("money", "date, round: {to: 1, mode: up}"),
            "round",
            "a date cannot be",
        ),
        (
            "scenarios",
            SCENARIO.replace("case", "without: [x], case"),
            "without",
            "facts can only be left",
        ),
    ],
)
def test_a_key_that_another_one_rules_out_is_refused(
    kind: str, text: str, key: str, why: str
) -> None:
    (found,) = refused(kind, text)
    assert (found.code, found.message) == ("CV211", f"`{key}` has no place here")
    assert found.why.startswith(why)
    assert found.help == "take it away"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (RULE.replace("[doc.one]", "[]"), "`cites` is empty"),
        (RULE.replace("it is so", "' '"), "`title` is empty"),
        (RULE.replace("{covered: true}", "{}"), "`then` is empty"),
        (when("{all: []}"), "`all` is empty"),
        (when("{a: {}}"), "`a` is empty"),
        (when("{}"), "`when` is empty"),
        ("{}", "the file is empty"),
    ],
)
def test_an_empty_text_list_or_group_is_refused(text: str, message: str) -> None:
    assert only("rules", text)[:3] == ("CV206", message, "write what belongs there")


def test_everything_wrong_is_told_at_once() -> None:
    text = "rules: [{id: A, if: {a: 1, b: 2}, cites: [], effective: {from: 1}, then: {x: true}}]"
    codes = [found.code for found in refused("rules", text)]
    assert sorted(codes) == ["CV201", "CV202", "CV202", "CV203", "CV205", "CV206"]


def test_no_message_speaks_python_or_json_schema() -> None:
    texts = [
        "[]",
        "{a: {}}",
        "rules: {}",
        "rules: [5]",
        when("5"),
        when("{a: {in: 5}}"),
        RULE + "    known: x\n",
    ]
    told = " ".join(
        f"{d.message} {d.why} {d.help}" for text in texts for d in refused("rules", text)
    )
    assert not re.search(
        r"\b(str|int|bool|dict|object|array|schema|None|string|integer|regex)\b", told
    )


def calls(rules: int) -> int:
    """How many functions are called to check so many rules, none of them wrong."""
    node, _ = read_yaml("rules:\n" + RULE.removeprefix("rules:\n") * rules, "f.yaml")
    assert node is not None
    found = Counter[str]()
    sys.setprofile(lambda _frame, event, _of: found.update([event]))
    try:
        refused_there = schema_diagnostics(node, "rules", STORE)
    finally:
        sys.setprofile(None)
    assert refused_there == ()
    return found["call"]


def test_twice_as_many_rules_are_checked_by_twice_as_many_steps() -> None:
    calls(1)  # what is made once is there
    assert 1.9 < calls(400) / calls(200) < 2.1
