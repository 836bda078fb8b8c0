"""What is in force on a day on which nothing that it cites is in effect."""

from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.checking.warnings import warnings_of
from tests.packs_written import PACK, PARAMETERS, RULES, SOURCES, minimal_pack

LAW = "document: {id: law, title: The law of parks, rank: statute, held: false}\nstatements:\n"
OPEN = "  - {{id: {id}, citation: § 1, says: Parks are open., role: encoded, effective: {{from: {a}, until: {b}}}}}\n"
PRESUMED = """\
presumptions:
  - fact: gate.open
    is: true
    title: the gate is open unless the case says otherwise
    cites: [law.now]
    effective: {from: 2026-01-01, until: open}
"""


def told(folder: Path, *periods: tuple[str, str], **files: str) -> list[str]:
    """The messages about authority, in a pack whose law is in effect in these periods."""
    names = ("now", "later")[: len(periods)]
    law = LAW + "".join(
        OPEN.format(id=id, a=a, b=b) for id, (a, b) in zip(names, periods, strict=True)
    )
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "sources/law.yaml").write_text(law, encoding="utf-8")
    opened = minimal_pack(folder, **files)
    assert opened.pack is not None, opened.diagnostics
    standing = (each.diagnostic for each in warnings_of(opened.pack).standing)
    return [each.message for each in standing if each.code == "CV447"]


def citing(*statements: str) -> str:
    return RULES.replace("    cites: [sign.gate]", f"    cites: [{', '.join(statements)}]")


RULE = "rule “who comes to an open gate may enter” (`open-gate`)"
NOTHING = "is in force, and nothing that it cites is in effect"


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2026-01-01", "open", None),
        ("2025-01-01", "2027-01-01", None),
        ("2026-01-02", "open", "on `2026-01-01`"),
        ("2026-03-01", "open", "from `2026-01-01` to `2026-02-28`"),
        ("2026-01-01", "2026-12-31", "on `2026-12-31`"),
        ("2027-01-01", "open", "from `2026-01-01` to `2026-12-31`"),
    ],
)
def test_a_rule_is_in_force_only_while_something_that_it_cites_is_in_effect(
    tmp_path: Path, since: str, until: str, days: str | None
) -> None:
    found = told(tmp_path, (since, until), rules=citing("law.now"))
    assert found == ([f"{days} {RULE} {NOTHING}"] if days else [])


def test_days_before_between_and_after_are_told_apart(tmp_path: Path) -> None:
    periods = ("2026-02-01", "2026-03-01"), ("2026-04-01", "2026-05-01")
    assert told(tmp_path, *periods, rules=citing("law.now", "law.later")) == [
        f"from `2026-01-01` to `2026-01-31` {RULE} {NOTHING}",
        f"from `2026-03-01` to `2026-03-31` {RULE} {NOTHING}",
        f"from `2026-05-01` to `2026-12-31` {RULE} {NOTHING}",
    ]


def test_one_statement_that_is_law_always_is_enough(tmp_path: Path) -> None:
    assert told(tmp_path, ("2027-01-01", "open"), rules=citing("law.now", "sign.gate")) == []


def test_a_value_and_a_presumption_need_authority_too(tmp_path: Path) -> None:
    cited = PARAMETERS.replace('"4.00", cites: [sign.gate]', '"4.00", cites: [law.now]')
    period = ("2026-02-01", "open")
    assert told(tmp_path, period, parameters=cited, pack=PACK + PRESUMED) == [
        f"from `2026-01-01` to `2026-01-31` a value of parameter “the full price” (`full-price`) {NOTHING}",
        "from `2026-01-01` to `2026-01-31` the presumption “the gate is open unless the case says otherwise”"
        f" (`gate.open`) {NOTHING}",
    ]


def test_the_warning_leads_to_the_statement(tmp_path: Path) -> None:
    dated = SOURCES.replace(
        "    says:", "    effective: {from: 2027-01-01, until: open}\n    says:"
    )
    pack = minimal_pack(tmp_path, sources=dated).pack
    assert pack is not None
    found = (each.diagnostic for each in warnings_of(pack).standing)
    first = next(each for each in found if each.code == "CV447")
    assert str(first.span) == "park/rules/all.yaml:6:9"
    assert [str(near.span) for near in first.related] == ["park/sources/all.yaml:3:9"]


def test_the_warning_can_be_excused(tmp_path: Path) -> None:
    late = ("2026-02-01", "open")
    assert told(tmp_path, late, rules=citing("law.now"))
    pack = open_pack(tmp_path, "park").pack
    assert pack is not None
    (found,) = (each for each in warnings_of(pack).standing if each.diagnostic.code == "CV447")
    excused = f"waivers: [{{excuses: CV447, about: open-gate, digest: {found.digest!r}, why: w}}]\n"
    (tmp_path / "waivers").mkdir()
    (tmp_path / "waivers/all.yaml").write_text(excused, encoding="utf-8")
    assert told(tmp_path, late, rules=citing("law.now")) == []
