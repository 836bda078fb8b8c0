"""Which rules an amount is told to come from: those that gave it a value, and no others that apply."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coverdict import explain
from coverdict.explaining.deciding import asking_for
from coverdict.vocabulary.cases import Case, Given, Refusal
from coverdict.vocabulary.values import Value
from tests.packs_written import FACTS, SCENARIOS, minimal_pack

TWO_WAYS = """\
criteria:
  - {id: may-enter, title: they may enter}
amounts:
  - {id: price, title: the price, type: money}
rules:
  - id: open-gate
    title: who comes to an open gate may enter
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{gate.open: true}, {ticket: {in: $tickets}}]}
    then: {may-enter: true}
  - id: by-card
    title: the card says the price
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    modality: may
    when: {gate.open: true}
    then: {price: $card.price}
  - id: by-the-guard
    title: the guard says the price
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {gate.open: true}
    then: {price: $guard.price}
"""
PRICES = """\
  - {id: card.price, title: the price on the card, type: money, asks: How much?, asked-of: visitor}
  - {id: guard.price, title: what the guard says, type: money, asks: How much?, asked-of: guard}
"""


FIXED = """\
parameters:
  - id: full-price
    title: the full price
    type: money
    values:
      - {effective: {from: 2026-01-01, until: open}, is: "4.00", cites: [sign.gate]}
"""


def told_by(folder: Path, **prices: str) -> set[str | None]:
    unknown = SCENARIOS.replace('"4.00"', "unknown")
    files = {"facts": FACTS + PRICES, "rules": TWO_WAYS, "parameters": FIXED, "scenarios": unknown}
    opened = minimal_pack(folder, **files)
    assert opened.pack is not None, opened.diagnostics
    given: dict[str, Value] = {"gate.open": True, "visit.day": date(2026, 3, 2)}
    given |= {f"{name}.price": Decimal(value) for name, value in prices.items()}
    case = Case({name: Given(value, name) for name, value in given.items()}, {})
    asking = asking_for(opened.pack, case, None, date(2026, 3, 2))
    found = explain(opened.pack, case, asking, "price")
    assert not isinstance(found, Refusal)
    return {support.rule for support in found.findings[0].support}


@pytest.mark.parametrize(
    ("prices", "rules"),
    [
        ({"card": "3.00"}, {"by-card"}),
        ({"guard": "3.00"}, {"by-the-guard"}),
        ({"card": "3.00", "guard": "4.00"}, {"by-card", "by-the-guard"}),
        ({}, {"by-card", "by-the-guard"}),
    ],
)
def test_only_the_rules_that_gave_a_value_are_told(
    tmp_path: Path, prices: dict[str, str], rules: set[str]
) -> None:
    assert told_by(tmp_path, **prices) == rules
