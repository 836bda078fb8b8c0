"""What is wrong with the ``course:`` section of a pack."""

import re
from pathlib import Path

import pytest

from coverdict import Diagnostic, open_pack
from tests.explaining.garage import COURSE, write_garage


def found(folder: Path, old: str, new: str) -> Diagnostic:
    """The one finding when a part of the section is written otherwise."""
    assert old in COURSE
    opened = open_pack(write_garage(folder, COURSE.replace(old, new, 1)), "garage")
    (finding,) = opened.diagnostics
    assert (opened.pack, str(finding.span).split(":")[0]) == (None, "garage/pack.yaml")
    return finding


def test_a_sound_section_is_not_complained_of(tmp_path: Path) -> None:
    assert open_pack(write_garage(tmp_path), "garage").diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "does", "kind", "guess"),
    [
        ("fact: excess.met", "fact: excess.mett", "carries", "fact", "excess.met"),
        ("becomes: costs.after", "becomes: costs.aftr", "carries on", "amount", "costs.after"),
        ("[owner-pays", "[owner-pay", "adds up", "amount", "owner-pays"),
        ("[costs-high]", "[costs-hihg]", "watches", "criterion", "costs-high"),
        ("limit: cost-limit", "limit: cost-limt", "draws a line at", "parameter", "cost-limit"),
        ("amount: costs.after", "amount: costs.aftre", "draws", "amount", "costs.after"),
        ("[warranty.kind", "[warranty.kin", "leaves to plans", "fact", "warranty.kind"),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest(
    tmp_path: Path, old: str, new: str, does: str, kind: str, guess: str
) -> None:
    finding = found(tmp_path, old, new)
    name = re.split(r"\W*\s|\[", new)[-1].strip("]")
    assert finding.code == "CV330"
    assert finding.message == f"the course {does} `{name}`, which is no declared {kind}"
    assert finding.help is not None
    assert finding.help.startswith(f"did you mean `{guess}`, declared at garage/")


def test_money_is_not_carried_into_a_count(tmp_path: Path) -> None:
    finding = found(tmp_path, "becomes: repairs.after", "becomes: owner-pays")
    assert finding.code == "CV331"
    assert finding.message == "`repairs.before` is of type count, `owner-pays` of type money"
    assert finding.help == "carry on an amount of type count"


def test_only_money_is_added_up(tmp_path: Path) -> None:
    finding = found(tmp_path, "[owner-pays", "[repairs.after")
    assert finding.code == "CV332"
    assert finding.message == "the course adds up `repairs.after`, which is of type count"


def test_an_amount_is_drawn_against_a_limit_of_its_type(tmp_path: Path) -> None:
    finding = found(tmp_path, "limit: cost-limit", "limit: most-repairs")
    assert finding.code == "CV333"
    assert finding.message == "`costs.after` is of type money, `most-repairs` of type count"


def test_a_fact_is_carried_from_one_amount(tmp_path: Path) -> None:
    finding = found(tmp_path, "fact: excess.met", "fact: costs.before")
    assert (finding.code, finding.message) == ("CV334", "`costs.before` is carried twice")
    assert str(finding.related[0].span).startswith("garage/pack.yaml:")


def test_what_begins_anew_is_a_number(tmp_path: Path) -> None:
    folder = write_garage(
        tmp_path, COURSE.replace("excess.met,", "repair.date,").replace("excess.met-after", "due")
    )
    rules = folder / "rules/repairs.yaml"
    due = "amounts:\n  - {id: due, title: due, type: date, is: $repair.date, cites: [terms.high]}\n"
    rules.write_text(rules.read_text().replace("amounts:\n", due, 1))
    assert [each.code for each in open_pack(folder, "garage").diagnostics] == ["CV331"]


def test_an_estimate_needs_something_to_add_up(tmp_path: Path) -> None:
    finding = found(tmp_path, "  totals: [owner-pays, warranty-pays]\n", "")
    assert (finding.code, finding.message) == ("CV202", "`totals` is missing")
