"""A small pack with something of everything that a backend has to get right: for faults, and for times.

Its year has several eras, a rule and a price of it became known only later, and one rule was known for a while.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from coverdict.running.inputs import Inputs
from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program
from coverdict.vocabulary.values import Value
from tests.packs_written import minimal_pack
from tests.populations.backends import program_on
from tests.populations.edges import Edges

HEAD = """\
pack:
  id: park
  version: 1.0.0
  title: A visit to the park
  window: {from: 2026-01-01, until: 2027-01-01}
  service-date: visit.day
  scope: {title: a visit to this park, when: {park.is-this-one: true}, cites: [sign.gate]}
  questions:
    - id: entry
      title: May they enter?
      decides: may-enter
      reports: [lane, price, reduction, to-pay, tip, dues, share, gift, toll, stay, back-by, group-price, fee,
                passes, first-pass, last-pass, month-end, next-year, kits, boats, deposit, is-dear]
    - {id: on-the-day, title: May they enter on the day?, decides: may-enter, reports: [price, lane]}
presumptions:
  - fact: visitor.is-local
    is: true
    title: they live here
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: 2026-10-01}
impossible:
  - {id: left-early, title: nobody leaves before they come, when: {visit.until: {below: $visit.day}}}
"""
FACTS = """\
facts:
  - {id: visit.day, title: the day, type: date, asks: When?, asked-of: visitor}
  - {id: visit.until, title: the last day, type: date, asks: Until?, asked-of: visitor}
  - {id: visitor.age, title: the age, type: count, asks: How old?, asked-of: visitor}
  - {id: visitor.group, title: the group, type: count, asks: How many?, asked-of: visitor}
  - {id: visitor.paid, title: what was paid, type: money, asks: How much?, asked-of: visitor}
  - {id: visitor.is-local, title: they live here, type: boolean, asks: Here?, asked-of: visitor}
  - {id: gate.open, title: the gate is open, type: boolean, asks: Open?, asked-of: guard}
  - {id: guide, title: there is a guide, type: boolean, asks: A guide?, asked-of: guard}
  - {id: park.is-this-one, title: this park, type: boolean, asks: Ours?, asked-of: guard}
  - {id: ticket, title: the ticket, type: choice, of: [day, year, free], asks: Which?, asked-of: visitor}
  - {id: gear, title: the gear, type: choices, of: [boat, bike, net], asks: What?, asked-of: visitor}
  - {id: passes.used, title: the passes, type: dates, asks: On which days?, asked-of: visitor}
  - {id: discount, title: the discount, type: percent, asks: What share?, asked-of: guard}
"""
PARAMETERS = """\
parameters:
  - id: full-price
    title: the full price
    type: money
    values:
      - {effective: {from: 2026-01-01, until: 2026-07-01}, is: "4.00", cites: [sign.gate]}
      - effective: {from: 2026-07-01, until: open}
        known: {from: 2025-01-01, until: 2026-03-01}
        is: "5.00"
        cites: [sign.gate]
      - effective: {from: 2026-07-01, until: open}
        known: {from: 2026-03-01, until: open}
        is: "5.55"
        cites: [sign.gate]
  - id: grown-up
    title: the age of those who are grown up
    type: count
    values:
      - {effective: {from: 2026-01-01, until: 2026-04-01}, is: 16, cites: [sign.gate]}
      - {effective: {from: 2026-04-01, until: open}, is: 18, cites: [sign.gate]}
"""
RULES = """\
criteria:
  - {id: may-enter, title: they may enter, otherwise: {is: false, cites: [sign.gate]}}
  - id: is-grown-up
    title: they are grown up
    may-be-stated: {asks: Grown up?, asked-of: visitor}
  - {id: stays-a-while, title: they stay for some days}
  - {id: has-paid, title: they have paid}
  - {id: is-dear, title: it is dear}
choices:
  - id: lane
    title: the lane
    of: [fast, slow]
    otherwise: {is: slow, cites: [sign.gate]}
amounts:
  - {id: stay, title: the stay, type: count, is: {days-between: [$visit.day, $visit.until]}, cites: [sign.gate]}
  - {id: back-by, title: the day of return, type: date, is: {plus-days: [$visit.day, $stay]}, cites: [sign.gate]}
  - {id: fee, title: the fee, type: money}
  - {id: group-price, title: for all, type: money, is: {product: [$full-price, $visitor.group]}, cites: [sign.gate]}
  - {id: price, title: the price, type: money, is: {sum: [$full-price, $fee]}, cites: [sign.gate]}
  - id: deposit
    title: the deposit
    type: money
    is: {percent: {of: $price, by: 33}}
    round: {to: "0.1", mode: up}
    cites: [sign.gate]
  - id: reduction
    title: the reduction
    type: money
    is: {percent: {of: $group-price, by: $discount}}
    cites: [sign.gate]
  - id: to-pay
    title: to be paid
    type: money
    is: {maximum: ["0.00", {difference: [$group-price, {minimum: [$reduction, $visitor.paid]}]}]}
    cites: [sign.gate]
  - {id: half, title: half, type: money, is: {percent: {of: $visitor.paid, by: 50}}, cites: [sign.gate]}
  - {id: dues, title: dues, type: money, is: $half, round: {to: "0.01", mode: up}, cites: [sign.gate]}
  - {id: share, title: share, type: money, is: $half, round: {to: "0.01", mode: down}, cites: [sign.gate]}
  - {id: gift, title: gift, type: money, is: $half, round: {to: "0.01", mode: half-up}, cites: [sign.gate]}
  - {id: toll, title: toll, type: money, is: $half, round: {to: "0.01", mode: half-even}, cites: [sign.gate]}
  - id: tip
    title: the tip
    type: money
    is: {difference: [$visitor.paid, $group-price]}
    cites: [sign.gate]
  - id: passes
    title: passes so far
    type: count
    is: {count: {of: $passes.used, before: $visit.day}}
    cites: [sign.gate]
  - id: first-pass
    title: the first pass from the day on
    type: date
    is: {earliest: {of: $passes.used, on-or-after: $visit.day}}
    cites: [sign.gate]
  - id: last-pass
    title: the last pass up to the day
    type: date
    is: {latest: {of: $passes.used, after: 2026-02-27, on-or-before: $visit.day}}
    cites: [sign.gate]
  - {id: month-end, title: the month's end, type: date, is: {end-of-month: [$visit.until]}, cites: [sign.gate]}
  - {id: next-year, title: months on, type: date, is: {plus-months: [$visit.until, $visitor.age]}, cites: [sign.gate]}
  - {id: kits, title: kits, type: count, is: {whole-quotient: [{sum: [$visitor.group, 1]}, 4]}, cites: [sign.gate]}
  - {id: boats, title: boats, type: count, is: {count: {of: $gear, in: [boat, bike]}}, cites: [sign.gate]}
rules:
  - id: grown-up
    title: who has the age is grown up
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {at-least: $grown-up}}
    then: {is-grown-up: true}
  - id: child
    title: who has not is none
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.age: {below: $grown-up}}
    then: {is-grown-up: false}
  - id: paid
    title: more than the price is paid
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {visitor.paid: {above: $group-price}}
    then: {has-paid: true}
  - id: dear
    title: a price above half of what is paid is dear
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {price: {above: $half}}
    then: {is-dear: true}
  - id: weekend
    title: one to three days are a while
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {stay: {between: [1, 3]}}
    then: {stays-a-while: true}
  - id: open-gate
    title: grown-ups come in by an open gate
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{gate.open: true}, {ticket: {in: [day, year]}}, {is-grown-up: true}]}
    unless: {gear: {includes: net}}
    then: {may-enter: true}
  - id: guided
    title: with two of these they come in too
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    modality: usually
    when: {at-least-n-of: {n: 2, of: [{guide: true}, {visitor.is-local: true}, {ticket: free}]}}
    then: {may-enter: true}
  - id: no-gear
    title: nobody comes in with a boat or bike
    cites: [sign.gate]
    effective: {from: 2026-02-01, until: open}
    known: {from: 2026-03-01, until: open}
    when: {gear: {includes-any: [boat, bike]}}
    unless: {gear: {includes-all: [boat, net]}}
    defeats: [guided]
    then: {may-enter: false}
  - id: spring
    title: a week of spring is for all who stay or have paid
    cites: [sign.gate]
    effective: {from: 2026-05-01, until: 2026-05-08}
    known: {from: 2025-01-01, until: 2026-06-01}
    modality: may
    when: {any: [{stays-a-while: true}, {has-paid: true}]}
    then: {may-enter: true}
  - id: passed
    title: who has a pass of the day comes in
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{passes.used: {includes: $visit.day}}, {passes: {at-most: 1}}]}
    then: {may-enter: true}
  - id: fast
    title: with a ticket for the year the fast lane
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {ticket: year}
    then: {lane: fast, fee: "0.00"}
  - id: boat-fee
    title: a boat costs more
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {gear: {includes: boat}}
    then: {fee: "1.50"}
"""
SCENARIOS = """\
scenarios:
  - id: in
    title: with a guide
    case: {visit.day: 2026-03-02, guide: true, park.is-this-one: true}
    expect: {verdict: covered, rests-on: [guided]}
"""
USUAL: Inputs = {
    "visit.day": date(2026, 3, 2),
    "visit.until": date(2026, 3, 4),
    "visitor.age": 30,
    "visitor.group": 3,
    "visitor.paid": Decimal("12.00"),
    "visitor.is-local": False,
    "gate.open": True,
    "guide": False,
    "park.is-this-one": True,
    "ticket": "year",
    "gear": (),
    "discount": Decimal("12.500000"),
    "passes.used": (date(2026, 3, 1), date(2026, 3, 2)),
}
BASES: list[dict[str, Value]] = [
    {},
    {"gear": ("boat",), "guide": True},
    {"ticket": "free", "gear": ("bike",), "visitor.is-local": True},
    {"gear": ("bike", "boat", "net"), "gate.open": False, "visitor.age": 12},
]
"""What differs in each base from the usual visit."""


@cache
def park() -> Pack:
    """The pack, by the real loader and checks."""
    with TemporaryDirectory() as folder:
        opened = minimal_pack(
            Path(folder),
            pack=HEAD,
            facts=FACTS,
            parameters=PARAMETERS,
            rules=RULES,
            scenarios=SCENARIOS,
        )
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


@cache
def visits(service: date, known: date, pairs: int = 0) -> tuple[Program, tuple[Inputs, ...]]:
    """The program of a day, and visits at its edges, and at so many pairs of them."""
    program = program_on(park(), "entry", service, known)
    edges, bases = Edges(park(), program), [{**USUAL, **base} for base in BASES]
    found = [case for base in bases for case in [*edges.cases(base), *edges.pairs(base, pairs)]]
    return program, tuple(found)


def visitors() -> list[Case]:
    """Some with a boat, some with a bike, some of whom little is known; how long these stay contradicts late days."""
    said = [{**USUAL, **base} for base in BASES[1:3]]
    left_out = ("visit.until", "visitor.is-local")  # the last would not change with the day
    short = {"park.is-this-one": True, "visit.until": date(2026, 4, 1)}
    return [
        *(_case({id: value for id, value in each.items() if id not in left_out}) for each in said),
        _case(short),
    ]


def strangers() -> list[Case]:
    """Who comes to another park, and who may."""
    return [_case({"park.is-this-one": False, "guide": True}), _case({"guide": True})]


def _case(said: Inputs) -> Case:
    return Case({name: Given(value, "a test") for name, value in said.items()}, {})
