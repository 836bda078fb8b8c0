"""Amounts told with a verdict: while what is told, and what they rest on."""

from datetime import date
from pathlib import Path

from coverdict import OptionPart, Verdict, asking_for, decide, read_case
from tests.packs_written import FACTS, PACK, PARAMETERS, RULES, SOURCES, minimal_pack, only

AMOUNTS = """\
amounts:
  - {id: price, title: the price, type: money, is: {sum: [$fee, $base]}, cites: [sign.gate]}
  - {id: base, title: the base, type: money, is: $full-price, cites: [sign.gate]}
  - id: at-least
    title: the least it costs
    type: money
    is: $full-price
    cites: [sign.gate]
    stands-in-for: price
"""
START, END = RULES.index("amounts:"), RULES.index("rules:")
RULES_WITH_BOUND = RULES[:START] + AMOUNTS + RULES[END:]
FEE = "  - {id: fee, title: the fee, type: money, asks: Fee?, asked-of: guard}\n"
REPORTS = PACK.replace("reports: [price]", "reports: [price, at-least]")
TABLE = SOURCES + (
    "  - id: table\n    at: {block: 2, sentence: 1}\n"
    f"    digest: sha256:{'2' * 64}\n    says: Prices.\n    role: encoded\n"
)
PRICED = PARAMETERS.replace("cites: [sign.gate]", "cites: [sign.table]")


def decided(folder: Path, *options: str) -> Verdict:
    pack = minimal_pack(
        folder,
        pack=REPORTS,
        facts=FACTS + FEE,
        rules=RULES_WITH_BOUND,
        sources=TABLE,
        parameters=PRICED,
    ).pack
    assert pack is not None
    case = read_case(pack, [OptionPart("visit.day=2026-03-02"), *map(OptionPart, options)]).case
    assert case is not None
    found = decide(pack, case, asking_for(pack, case, None, date(2026, 3, 2)))
    assert isinstance(found, Verdict)
    return found


def test_a_bound_is_told_while_the_amount_it_stands_in_for_is_not_known(tmp_path: Path) -> None:
    told = {item.amount: item.values for item in decided(tmp_path).amounts}
    assert told == {"price": (), "at-least": ("$4.00",)}


def test_a_bound_is_not_told_beside_the_amount_itself(tmp_path: Path) -> None:
    told = {item.amount: item.values for item in decided(tmp_path, "fee=1").amounts}
    assert told == {"price": ("$5.00",)}


def test_an_amount_cites_what_the_amounts_before_it_rest_on(tmp_path: Path) -> None:
    (price,) = decided(tmp_path, "fee=1").amounts
    assert price.statements == ("sign.gate", "sign.table")


def test_a_bound_for_no_amount_is_told_with_the_nearest(tmp_path: Path) -> None:
    rules = RULES_WITH_BOUND.replace("stands-in-for: price", "stands-in-for: prise")
    code, message, help_, _ = only(tmp_path, facts=FACTS + FEE, rules=rules)
    assert (code, message) == (
        "CV302",
        "amount `at-least` stands in for the undeclared amount `prise`",
    )
    assert help_ is not None
    assert help_.startswith("did you mean `price`")
