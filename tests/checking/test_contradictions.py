from pathlib import Path

import pytest

from tests.packs_written import RULES, SOURCES, found, minimal_pack, only

HEDGE = f"""\
  - id: hedge
    at: {{block: 2, sentence: 1}}
    digest: sha256:{"2" * 64}
    says: The gate is shut.
    role: informative
    why: It is the gate's old state.
"""


def declared(statement: str, follows: str, times: int = 1) -> str:
    """A contradiction below the second statement."""
    one = f"      - {{statement: {statement}, follows: {follows}, why: it is newer}}\n"
    return SOURCES + HEDGE + "    contradicts:\n" + one * times


def test_a_contradiction_that_follows_either_side_is_sound(tmp_path: Path) -> None:
    assert found(tmp_path, sources=declared("sign.gate", "sign.gate")) == ()


def test_it_is_read_with_the_side_that_is_followed_and_why(tmp_path: Path) -> None:
    pack = minimal_pack(tmp_path, sources=declared("sign.gate", "sign.gate")).pack
    assert pack is not None
    (read,) = pack.statements["sign.hedge"].contradicts
    assert (read.statement.key, read.follows.key, read.why) == (
        "sign.gate",
        "sign.gate",
        "it is newer",
    )


@pytest.mark.parametrize(
    ("statement", "follows", "code", "message", "help_"),
    [
        (
            "sign.gat",
            "sign.gate",
            "CV303",
            "the contradicting statement `sign.gat` is not registered",
            "did you mean `sign.gate`, registered at park/sources/all.yaml:3:9?",
        ),
        (
            "sign.hedge",
            "sign.hedge",
            "CV327",
            "the statement `sign.hedge` is said to contradict itself",
            "name the other statement, as `document.statement`",
        ),
        (
            "sign.gate",
            "sign.tree",
            "CV327",
            "the contradiction follows `sign.tree`, which is neither of the two statements",
            "follow `sign.hedge` or `sign.gate`",
        ),
    ],
)
def test_a_contradiction_without_two_sides_is_refused(
    tmp_path: Path, statement: str, follows: str, code: str, message: str, help_: str
) -> None:
    place = f"park/sources/all.yaml:15:{41 if follows == 'sign.tree' else 21}"
    assert only(tmp_path, sources=declared(statement, follows)) == (code, message, help_, place)


def test_a_contradiction_declared_at_both_statements_is_refused(tmp_path: Path) -> None:
    other = "    contradicts: [{statement: sign.hedge, follows: sign.hedge, why: it hedges}]\n"
    both = declared("sign.gate", "sign.gate").replace("  - id: hedge", f"{other}  - id: hedge")
    assert only(tmp_path, sources=both)[:3] == (
        "CV328",
        "the contradiction of `sign.hedge` and `sign.gate` is declared twice,"
        " and another one of them is followed each time",
        "keep one of them, at either statement",
    )


def test_a_contradiction_declared_twice_at_one_statement_is_refused(tmp_path: Path) -> None:
    twice = declared("sign.gate", "sign.gate", times=2)
    assert only(tmp_path, sources=twice)[:2] == (
        "CV328",
        "the contradiction of `sign.hedge` and `sign.gate` is declared twice",
    )


def test_citing_only_what_is_not_followed_is_a_warning(tmp_path: Path) -> None:
    (*_, warned) = found(tmp_path, sources=declared("sign.gate", "sign.hedge"))
    assert (warned.code, warned.is_error) == ("CV329", False)
    assert warned.message == (
        "`sign.gate` is cited alone, but the pack follows `sign.hedge`, which contradicts it"
    )
    assert str(warned.related[0].span) == "park/sources/all.yaml:15:21"


def test_citing_both_sides_is_no_warning(tmp_path: Path) -> None:
    rules = RULES.replace("[sign.gate]\n    eff", "[sign.gate, sign.hedge]\n    eff")
    sources = declared("sign.gate", "sign.hedge").replace("role: informative", "role: encoded")
    places = [str(each.span) for each in found(tmp_path, sources=sources, rules=rules)]
    assert "park/rules/all.yaml:8:13" not in places
    assert "park/parameters/all.yaml:6:80" in places
