"""A small pack about repairs under a warranty, with what one repair hands to the next; and courses of repairs."""

from datetime import date
from pathlib import Path

from coverdict import Course, Estimate, Pack, Plan, TextPart, estimate, open_pack, read_course
from coverdict import read_plan as read

COURSE = """\
course:
  carries:
    - {fact: excess.met, becomes: excess.met-after, restarts: each-year}
    - {fact: costs.before, becomes: costs.after, restarts: each-year}
    - {fact: repairs.before, becomes: repairs.after, restarts: never}
  totals: [owner-pays, warranty-pays]
  milestones: [costs-high]
  lines:
    - {amount: costs.after, limit: cost-limit}
    - {amount: repairs.after, limit: most-repairs}
  plan-facts: [warranty.kind, warranty.copay]
"""
_PACK = """\
pack:
  id: garage
  version: 0.1.0
  title: Does the warranty pay for this repair?
  window: {from: 2026-01-01, until: 2028-01-01}
  service-date: repair.date
  scope:
    title: the car is a private one
    cites: [terms.private]
    when: {car.private: true}
  questions:
    - id: repair
      title: Does the warranty pay?
      decides: paid
      reports: [duty.photos, duty.receipt]
presumptions:
  - fact: car.private
    is: true
    title: the car is a private one
    cites: [terms.private]
    effective: {from: 2026-01-01, until: open}
impossible:
  - id: free-and-priced
    title: a repair that is a gift has no price
    when: {all: [{repair.gift: true}, {repair.price: {above: 0}}]}
"""
_SOURCES = f"""\
document: {{id: terms, title: The terms, file: t.txt, digest: sha256:{"0" * 64}, rank: manual, held: true}}
statements:
  - {{id: private, at: {{block: 1, sentence: 1}}, digest: sha256:{"1" * 64}, says: Private cars only., role: encoded}}
  - {{id: shares, at: {{block: 2, sentence: 1}}, digest: sha256:{"2" * 64}, says: The owner shares., role: encoded}}
  - {{id: high, at: {{block: 3, sentence: 1}}, digest: sha256:{"3" * 64}, says: High costs need photos., role: encoded}}
"""
_FACTS = """\
facts:
  - {id: repair.date, title: the day of the repair, type: date, asks: When?, asked-of: owner}
  - {id: repair.price, title: the price, type: money, asks: How much is it?, asked-of: garage}
  - {id: repair.wear, title: it is wear, type: boolean, asks: Is it wear?, asked-of: garage}
  - {id: repair.gift, title: it is a gift, type: boolean, asks: Is it a gift?, asked-of: garage}
  - {id: car.private, title: the car is private, type: boolean, asks: Is it private?, asked-of: owner}
  - {id: excess.met, title: the excess met so far, type: money, asks: How much is met?, asked-of: owner}
  - {id: costs.before, title: costs so far, type: money, asks: What did it cost so far?, asked-of: owner}
  - {id: repairs.before, title: repairs so far, type: count, asks: How many so far?, asked-of: owner}
  - id: warranty.kind
    title: the kind of warranty
    type: choice
    of: {shared: a shared one, flat: a flat one}
    asks: Which warranty?
    asked-of: owner
  - {id: warranty.copay, title: the copay, type: money, asks: Which copay?, asked-of: owner}
"""
_PARAMETERS = """\
parameters:
  - id: excess
    title: the year's excess
    type: money
    values:
      - {effective: {from: 2026-01-01, until: 2027-01-01}, is: "100.00", cites: [terms.shares]}
      - {effective: {from: 2027-01-01, until: open}, is: "120.00", cites: [terms.shares]}
  - id: share
    title: the owner's share
    type: percent
    values: [{effective: {from: 2026-01-01, until: open}, is: 20, cites: [terms.shares]}]
  - id: cost-limit
    title: the limit of costs
    type: money
    values: [{effective: {from: 2026-01-01, until: open}, is: "500.00", cites: [terms.high]}]
  - id: most-repairs
    title: the number of repairs looked at
    type: count
    values: [{effective: {from: 2026-01-01, until: open}, is: 10, cites: [terms.high]}]
"""
_RULES = """\
criteria:
  - {id: paid, title: the warranty pays, title-when-false: the warranty does not pay}
  - id: costs-high
    title: the costs are above the limit
    otherwise: {is: false, cites: [terms.high]}
amounts:
  - id: excess.left
    title: excess left
    type: money
    is: {maximum: [0, {difference: [$excess, $excess.met]}]}
    cites: [terms.shares]
  - id: excess.part
    title: excess of it
    type: money
    is: {minimum: [$repair.price, $excess.left]}
    cites: [terms.shares]
  - id: excess.met-after
    title: excess met
    type: money
    is: {sum: [$excess.met, $excess.part]}
    cites: [terms.shares]
  - id: costs.after
    title: costs this year
    type: money
    is: {sum: [$costs.before, $repair.price]}
    cites: [terms.high]
  - id: repairs.after
    title: repairs
    type: count
    is: {sum: [$repairs.before, 1]}
    cites: [terms.high]
  - {id: owner-pays, title: the owner pays, type: money}
  - id: warranty-pays
    title: the warranty pays
    type: money
    is: {difference: [$repair.price, $owner-pays]}
    cites: [terms.shares]
duties:
  - id: duty.photos
    title: there are photos
    who: garage
    do: Take photos.
    by: before the repair
    cites: [terms.high]
  - {id: duty.receipt, title: there is a receipt, who: owner, do: Keep the receipt., cites: [terms.shares]}
rules:
  - id: pays
    title: the warranty usually pays what is no wear
    cites: [terms.shares]
    effective: {from: 2026-01-01, until: open}
    modality: usually
    when: {repair.wear: false}
    then: {paid: true, duty.receipt: true}
  - id: wear
    title: wear is not paid
    cites: [terms.shares]
    effective: {from: 2026-01-01, until: open}
    when: {repair.wear: true}
    then: {paid: false, owner-pays: $repair.price}
  - id: shared
    title: the owner pays the excess and a share
    cites: [terms.shares]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{paid: true}, {warranty.kind: shared}]}
    then:
      owner-pays:
        sum: [$excess.part, {percent: {of: {difference: [$repair.price, $excess.part]}, by: $share}}]
  - id: flat
    title: the owner pays the copay
    cites: [terms.shares]
    effective: {from: 2026-01-01, until: open}
    when: {all: [{paid: true}, {warranty.kind: flat}]}
    then: {owner-pays: {minimum: [$repair.price, $warranty.copay]}}
  - id: high
    title: costs are high above the limit
    cites: [terms.high]
    effective: {from: 2026-01-01, until: open}
    when: {costs.after: {above: $cost-limit}}
    then: {costs-high: true, duty.photos: true}
"""
SAID = """\
course:
  title: some repairs
  case:
    warranty.kind: shared
    repair.wear: false
    excess.met: "0.00"
    costs.before: "0.00"
    repairs.before: 0
"""
FLAT = "plan: {id: flat-one, title: The flat one, case: {warranty.kind: flat, warranty.copay: '30.00'}}"


def write_garage(folder: Path, course: str = COURSE) -> Path:
    """The pack in a folder of its own, with these rules of a course."""
    files = {
        "pack.yaml": _PACK + course,
        "sources/terms.yaml": _SOURCES,
        "facts/repairs.yaml": _FACTS,
        "parameters/limits.yaml": _PARAMETERS,
        "rules/repairs.yaml": _RULES,
    }
    for name, text in files.items():
        path = folder / "garage" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "garage"


def garage(folder: Path, course: str = COURSE) -> Pack:
    opened = open_pack(write_garage(folder, course), "garage")
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def visits(*entries: str) -> str:
    """A course of single visits: ``2026-03-02 120.00`` and, where there is more, ``name: value``s in braces' place."""
    lines = []
    for entry in entries:
        day, price, *more = entry.split(" ", 2)
        facts = ", ".join([f'repair.price: "{price}"', *more])
        lines.append(f"    - {{date: {day}, case: {{{facts}}}}}\n")
    return SAID + "  visits:\n" + "".join(lines)


def course_of(pack: Pack, text: str, plan: Plan | None = None) -> Course:
    found = read_course(pack, TextPart(text.encode(), "c.yaml"), plan)
    assert found.course is not None, found.diagnostics
    return found.course


def plan_of(pack: Pack, text: str = FLAT) -> Plan:
    found = read(pack, TextPart(text.encode(), "p.yaml"))
    assert found.plan is not None, found.diagnostics
    return found.plan


def estimated(pack: Pack, text: str, *compare: Plan) -> Estimate:
    return estimate(pack, course_of(pack, text), date(2026, 6, 1), compare=compare)
