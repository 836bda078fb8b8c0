from pathlib import Path

from coverdict.auditing.documents.dependents import Burden, Burdens
from tests.packs_written import RULES, SCENARIOS, SOURCES, minimal_pack

TWO = f"""{SOURCES}\
  - id: prices
    at: {{block: 2, sentence: 1}}
    digest: sha256:{"2" * 64}
    says: There are prices.
    role: encoded
"""


def burden(folder: Path, key: str) -> Burden:
    rules = RULES.replace("cites: [sign.gate]", "cites: [sign.prices]")
    scenarios = SCENARIOS.replace("[open-gate, sign.gate]", "[open-gate]")
    opened = minimal_pack(folder, sources=TWO, rules=rules, scenarios=scenarios)
    assert opened.pack is not None, opened.diagnostics
    return Burdens(opened.pack, opened.scenarios).on(key)


def test_what_cites_a_statement_rests_on_it_and_so_does_what_reads_that(tmp_path: Path) -> None:
    found = [
        (each.kind, each.id, each.through) for each in burden(tmp_path, "sign.gate").dependents
    ]
    assert found == [
        ("parameter", "full-price", None),
        ("code set", "tickets", None),
        ("amount", "price", "full-price"),
        ("rule", "open-gate", "tickets"),
    ]


def test_each_thing_is_told_once_by_the_most_direct_way(tmp_path: Path) -> None:
    found = [
        (each.kind, each.id, each.through) for each in burden(tmp_path, "sign.prices").dependents
    ]
    assert found == [("rule", "open-gate", None), ("amount", "price", None)]


def test_a_scenario_that_expects_a_rule_rests_on_the_rules_statements(tmp_path: Path) -> None:
    found = burden(tmp_path, "sign.prices").scenarios
    assert [(each.id, each.span.file) for each in found] == [("in", "park/scenarios/all.yaml")]


def test_nothing_rests_on_what_nothing_cites(tmp_path: Path) -> None:
    assert burden(tmp_path, "sign.unknown") == Burden((), ())
