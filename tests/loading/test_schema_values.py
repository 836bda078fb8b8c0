import pytest

from tests.loading.shape_samples import AMOUNT, FACT, PERIOD, RULE, SOURCE, only, refused, when


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
            "6:31",
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
    for other in ("zzz", "mostly"):  # of few words, none is guessed that is not nearly the same
        _, _, help_, _ = only("rules", RULE + f"    modality: {other}\n")
        assert help_ == "write one of `must`, `usually`, `may`"


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
        "2:36",
    )
