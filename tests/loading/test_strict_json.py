import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverdict.loading.strict_json import read_json
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.nodes import Mapping, plain


def only(text: str) -> tuple[str, str, str | None, str]:
    """The code, message, help and place of the one diagnostic."""
    (found,) = read_json(text, "case.json")[1]
    return found.code, found.message, found.help, str(found.span)


def test_a_case_in_json_is_the_same_as_in_yaml() -> None:
    text = '{"visit": {"date": "2026-03-02", "new": true}, "goals": ["a", "b"], "count": -3}'
    node, found = read_json(text, "case.json")
    in_yaml, _ = read_yaml(text, "case.json")
    assert found == ()
    assert node == in_yaml


def test_a_decimal_is_read_exactly_as_its_text() -> None:
    node, found = read_json('{"fee": 600.00, "tiny": -0.10}', "case.json")
    assert node is not None
    assert (plain(node), found) == ({"fee": "600.00", "tiny": "-0.10"}, ())


def test_every_key_and_value_has_its_place_after_tabs_and_letters_beyond_ascii() -> None:
    node, _ = read_json('{\r\n\t"é😀": "a/b\\n"}', "case.json")
    assert isinstance(node, Mapping)
    entry = node.entries[0]
    assert (str(entry.key_span), str(entry.value.span)) == ("case.json:2:2", "case.json:2:8")


def test_null_is_refused() -> None:
    assert only('{"date": null}') == (
        "CV138",
        "`null` stands for no value",
        "leave the fact out",
        "case.json:1:10",
    )


def test_an_exponent_is_refused() -> None:
    help_ = 'write the number in full, or put a code in quotes: `"1e3"`'
    assert only("[1e3]") == ("CV132", "`1e3` is written with an exponent", help_, "case.json:1:2")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_not_finite_is_refused(text: str) -> None:
    message = f"`{text}` is not a finite number"
    assert only(f"[{text}]") == ("CV136", message, "leave the fact out", "case.json:1:2")


def test_a_key_that_stands_twice_is_refused_with_its_first_place() -> None:
    (found,) = read_json('{"a": 1,\n "a": 2}', "case.json")[1]
    assert (found.code, str(found.span)) == ("CV120", "case.json:2:2")
    assert [str(near.span) for near in found.related] == ["case.json:1:2"]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("{'a': 1}", "a key in double quotes is missing here", "1:2"),
        ('{"a" 1}', "a colon is missing before this", "1:6"),
        ('{"a": 1 "b": 2}', "a comma or a closing bracket is missing before this", "1:9"),
        ('{"a":}', "a value is missing here", "1:6"),
        ('{"a": 1,\n}', "a comma with nothing behind it", "1:8"),
        ("[1, 2, ]", "a comma with nothing behind it", "1:6"),
        ('["a,\n]', "a line break or tab inside a text", "1:5"),
        ('{"a": "x}', "this quotation mark is never closed", "1:7"),
        ('{"a": "x\ty"}', "a line break or tab inside a text", "1:9"),
        ('{"a": "\\q"}', "unknown escape in a text", "1:8"),
        ('{"a": 1}\n}', "text behind the end of the case", "2:1"),
        ('{"é": 1', "a comma or a closing bracket is missing before this", "1:7"),
    ],
)
def test_what_is_not_json_is_refused_at_its_place(text: str, message: str, place: str) -> None:
    code, told, _, at = only(text)
    assert (code, told, at) == ("CV140", message, f"case.json:{place}")


@pytest.mark.parametrize("deep", ["[" * 10_000, '{"a":' * 10_000])
def test_no_depth_exhausts_the_reader(deep: str) -> None:
    code, message, _, _ = only(deep)
    assert (code, message) == ("CV113", "nested more than 100 levels deep")


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert only(text)[:2] == ("CV111", "empty file")


def test_half_a_character_is_refused() -> None:
    assert only('["\\ud800"]')[0::3] == ("CV114", "case.json:1:2")


@given(st.text(max_size=40) | st.text('[]{},:"\\ud8e1.-trunl \n\t', max_size=30))
def test_no_text_raises(text: str) -> None:
    node, found = read_json(text, "case.json")
    assert node is not None or found


VALUES = st.recursive(
    st.booleans() | st.integers(-(10**17), 10**17) | st.text('aé😀 \\"/\n\t', max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\"'", max_size=2), inner)
    ),
    max_leaves=8,
)


@given(VALUES, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_what_is_written_is_read(value: object, indent: int | str | None, escaped: bool) -> None:
    node, found = read_json(json.dumps(value, indent=indent, ensure_ascii=escaped), "case.json")
    assert found == ()
    assert node is not None
    assert plain(node) == value
