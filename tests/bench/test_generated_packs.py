"""Generated packs are sound, and say what the plain data say."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from coverdict import TextPart, Verdict, asking_for, decide, open_pack, read_case, warnings_of
from coverdict.vocabulary.packs import Pack
from tests.bench.generated_packs import case_of, write_pack
from tests.bench.generated_rules import Facts, cases, conclusions, rule_set

TODAY = date(2026, 6, 1)


def decided(pack: Pack, facts: Facts) -> Verdict:
    read = read_case(pack, [TextPart(json.dumps(case_of(facts)).encode(), "case")])
    assert read.case is not None, read.diagnostics
    verdict = decide(pack, read.case, asking_for(pack, read.case, None, TODAY))
    assert isinstance(verdict, Verdict)
    return verdict


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(("relevant", "irrelevant"), [(11, 0), (60, 11), (137, 200)])
def test_a_pack_has_the_rules_asked_for_and_no_error_and_no_warning(
    tmp_path: Path, relevant: int, irrelevant: int, plain: bool
) -> None:
    write_pack(tmp_path, relevant, irrelevant, plain=plain)
    opened = open_pack(tmp_path, "generated")
    assert opened.pack is not None
    assert opened.diagnostics == ()
    assert warnings_of(opened.pack).standing == ()
    assert len(opened.pack.rules) == relevant + irrelevant


def test_a_plain_pack_decides_as_its_plain_data_say(tmp_path: Path) -> None:
    rules = write_pack(tmp_path, 120, plain=True)
    pack = open_pack(tmp_path, "generated").pack
    assert pack is not None
    verdicts = Counter(
        (decided(pack, facts).verdict.value, conclusions(rules, facts)[rules.goal])
        for facts in cases(rules, 40)
    )
    assert verdicts.keys() == {("covered", True), ("not-covered", False)}


def test_the_same_seed_gives_the_same_rules_and_another_seed_others() -> None:
    assert rule_set(60) == rule_set(60)
    assert rule_set(60) != rule_set(60, seed=2)


def test_a_rule_set_too_small_for_a_topic_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 11 rules, not 10"):
        rule_set(10)
