import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coverdict.loading import strict_yaml
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.nodes import Mapping, PlainValue, Scalar, plain


def refused(text: str) -> list[Diagnostic]:
    return list(read_yaml(text, "f.yaml")[1])


def only(text: str) -> tuple[str, str, str | None, str]:
    """The code, message, help and place of the one diagnostic."""
    (found,) = refused(text)
    return found.code, found.message, found.help, str(found.span)


def value(text: str) -> PlainValue:
    node, found = read_yaml(text, "f.yaml")
    assert node is not None
    assert found == ()
    return plain(node)


def test_plain_scalars_are_true_false_whole_numbers_and_text() -> None:
    assert value("[true, false, 0, -12, 7, private-office]") == [
        True,
        False,
        0,
        -12,
        7,
        "private-office",
    ]


def test_dates_versions_and_what_stands_in_quotes_stay_text() -> None:
    text = "[2026-03-02, 1.0.0, \"12\", '600.00', \"yes\", '', 12%, $a.b, y]"
    wanted = ["2026-03-02", "1.0.0", "12", "600.00", "yes", "", "12%", "$a.b", "y"]
    assert value(text) == wanted


def test_quotes_are_remembered() -> None:
    node, _ = read_yaml('{a: "12", b: 12}', "f.yaml")
    assert isinstance(node, Mapping)
    assert [entry.value.quoted for entry in node.entries if isinstance(entry.value, Scalar)] == [
        True,
        False,
    ]


def test_a_folded_text_is_one_line() -> None:
    assert value("says: >-\n  one\n  two\n") == {"says": "one two"}


def test_every_key_and_value_has_its_place_also_after_letters_beyond_ascii() -> None:
    node, _ = read_yaml("{é漢😀: [ü, 5]}", "f.yaml")
    assert isinstance(node, Mapping)
    entry = node.entries[0]
    assert (entry.key_span.column, entry.key_span.end_column) == (2, 5)
    assert (entry.value.span.column, entry.value.span.end_column) == (7, 13)


def test_a_group_ends_with_its_last_value_not_with_the_next_line() -> None:
    node, _ = read_yaml("a:\n  b: 1\n  c: [2]\n\n\nd: 3\n", "f.yaml")
    assert isinstance(node, Mapping)
    span = node.entries[0].value.span
    assert (span.line, span.column, span.end_line, span.end_column) == (2, 3, 3, 9)


def test_lines_may_end_in_any_way() -> None:
    assert value("a: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}


def test_a_key_that_stands_twice_is_refused_with_its_first_place() -> None:
    (found,) = refused("fee: 1\nname: x\nfee: 2\n")
    assert (found.code, found.message) == ("CV120", "key `fee` stands twice")
    assert str(found.span) == "f.yaml:3:1"
    assert [str(near.span) for near in found.related] == ["f.yaml:1:1"]


@pytest.mark.parametrize(
    ("text", "code", "message", "help_", "place"),
    [
        ("a: &x 1", "CV122", "anchor `&x`", "take the anchor away, or put a text in quotes", "1:4"),
        ("a: *x", "CV123", "alias `*x`", "write the value here, or put a text in quotes", "1:4"),
        ("<<: {a: 1}", "CV124", "merge key `<<`", "write the keys here", "1:1"),
        (
            "a: !!int 5",
            "CV125",
            "tag before a value",
            "take the tag away, or put a text that begins with `!` in quotes",
            "1:4",
        ),
    ],
)
def test_what_brings_in_or_changes_values_from_elsewhere_is_refused(
    text: str, code: str, message: str, help_: str, place: str
) -> None:
    assert only(text) == (code, message, help_, f"f.yaml:{place}")


@pytest.mark.parametrize("word", ["yes", "No", "ON", "off", "True", "FALSE"])
def test_other_words_for_true_and_false_are_refused(word: str) -> None:
    code, message, help_, place = only(f"a: {word}")
    meant = "true" if word.lower() in ("yes", "on", "true") else "false"
    assert (code, place) == ("CV137", "f.yaml:1:4")
    assert message == f"`{word}` is not how true or false is written"
    assert help_ is not None
    assert help_.startswith(f"write `{meant}`")


@pytest.mark.parametrize("word", ["null", "~", "Null", "NULL"])
def test_null_is_refused(word: str) -> None:
    assert only(f"a: {word}") == (
        "CV138",
        f"`{word}` stands for no value",
        "write a value, or leave the key out",
        "f.yaml:1:4",
    )


def test_a_key_without_a_value_is_refused_at_the_key() -> None:
    assert only("a:\nb: 1") == (
        "CV138",
        "`a` has no value",
        "write a value, or take it away",
        "f.yaml:1:1",
    )


def test_a_dash_without_a_value_is_refused() -> None:
    assert only("- 1\n-\n") == (
        "CV138",
        "this list item has no value",
        "write a value, or take it away",
        "f.yaml:2:2",
    )


def test_a_colon_without_a_blank_gets_its_mend() -> None:
    assert only("{visit.setting:private}") == (
        "CV138",
        "`visit.setting:private` has no value",
        "put a blank after the colon: `visit.setting: private`",
        "f.yaml:1:2",
    )


@pytest.mark.parametrize(
    "number",
    [
        "600.00",
        ".5",
        "5.",
        "-0.1",
        "1e3",
        "1.5E+3",
        "010",
        "-01",
        "0x1F",
        "0o17",
        "0b1",
        "1_000",
        "+5",
    ],
)
def test_numbers_that_readers_disagree_on_are_refused_and_read_as_their_text(number: str) -> None:
    node, found = read_yaml(f"a: {number}", "f.yaml")
    assert node is not None
    assert [item.code for item in found] == ["CV132"]
    assert f'`"{number}"`' in str(found[0].help)
    assert plain(node) == {"a": number}


def test_a_decimal_outside_quotes_is_refused_with_its_mend() -> None:
    assert only("fee: 600.00") == (
        "CV132",
        "`600.00` is a decimal number outside quotes",
        'put it in quotes: `"600.00"`',
        "f.yaml:1:6",
    )


@pytest.mark.parametrize(
    ("text", "code", "help_"),
    [
        ("12:30", "CV134", 'put it in quotes: `"12:30"`'),
        ("1:59:59", "CV134", 'put it in quotes: `"1:59:59"`'),
        ("2026-03-02T10:00:00Z", "CV135", "write the day alone: `2026-03-02`"),
        ("2026-03-02 10:00", "CV135", "write the day alone: `2026-03-02`"),
        (".inf", "CV136", "write a number, or leave the key out"),
        ("-.INF", "CV136", "write a number, or leave the key out"),
        (".nan", "CV136", "write a number, or leave the key out"),
        ("1234567890123456789", "CV133", 'put an identifier in quotes: `"1234567890123456789"`'),
    ],
)
def test_other_scalars_that_yaml_would_convert_are_refused(
    text: str, code: str, help_: str
) -> None:
    found = only(f"a: {text}")
    assert (found[0], found[2], found[3]) == (code, help_, "f.yaml:1:4")


def test_a_whole_number_may_have_eighteen_digits() -> None:
    assert value("a: 123456789012345678") == {"a": 123456789012345678}


@pytest.mark.parametrize("key", ["12", "true", "no", "~", "1.5", "2026-03-02T10:00"])
def test_a_key_that_is_not_a_text_is_refused(key: str) -> None:
    assert only(f"{key}: x") == (
        "CV121",
        f"key `{key}` is not a text",
        f'put it in quotes: `"{key}"`',
        "f.yaml:1:1",
    )


def test_a_key_in_brackets_is_refused_and_its_value_passed_over() -> None:
    node, found = read_yaml("{[a]: {b: 1}, c: 2}", "f.yaml")
    assert node is not None
    assert [(item.code, str(item.span)) for item in found] == [("CV121", "f.yaml:1:2")]
    assert plain(node) == {"c": 2}


def test_a_second_document_is_refused() -> None:
    code, message, _, place = only("a: 1\n---\nb: 2\n")
    assert (code, message, place) == ("CV112", "second document in one file", "f.yaml:2:1")


def test_an_instruction_to_the_reader_is_refused() -> None:
    assert only("%YAML 1.1\n---\na: 1\n")[0::3] == ("CV116", "f.yaml:1:1")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing here\n", "---\n", "---\n# nothing\n...\n"])
def test_an_empty_file_has_no_node(text: str) -> None:
    node, found = read_yaml(text, "f.yaml")
    assert node is None
    assert [(item.code, item.message) for item in found] == [("CV111", "empty file")]


def test_a_tab_that_indents_keeps_the_file_from_being_read() -> None:
    node, found = read_yaml("a:\n\tb: 1\n\tc: no\n", "f.yaml")
    assert node is None
    assert [(item.code, item.message) for item in found] == [("CV115", "tab in the indentation")]
    assert str(found[0].span) == "f.yaml:2:1"
    assert found[0].help == "write blanks instead (1 more lines have tabs)"


def test_another_tab_is_refused_and_read_as_a_blank() -> None:
    node, found = read_yaml("a:\t1\nb: no", "f.yaml")
    assert node is not None
    assert [(item.code, str(item.span)) for item in found] == [
        ("CV115", "f.yaml:1:3"),
        ("CV137", "f.yaml:2:4"),
    ]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\u2028", "\ufeff", "\ud800"])
def test_a_character_that_does_not_show_is_refused(character: str) -> None:
    code, message, _, place = only(f"a: x\nb: ü{character}y")
    assert (code, place) == ("CV114", "f.yaml:2:5")
    assert message == f"character U+{ord(character):04X} cannot stand in a file"


def test_everything_refused_is_told_at_once_and_in_order() -> None:
    found = [(item.code, str(item.span)) for item in refused("a: yes\na: 010\nb:\nc: [~]\n")]
    assert found == [
        ("CV137", "f.yaml:1:4"),
        ("CV120", "f.yaml:2:1"),
        ("CV132", "f.yaml:2:4"),
        ("CV138", "f.yaml:3:1"),
        ("CV138", "f.yaml:4:5"),
    ]


@pytest.mark.parametrize("loader", [yaml.Loader, getattr(yaml, "CLoader", yaml.Loader)])
@pytest.mark.parametrize(
    ("text", "message", "help_", "place"),
    [
        (
            "title: the rule: applies",
            "a colon stands where no value can begin",
            "put the text in quotes, or mend the indentation",
            "1:16",
        ),
        ("a: @x", "a text cannot begin with `@`", "put the text in quotes", "1:4"),
        (
            "a: b\nc: 'x\nd: e",
            "this quotation mark is never closed",
            "add the closing quotation mark",
            "2:4",
        ),
        (
            "a: [1, 2\nb: 3",
            "a comma or the closing `]` is missing before this",
            "add the comma or the `]`",
            "2:2",
        ),
        (
            "a: {b: 1, c: 2",
            "a comma or the closing `}` is missing before this",
            "add the comma or the `}`",
            "1:14",
        ),
        (
            "a:\n  b: 1\n c: 2",
            "this line is not part of the group of keys above it",
            "give it the indentation of the lines it belongs with",
            "3:2",
        ),
        (
            "- a\nb: c",
            "this line is not part of the list above it",
            "begin it with `- ` under the other items, or mend its indentation",
            "2:1",
        ),
        (
            "a: 1\nb\n",
            "a key without a colon and a value",
            "write `key: value`, or indent the line further when it goes on with the text above",
            "2:1",
        ),
        ("a: 1\nb:c\n", "a key without a colon and a value", "put a blank after the colon", "2:1"),
    ],
)
def test_a_syntax_error_is_told_in_our_words_by_either_parser(
    text: str,
    message: str,
    help_: str,
    place: str,
    loader: type[yaml.Loader],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strict_yaml, "_LOADER", loader)
    assert read_yaml(text, "f.yaml")[0] is None
    assert only(text) == ("CV110", message, help_, f"f.yaml:{place}")


def test_a_hundred_levels_are_read_and_one_more_is_refused() -> None:
    assert refused("[" * 100 + "]" * 100) == []
    code, message, _, place = only("[" * 101 + "]" * 101)
    assert (code, message) == ("CV113", "nested more than 100 levels deep")
    assert place == "f.yaml:1:101"


@pytest.mark.parametrize("deep", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000])
def test_no_depth_exhausts_the_reader(deep: str) -> None:
    assert [item.code for item in refused(deep)] == ["CV113"]


SIGNS = st.sampled_from([*"ab1~é:,[]{}'|>#%@!\"\n\r\t\\ "])
PIECES = st.sampled_from(
    [": ", "- ", "? ", ", ", "  ", "---\n", "...\n", "<<", "&x ", "*x", ".5", "yes", "\\ud800"]
)


@given(st.lists(SIGNS | PIECES, max_size=25).map("".join))
def test_no_text_made_of_yaml_raises_with_either_parser(text: str) -> None:
    for loader in (yaml.Loader, getattr(yaml, "CLoader", yaml.Loader)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(strict_yaml, "_LOADER", loader)
            node, found = read_yaml(text, "f.yaml")
            assert node is not None or found
            lines = len(text.splitlines()) + 1
            assert all(item.span and item.span.line <= lines for item in found)


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    node, found = read_yaml(text, "f.yaml")
    assert node is not None or found


@given(st.binary(max_size=60))
def test_no_bytes_raise(raw: bytes) -> None:
    node, found = read_yaml(raw.decode("utf-8", "surrogateescape"), "f.yaml")
    assert node is not None or found
