"""What a shade of an answer may depend on and name."""

from pathlib import Path

import pytest

from tests.checking.warned import warned
from tests.packs_written import PACK, PARAMETERS, RULES, found, only

BARE = PACK.replace("[price]}\n", "[price], shades: [SHADES]}\n")
GUARDED = RULES.replace(
    "  - {id: may-enter, title: they may enter}\n",
    "  - {id: may-enter, title: they may enter}\n  - {id: calm, title: it is calm}\n",
).replace("then: {may-enter: true}", "then: {may-enter: true, calm: true}")


def shaded(*shades: str) -> str:
    return BARE.replace("SHADES", ", ".join(f"{{{each}}}" for each in shades))


def calm(says: str, of: str = "covered") -> str:
    return f'of: {of}, when: calm, says: "{says}"'


def test_a_shade_may_name_amounts_and_parameters(tmp_path: Path) -> None:
    pack = shaded(calm("Yes, for {price} of {full-price}."), calm("Not now.", "not-covered"))
    assert found(tmp_path, pack=pack, rules=GUARDED) == ()


@pytest.mark.parametrize(
    ("says", "message", "help"),
    [
        (
            "for {prise}",
            "a shade of the question `entry` names `{prise}`, which is not declared",
            "did you mean `price`, declared at park/rules/all.yaml:5:10?",
        ),
        (
            "with {ticket}",
            "a shade of the question `entry` names `{ticket}`, which has no such value",
            "name an amount, a choice or a parameter in braces",
        ),
        (
            "for {price",
            "a shade of the question `entry` has a brace without its other",
            "write both around a name, such as `{name}`, or none",
        ),
    ],
)
def test_what_has_no_value_is_named_in_vain(
    tmp_path: Path, says: str, message: str, help: str
) -> None:
    assert only(tmp_path, pack=shaded(calm(says)), rules=GUARDED) == (
        "CV457",
        message,
        help,
        "park/pack.yaml:8:122",
    )


@pytest.mark.parametrize(
    ("when", "message", "help"),
    [
        (
            "clam",
            "a shade of the question `entry` depends on the undeclared criterion `clam`",
            "did you mean `calm`, declared at park/rules/all.yaml:3:10?",
        ),
        (
            "price",
            "a shade of the question `entry` depends on `price`, which is no criterion",
            "name a criterion, or declare one for it",
        ),
    ],
)
def test_a_shade_depends_on_a_criterion(tmp_path: Path, when: str, message: str, help: str) -> None:
    pack = shaded(calm("Yes.").replace("calm", when))
    told = found(tmp_path, pack=pack, rules=GUARDED)
    assert [(each.code, each.message, each.help) for each in told] == [("CV458", message, help)]


def test_what_the_question_decides_tells_no_shades_apart(tmp_path: Path) -> None:
    pack = shaded(calm("Yes.").replace("calm", "may-enter"))
    code, message, help, _ = only(tmp_path, pack=pack)
    assert (code, help) == (
        "CV459",
        "write the text under `wording`, or name another criterion",
    )
    assert message.endswith("depends on `may-enter`, which the question decides")


@pytest.mark.parametrize(
    ("later", "codes"),
    [
        (calm("Yes, for {price}."), ["CV459"]),
        (calm("For {price} of {full-price}."), ["CV459"]),
        (calm("Yes."), []),
        (calm("No.", "not-covered"), []),
    ],
)
def test_a_later_shade_on_the_same_criterion_needs_fewer_values(
    tmp_path: Path, later: str, codes: list[str]
) -> None:
    pack = shaded(calm("It costs {price}."), later)
    assert [each.code for each in found(tmp_path, pack=pack, rules=GUARDED)] == codes


def test_what_a_shade_names_is_read(tmp_path: Path) -> None:
    more = PARAMETERS + PARAMETERS[PARAMETERS.index("  - id") :].replace("full", "free")
    named = shaded(calm("It costs {free-price}."))
    assert [each.about for each in warned(tmp_path, "CV346", parameters=more)] == ["free-price"]
    assert warned(tmp_path, "CV346", parameters=more, pack=named, rules=GUARDED) == []
    assert warned(tmp_path, "CV347", parameters=more, pack=named, rules=GUARDED) == []
