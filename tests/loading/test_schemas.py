import re
import time
from pathlib import Path

import pytest

from coverdict.loading.schemas import SchemaStore, schema_diagnostics
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
STORE = SchemaStore(ROOT / "schemas")
PERIOD = "{from: 2026-01-01, until: open}"
RULE = f"""rules:
  - id: a.rule
    title: it is so
    cites: [doc.one]
    effective: {PERIOD}
    when: {{visit.setting: home}}
    then: {{covered: true}}
"""
FACT = "facts: [{id: a, title: t, asks: q?, asked-of: provider, type: money}]"
AMOUNT = "amounts: [{id: a, title: t, type: money}]"
SOURCE = f"""document: {{id: doc, title: T, rank: manual, file: f.txt, digest: "sha256:{"0" * 64}"}}
statements: [{{id: one, at: {{block: 1, sentence: 1}}, digest: "sha256:{"0" * 64}", says: s, role: encoded}}]
"""
SCENARIO = "scenarios: [{id: a, title: t, case: {x: 1}, expect: {verdict: covered}}]"


def refused(kind: str, text: str) -> list[Diagnostic]:
    node, found = read_yaml(text, "f.yaml")
    assert node is not None, found
    return list(schema_diagnostics(node, kind, STORE))


def only(kind: str, text: str) -> tuple[str, str, str | None, str]:
    """The code, message, help and place of the one diagnostic."""
    (found,) = refused(kind, text)
    place = found.span
    assert place is not None
    return found.code, found.message, found.help, f"{place.line}:{place.column}"


def when(condition: str) -> str:
    return RULE.replace("{visit.setting: home}", condition)


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
        "known here: `facts`",
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
    ("text", "message", "help_", "place"),
    [
        (
            RULE.replace("[doc.one]", "doc.one"),
            "`cites` is `doc.one`, but must be a list of statements",
            "put it in brackets: `[doc.one]`",
            "4:12",
        ),
        (
            RULE.replace("it is so", "12"),
            "`title` is `12`, but must be a text",
            'put it in quotes: `"12"`',
            "3:12",
        ),
        (
            RULE.replace(PERIOD, "2026-01-01"),
            "`effective` is `2026-01-01`, but must be a period",
            "write it like `{from: 2026-01-01, until: open}`",
            "5:16",
        ),
        (
            "- a",
            "the file is a list, but must be a file of rules",
            "begin the file with `criteria:`",
            "1:1",
        ),
        (
            "criteria: [{id: a, title: t, otherwise: {is: 'true', cites: [a.b]}}]",
            '`is` is `"true"`, but must be true or false',
            "take the quotes away: `true`",
            "1:46",
        ),
        (
            when("{at-least-n-of: {n: '2', of: [{a: true}]}}"),
            '`n` is `"2"`, but must be a whole number',
            "take the quotes away: `2`",
            "6:32",
        ),
        (
            RULE.replace("[doc.one]", "[doc.one, true]"),
            "this item of `cites` is `true`, but must be the id of a statement",
            "a document's id, a dot and the statement's id, such as `therapy-article.kx-threshold-2026`",
            "4:22",
        ),
    ],
)
def test_a_value_of_another_type_is_refused(
    text: str, message: str, help_: str, place: str
) -> None:
    assert only("rules", text) == ("CV203", message, help_, place)


def test_a_value_outside_a_closed_list_is_refused_with_the_nearest_one() -> None:
    text = RULE + "    modality: usualy\n"
    found = ("CV204", "`usualy` is not a value of `modality`", "did you mean `usually`?", "8:15")
    assert only("rules", text) == found


def test_a_value_that_is_like_none_is_refused_with_those_known() -> None:
    _, _, help_, _ = only("facts", FACT.replace("provider", "zzz"))
    assert help_ == "write one of `provider`, `patient`, `plan`, `payer`, `record`"


@pytest.mark.parametrize(
    ("kind", "text", "message", "help_"),
    [
        (
            "rules",
            RULE.replace("a.rule", "A_Rule"),
            "`A_Rule` is not an id",
            "did you mean `a-rule`?",
        ),
        (
            "rules",
            RULE.replace("until: open", "until: 2026/7/1"),
            "`2026/7/1` is not a day or `open`",
            "did you mean `2026-07-01`?",
        ),
        (
            "parameters",
            f"parameters: [{{id: a, title: t, type: money, values: "
            f'[{{effective: {PERIOD}, is: "$2,480.00", cites: [a.b]}}]}}]',
            "`$2,480.00` is not an amount of money",
            'did you mean `"2480.00"`?',
        ),
        (
            "rules",
            when("{a: $Some_Fact}"),
            "`$Some_Fact` is not a reference",
            "did you mean `$some-fact`?",
        ),
        (
            "rules",
            when("{a: {in: places}}"),
            "`places` is not a list of values, or a code set",
            "values in brackets, or a reference to a code set such as `$recognised-professions`",
        ),
        (
            "rules",
            RULE.replace("{covered:", "{Is Covered:"),
            "`Is Covered` is not an id",
            "did you mean `is-covered`?",
        ),
        (
            "rules",
            AMOUNT.replace("}", ", cites: [a.b], is: 5 dollars}"),
            "`5 dollars` is not an expression",
            "a number, a number in quotes, a day, a reference such as `$visit.charge`, or one operation",
        ),
    ],
)
def test_a_text_in_another_form_is_refused(kind: str, text: str, message: str, help_: str) -> None:
    assert only(kind, text)[:3] == ("CV205", message, help_)


@pytest.mark.parametrize("word", ["all", "any", "not", "at-least-n-of"])
def test_the_words_that_join_conditions_are_no_names(word: str) -> None:
    found = only("facts", FACT.replace("id: a", f"id: {word}"))
    assert found[:2] == ("CV205", f"`{word}` is not an id")


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


def test_a_day_that_is_in_no_calendar_is_refused() -> None:
    text = RULE.replace("2026-01-01", "2026-02-30")
    assert only("rules", text) == (
        "CV207",
        "there is no day `2026-02-30`",
        "check month and day",
        "5:23",
    )


def test_a_condition_with_two_keys_is_told_to_use_all() -> None:
    assert only("rules", when("{a: true, b: 5}")) == (
        "CV208",
        "a condition has one key, not 2: `a`, `b`",
        "put them under `all`: `all: [{a: …}, {b: …}]`",
        "6:21",
    )


def test_an_expression_with_two_operations_is_refused() -> None:
    text = RULE.replace("true}", "{sum: [1], product: [2]}}")
    code, message, help_, _ = only("rules", text)
    assert (code, help_) == ("CV208", "put one operation inside the other")
    assert message == "what is concluded has one key, not 2: `sum`, `product`"


def test_between_takes_two_values() -> None:
    found = only("rules", when("{a: {between: [1]}}"))
    assert found[:2] == ("CV208", "`between` has 1 item, but must have 2")


@pytest.mark.parametrize(
    ("condition", "message", "help_"),
    [
        ("{goal: [a, b]}", "`goal` is a list", "write `in: […]` for one of several values"),
        ("{al: [{a: 1}]}", "`al` is a list", "did you mean `all`?"),
        ("[{a: 1}]", "`when` is a list", "one test (`name: value`"),
        (
            "{Visit_Setting: home}",
            "`Visit_Setting` is neither an id nor",
            "did you mean `visit-setting`?",
        ),
        ("{a: {gte: 5}}", "unknown key `gte`", "did you mean `at-least`?"),
        ("{a: {at_most: 5}}", "unknown key `at_most`", "did you mean `at-most`?"),
    ],
)
def test_a_condition_in_another_form_gets_its_mend(
    condition: str, message: str, help_: str
) -> None:
    _, told, mend, _ = only("rules", when(condition))
    assert told.startswith(message)
    assert mend is not None
    assert mend.startswith(help_)


def test_an_item_that_stands_twice_is_refused_with_its_first_place() -> None:
    (found,) = refused("rules", RULE.replace("[doc.one]", "[doc.one, doc.one]"))
    assert (found.code, found.message) == ("CV209", "`doc.one` stands twice in its list")
    assert str(found.span) == "f.yaml:4:22"
    assert [str(near.span) for near in found.related] == ["f.yaml:4:13"]


def test_a_number_below_the_least_is_refused() -> None:
    text = SOURCE.replace("block: 1", "block: 0")
    assert only("sources", text) == (
        "CV210",
        "`block` is 0, but must be at least 1",
        "write 1 or more",
        "2:31",
    )


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


def test_a_thousand_rules_are_checked_in_well_under_a_second() -> None:
    node, _ = read_yaml("rules:\n" + RULE.removeprefix("rules:\n") * 1000, "f.yaml")
    assert node is not None
    begin = time.perf_counter()
    assert schema_diagnostics(node, "rules", STORE) == ()
    assert time.perf_counter() - begin < 1
