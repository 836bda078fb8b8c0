"""Tables from codes to values: rules written short, with the places of what is wrong in them."""

from datetime import date
from pathlib import Path

import pytest

from coverdict import Asking, Pack, TextPart, Verdict, decide, read_case
from coverdict.explaining.tables import rows_told
from coverdict.vocabulary.packs import Modality, Rule
from tests.packs_written import FACTS, PACK, RULES, found, minimal_pack

TABLE = """\
tables:
  - id: codes
    title: table of codes
    of: code
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    rows:
      "10": {says: for a day, timed: true, kind: short}
      "20": {says: for a week, timed: true, kind: long}
      "30": {says: for ever, timed: false, kind: long, effective: {from: 2026-03-01, until: open}}
      "40": {says: for an hour, timed: true, modality: usually}
code-sets:
  - {id: tickets, title: tickets, cites: [sign.gate], codes: {day: for a day, year: for a year}}
"""
MORE_FACTS = (
    FACTS
    + "  - {id: code, title: the code, type: choice, of: $codes, asks: Which?, asked-of: guard}\n"
)
CONCLUDING = RULES.replace(
    "amounts:\n",
    "  - {id: timed, title: it ends, title-when-false: it lasts}\n"
    "choices:\n  - {id: kind, title: the kind, of: {short: a short one, long: a long one}}\n"
    "amounts:\n",
)


def pack_with(folder: Path, table: str = TABLE, facts: str = MORE_FACTS) -> Pack:
    pack = minimal_pack(folder, codes=table, facts=facts, rules=CONCLUDING).pack
    assert pack is not None
    return pack


def of_table(pack: Pack) -> dict[str, Rule]:
    return {id: rule for id, rule in pack.rules.items() if rule.table == "codes"}


def test_a_table_is_a_rule_for_each_value_of_each_conclusion(tmp_path: Path) -> None:
    assert {id: rule.title for id, rule in of_table(pack_with(tmp_path)).items()} == {
        "codes.timed.true": "it ends (by the table of codes)",
        "codes.kind.short": "the kind: a short one (by the table of codes)",
        "codes.kind.long": "the kind: a long one (by the table of codes)",
        "codes.timed.false": "it lasts (by the table of codes)",
        "codes.kind.long.2": "the kind: a long one (by the table of codes, from 2026-03-01)",
        "codes.timed.true.2": "it ends (by the table of codes, 2)",
    }


def test_a_row_may_differ_from_the_table_in_time_and_in_how_sure_it_is(tmp_path: Path) -> None:
    rules = of_table(pack_with(tmp_path))
    assert rules["codes.timed.false"].effective.start == date(2026, 3, 1)
    assert rules["codes.timed.true"].modality is Modality.MUST
    assert rules["codes.timed.true.2"].modality is Modality.USUALLY
    assert [cite.key for cite in rules["codes.timed.false"].cites] == ["sign.gate"]


@pytest.mark.parametrize(
    ("code", "day", "verdict"),
    [
        ("10", "2026-02-01", "covered"),
        ("30", "2026-03-01", "not-covered"),
        ("30", "2026-02-28", "undetermined"),
    ],
)
def test_a_code_concludes_what_its_row_says_on_its_days(
    tmp_path: Path, code: str, day: str, verdict: str
) -> None:
    head = PACK.replace("decides: may-enter", "decides: timed")
    written = {"pack": head, "codes": TABLE, "facts": MORE_FACTS, "rules": CONCLUDING}
    expected = "{verdict: undetermined}"
    scenarios = f"scenarios: [{{id: a, title: a, case: {{ticket: day}}, expect: {expected}}}]\n"
    pack = minimal_pack(tmp_path, **written, scenarios=scenarios).pack
    assert pack is not None
    case = read_case(pack, [TextPart(f'code: "{code}"\nvisit.day: {day}\n'.encode(), "c")]).case
    assert case is not None
    answer = decide(pack, case, Asking("entry", date.fromisoformat(day), date(2026, 6, 1)))
    assert isinstance(answer, Verdict)
    assert answer.verdict == verdict


def test_the_codes_are_a_list_for_facts_and_conditions(tmp_path: Path) -> None:
    pack = pack_with(tmp_path)
    assert pack.facts["code"].values == {
        "10": "for a day",
        "20": "for a week",
        "30": "for ever",
        "40": "for an hour",
    }


def test_a_fact_of_several_codes_has_all_that_any_of_them_stands_for(tmp_path: Path) -> None:
    several = MORE_FACTS.replace("type: choice, of: $codes", "type: choices, of: $codes")
    rule = of_table(pack_with(tmp_path, facts=several))["codes.timed.true"]
    assert rule.when is not None
    assert rule.when.comparison.value == "includes-any"


def test_what_each_row_stands_for_can_be_told(tmp_path: Path) -> None:
    pack = pack_with(tmp_path)
    rows = rows_told(pack, pack.code_sets["codes"])
    assert rows["10"] == ("it ends", "the kind: a short one")
    assert rows["30"] == ("it lasts (from 2026-03-01)", "the kind: a long one (from 2026-03-01)")


@pytest.mark.parametrize(
    ("change", "code", "message", "place"),
    [
        (("of: code", "of: coed"), "CV301", "rule reads the undeclared fact `coed`", "4:9"),
        (("kind: short", "kind: brief"), "CV306", "`brief` is not a value of `kind`", "8:50"),
        (("kind: short", "knid: short"), "CV304", "rule concludes the undeclared `knid`", "8:44"),
        (("timed: false", "timed: never"), "CV307", "`never` does not fit `timed`", "10:37"),
        (
            ("[sign.gate]\n    eff", "[sign.gaet]\n    eff"),
            "CV303",
            "the cited statement `sign.gaet` is not registered",
            "5:13",
        ),
    ],
)
def test_what_is_wrong_in_a_row_is_told_where_it_stands(
    tmp_path: Path, change: tuple[str, str], code: str, message: str, place: str
) -> None:
    table = TABLE.replace(*change)
    (refused,) = found(tmp_path, codes=table, facts=MORE_FACTS, rules=CONCLUDING)
    assert (refused.code, refused.message) == (code, message)
    assert str(refused.span) == f"park/codes/all.yaml:{place}"
