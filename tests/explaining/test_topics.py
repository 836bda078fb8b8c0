"""Topics in the order in which a reviewer reads them."""

from itertools import chain
from pathlib import Path

import pytest

from coverdict import Pack, open_pack
from coverdict.explaining.topics import concluded, topics_of
from tests.packs_written import PACK, RULES, minimal_pack

ROOT = Path(__file__).parents[2]
LOANS = ROOT / "tests/packs/library-loans"
SPLIT = """\
criteria:
  - {id: gate-is-safe, title: the gate is safe}
rules:
  - id: safe-gate
    title: an open gate is safe
    cites: [sign.gate]
    effective: {from: 2026-01-01, until: open}
    when: {gate.open: true}
    then: {gate-is-safe: true}
"""


def opened(folder: Path) -> Pack:
    pack = open_pack(folder, folder.name).pack
    assert pack is not None
    return pack


def park(folder: Path, **files: str) -> Pack:
    (folder / "rules").mkdir()
    for name in ("a-safety", "z-last"):
        text = SPLIT.replace("safe", name[2:]) if name == "z-last" else SPLIT
        (folder / f"rules/{name}.yaml").write_text(text, encoding="utf-8")
    pack = minimal_pack(folder, **files).pack
    assert pack is not None
    return pack


@pytest.mark.parametrize(
    "folder", [LOANS, ROOT / "tests/frozen/medicare-therapy"], ids=lambda p: p.name
)
def test_each_conclusion_has_one_home_and_each_rule_stands_once(folder: Path) -> None:
    pack = opened(folder)
    groups = [group for topic in topics_of(pack) for group in topic.groups]
    homes = [group.conclusion for group in groups if group.at_home]
    rules = [rule.id for rule in chain.from_iterable(group.rules for group in groups)]
    assert sorted(homes) == sorted(each.id for each in concluded(pack))
    assert sorted(rules) == sorted(pack.rules)


def test_what_answers_the_main_question_comes_first() -> None:
    assert [topic.title for topic in topics_of(opened(LOANS))] == ["Lending", "Returns"]


def test_what_an_answer_rests_on_comes_before_what_it_does_not(tmp_path: Path) -> None:
    rules = RULES.replace("{gate.open: true}", "{gate.open: true}, {gate-is-safe: true}")
    order = [topic.id for topic in topics_of(park(tmp_path, rules=rules))]
    assert order == ["all", "a-safety", "z-last"]


def test_what_is_told_with_the_answer_comes_after_what_it_rests_on(tmp_path: Path) -> None:
    pack = PACK.replace("[price]", "[gate-is-last, price]")
    assert [topic.id for topic in topics_of(park(tmp_path, pack=pack))] == [
        "all",
        "z-last",
        "a-safety",
    ]


def test_a_topic_is_named_for_its_file_in_plain_words(tmp_path: Path) -> None:
    titles = {topic.id: topic.title for topic in topics_of(park(tmp_path))}
    assert titles["a-safety"] == "A safety"


def test_a_topic_may_say_itself_what_it_is_called_and_about(tmp_path: Path) -> None:
    named = "topic: {title: who may enter, about: Who comes in by day.}\n" + RULES
    found = {topic.id: topic for topic in topics_of(park(tmp_path, rules=named))}
    assert (found["all"].title, found["all"].about) == ("Who may enter", "Who comes in by day.")
    assert found["a-safety"].about is None
