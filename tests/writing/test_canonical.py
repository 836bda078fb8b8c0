"""The canonical form: one way to write each thing, comments and meaning kept."""

import random
from itertools import chain
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coverdict.api.opening import canonical_text
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.nodes import plain
from coverdict.writing.comments import margins
from tests.generating import Writer

ROOT = Path(__file__).parents[2]
PACKS = (ROOT / "tests/frozen/medicare-therapy", ROOT / "tests/packs/library-loans")
LONG = "a text that goes on and on, " * 5 + "and ends"


def formatted(text: str) -> str:
    found = canonical_text(text, "a.yaml")
    assert found.text is not None, found.diagnostics
    return found.text


def rule(lines: str) -> str:
    return f"rules:\n  - id: a\n{lines}"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("a: 'x'\n", "a: x\n"),
        ("a: 'it''s'\n", "a: it's\n"),
        ("a: 'b: c'\n", 'a: "b: c"\n'),
        ("a: '#'\n", 'a: "#"\n'),
        ("a: '12'\n", 'a: "12"\n'),
        ("a: 'true'\n", 'a: "true"\n'),
        ("a: '2.50'\n", 'a: "2.50"\n'),
        ("a: '2026-01-01'\n", "a: 2026-01-01\n"),
        ("a: {b: 'c, d'}\n", 'a: {b: "c, d"}\n'),
        ("a: 'c, d'\n", "a: c, d\n"),
        ("a: [ 'x' ,y, ]\n", "a: [x, y]\n"),
        ('"97110": x\n', '"97110": x\n'),
        ("a: plain over\n  two lines\n", "a: plain over two lines\n"),
        ('a: "tab\\t"\n', 'a: "tab\\t"\n'),
        ('a: "\\x85"\n', 'a: "\\x85"\n'),
        ("a: |\n  one\n  two\n", "a: |\n  one\n  two\n"),
        ('a: "one\\ntwo"\n', "a: |-\n  one\n  two\n"),
        ('a: " one\\ntwo"\n', 'a: " one\\ntwo"\n'),
        ("a:\n- b\n- c:\n    d\n", "a:\n  - b\n  - c: d\n"),
        ("a:\n    b: {}\n    c: []\n", "a:\n  b: {}\n  c: []\n"),
        ("{a: 1, b: [2]}", "a: 1\nb: [2]\n"),
        ("---\na: 1\n...\n", "a: 1\n"),
        ("a: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
        ("\ufeffa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        ("- - a\n  - b\n", "- - a\n  - b\n"),
    ],
)
def test_there_is_one_way_to_write_a_thing(written: str, canonical: str) -> None:
    assert formatted(written) == canonical


def test_a_long_text_is_folded_where_its_words_allow() -> None:
    text = formatted(f'a: "{LONG}"\n')
    first, *rest = text.splitlines()
    assert first == "a: >-"
    assert all(line.startswith("  ") and len(line) <= 120 for line in rest)
    assert " ".join(line.strip() for line in rest) == LONG


def test_a_short_text_that_would_need_quotes_may_stay_folded() -> None:
    assert formatted("a: >-\n  Group CO: they pay\n") == "a: >-\n  Group CO: they pay\n"
    assert formatted("a: >-\n  they pay\n") == "a: they pay\n"


def test_what_is_in_brackets_and_too_long_stands_on_lines_of_its_own() -> None:
    names = [f"a-rather-long-name.number-{n}" for n in range(5)]
    text = formatted(f"a: [{', '.join(names)}]\n")
    assert text == "a:\n" + "".join(f"  - {name}\n" for name in names)


def test_the_keys_of_a_thing_stand_in_the_order_of_its_schema() -> None:
    text = rule("    then: {c: true}\n    when: {b: true}\n    title: t\n")
    assert formatted(text) == rule("    title: t\n    when: {b: true}\n    then: {c: true}\n")


def test_names_and_sections_stay_in_the_order_of_the_author() -> None:
    text = "choices:\n  - id: z\n    title: z\n    of: {y: why, b: be}\ncriteria:\n  - {id: a, title: a}\n"
    assert formatted(text) == text


def test_a_small_closed_thing_is_put_on_one_line() -> None:
    text = rule("    effective:\n      until: open\n      from: 2026-01-01\n")
    assert formatted(text) == rule("    effective: {from: 2026-01-01, until: open}\n")


def test_comments_stay_with_what_they_belong_to() -> None:
    text = (
        "# head\n\n# of the rules\nrules:  # beside\n  # above the item\n  - id: a\n    # above the title\n"
        "    title: t  # beside the title\n    # behind the last key\n  # behind the last item\n"
        "# above the criteria\ncriteria:\n  - {id: b, title: c}\n# at the end\n"
    )
    assert formatted(text) == text


def test_comments_move_with_their_key() -> None:
    text = rule("    # why so\n    when: {b: true}  # or else\n    title: t\n")
    assert formatted(text) == rule("    title: t\n    # why so\n    when: {b: true}  # or else\n")


def test_comments_in_brackets_open_the_brackets() -> None:
    text = rule("    cites: [a.b, # first\n      # second\n      c.d]\n")
    wanted = rule("    cites:\n      - a.b      # first\n      # second\n      - c.d\n")
    assert formatted(text) == wanted
    assert formatted(wanted) == wanted


def test_a_comment_behind_the_mark_of_an_item_goes_above_it() -> None:
    assert formatted("a:\n  - # first\n    b: 1\n  -\n    # second\n    b: 2\n") == (
        "a:\n  # first\n  - b: 1\n  # second\n  - b: 2\n"
    )


def test_comments_beside_stay_aligned_and_never_pass_the_width() -> None:
    aligned = "a: 1         # one\nbcd: 2       # two\n"
    assert formatted(aligned) == aligned
    assert formatted(f"a: {LONG[:90]}b # {LONG[:30]}\n").startswith(f"# {LONG[:30]}"[:20])


def test_a_sign_of_a_comment_inside_a_text_is_no_comment() -> None:
    text = 'a: |-\n  # no comment\n\n  # nor this\nb: "one # two"\nc: x#y\n'
    assert formatted(text) == text


def test_the_packs_of_the_project_are_in_canonical_form() -> None:
    paths = chain.from_iterable(sorted(pack.rglob("*.yaml")) for pack in PACKS)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert formatted(text) == text, path


def test_a_file_that_cannot_be_read_is_told_by_the_usual_diagnostics() -> None:
    found = canonical_text("a: 1\na: 2\n", "a.yaml")
    assert found.text is None
    assert [(each.code, str(each.span)) for each in found.diagnostics] == [("CV120", "a.yaml:2:1")]


def test_a_file_of_one_word_is_left_alone() -> None:
    assert formatted("word\n") == "word\n"


TEXTS = ["plain", "it's: so", "a # b", "#", "- x", "{b}", "no", "12", "2.50", " x", "x\n\ny", "x\n"]
TEXTS += [
    LONG,
    LONG + "\nand more",
    "é…“”",
    "?",
    "a? b",
    "=",
    "<<",
    "~",
    "'",
    '"',
    "\\",
    "&a",
    "*a",
]


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def written(random: random.Random) -> str:
    """A file of a generated pack as some author might lay it out: any style, with comments and empty lines."""
    file = random.choice(list(Writer(random).pack().values()))
    text = yaml.dump(
        shuffled(file, random),
        Dumper=_Dumper,
        sort_keys=False,
        width=random.choice([30, 80, 200]),
        default_flow_style=random.choice([True, False, None]),
        indent=random.choice([2, 4]),
    )
    lines = [each for line in text.split("\n") for each in commented(line, random)]
    return next(each for each in ("\n".join(lines), text) if not read_yaml(each, "a")[1])


def shuffled(part: object, random: random.Random) -> object:
    if isinstance(part, dict):
        keys = random.sample(list(part), len(part))
        return {key: shuffled(part[key], random) for key in keys}
    if isinstance(part, list):
        return [shuffled(each, random) for each in part]
    is_title = isinstance(part, str) and part.startswith("the ")
    return random.choice(TEXTS) if is_title else part


def commented(line: str, random: random.Random) -> list[str]:
    above = ["", f"{' ' * random.randrange(8)}# above"]
    beside = " # beside" if random.random() < 0.1 else ""
    return [*random.sample(above, random.choice([0, 0, 0, 1, 2])), line + beside]


def comments(text: str) -> list[str]:
    node, _ = read_yaml(text, "a")
    assert node is not None
    return sorted(each.text for each in margins(text, node).comments)


def content(text: str) -> object:
    node, found = read_yaml(text, "a")
    assert node is not None
    assert not found
    return plain(node)


@given(st.randoms(use_true_random=False))
def test_the_form_is_settled_at_once_and_keeps_content_and_comments(random: random.Random) -> None:
    text = written(random)
    once = formatted(text)
    assert formatted(once) == once
    assert content(once) == content(text)
    assert comments(once) == comments(text)


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_written_so_that_it_is_read_the_same(text: str) -> None:
    quoted = yaml.dump(text, default_style='"', width=10_000).strip()
    for file in (f"a: {quoted}\n", f"a: [{quoted}]\n", f"- {quoted}\n", f"{quoted}: b\n"):
        assert content(formatted(file)) == content(file)
