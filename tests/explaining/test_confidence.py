"""How a statement is known is told wherever an answer rests on it."""

from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Pack, TextPart, Verdict, decide, read_case
from coverdict.presenting.as_json import as_json
from coverdict.presenting.verdict_text import verdict_as_text
from coverdict.vocabulary.verdicts import VerdictValue
from tests.packs_written import PACK, RULES, found, minimal_pack

LAW = """\
document: {id: law, title: The law, rank: statute, held: false}
statements:
  - id: gate
    citation: § 12(a)(1)
    says: An open gate may be passed.
    seen: a copy of the law of 2023
    confidence: primary
    role: encoded
"""
CITING = RULES.replace(
    "who comes to an open gate may enter\n    cites: [sign.gate]",
    "who comes to an open gate may enter\n    cites: [law.gate]",
)
CASE = b"visit.day: 2026-03-02\ngate.open: true\nticket: day\n"
LEFT_OUT = PACK.replace("  service-date", "  unconfirmed: leave-out\n  service-date")
WARNING = "the answer rests on what has not been confirmed: An open gate may be passed (law.gate)"
SCENARIO = """\
scenarios:
  - {id: a, title: a, case: {visit.day: 2026-03-02, ticket: day}, expect: {verdict: undetermined}}
"""


def with_law(folder: Path, law: str) -> None:
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "sources/law.yaml").write_text(law, encoding="utf-8")


def answered(folder: Path, confidence: str, head: str = PACK) -> Verdict:
    with_law(folder, LAW.replace("primary", confidence))
    pack = minimal_pack(folder, pack=head, rules=CITING, scenarios=SCENARIO).pack
    assert isinstance(pack, Pack)
    case = read_case(pack, [TextPart(CASE, "case")]).case
    assert case is not None
    answer = decide(pack, case, Asking("entry", date(2026, 3, 2), date(2026, 6, 1)))
    assert isinstance(answer, Verdict)
    return answer


@pytest.mark.parametrize(
    ("confidence", "told"),
    [
        ("primary", None),
        ("secondary", "known from what others write about it, not from the text itself"),
        ("unconfirmed", "not confirmed: its text has not been seen"),
    ],
)
def test_an_answer_tells_how_what_it_rests_on_is_known(
    tmp_path: Path, confidence: str, told: str | None
) -> None:
    lines = [line.strip() for line in verdict_as_text(answered(tmp_path, confidence)).splitlines()]
    place = lines.index("§ 12(a)(1)")
    assert lines[place - 1].endswith("An open gate may be passed.")
    assert (lines[place + 1] or None) == told


@pytest.mark.parametrize(
    ("confidence", "warnings"),
    [("primary", ()), ("secondary", ()), ("unconfirmed", (WARNING,))],
)
def test_an_answer_that_an_unconfirmed_statement_decides_warns_of_it(
    tmp_path: Path, confidence: str, warnings: tuple[str, ...]
) -> None:
    answer = answered(tmp_path, confidence)
    assert answer.verdict is VerdictValue.COVERED
    assert answer.warnings == warnings


def test_a_pack_may_leave_out_rules_that_nobody_has_confirmed(tmp_path: Path) -> None:
    assert answered(tmp_path / "a", "unconfirmed", LEFT_OUT).verdict is VerdictValue.UNDETERMINED
    assert answered(tmp_path / "b", "secondary", LEFT_OUT).verdict is VerdictValue.COVERED


def test_json_has_the_citation_and_no_place_that_nobody_could_look_up(tmp_path: Path) -> None:
    told = as_json(answered(tmp_path, "secondary"))
    assert '"citation": "§ 12(a)(1)"' in told
    assert '"confidence": "secondary"' in told
    assert '"block": null' in told


@pytest.mark.parametrize(
    ("old", "new", "help_"),
    [
        (
            "    citation: § 12(a)(1)\n",
            "",
            "add `citation`: section and paragraph, as the field cites them",
        ),
        (
            "held: false}",
            f'file: law.txt, digest: "sha256:{"0" * 64}"}}',
            "add `at` with block and sentence, as `coverdict sources index` writes it",
        ),
    ],
)
def test_a_statement_without_a_place_is_refused(
    tmp_path: Path, old: str, new: str, help_: str
) -> None:
    with_law(tmp_path, LAW.replace(old, new))
    said = found(tmp_path, rules=CITING, scenarios=SCENARIO)
    (refused,) = [each for each in said if "no place" in each.message]
    assert refused.code == "CV321"
    assert refused.help == help_
