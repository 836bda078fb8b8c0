"""An item goes at the end of its list, and nothing else in the file changes."""

import pytest

from coverdict.writing.inserting import inserted
from coverdict.writing.skeletons import Skeleton

ITEM = Skeleton("rules", "rules", ("- id: new", "  title: x"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("rules:\n  - id: a\n", "rules:\n  - id: a\n  - id: new\n    title: x\n"),
        ("rules:\n- id: a", "rules:\n- id: a\n- id: new\n  title: x\n"),
        (
            "rules:\n  - id: a\n    notes: >-\n      x\n\n# why\ncriteria:\n  - {id: 'b'}\n",
            "rules:\n  - id: a\n    notes: >-\n      x\n  - id: new\n    title: x\n\n# why\ncriteria:\n  - {id: 'b'}\n",
        ),
        (
            "rules:\n  - {id: a,\n    title: b}  # beside\n",
            "rules:\n  - {id: a,\n    title: b}  # beside\n  - id: new\n    title: x\n",
        ),
        (
            "rules:\n  - id: a\n    # of a\n  # of what comes next\n",
            "rules:\n  - id: a\n    # of a\n  - id: new\n    title: x\n  # of what comes next\n",
        ),
        ("criteria:\n  - a\n", "criteria:\n  - a\nrules:\n  - id: new\n    title: x\n"),
        ("rules:\r\n  - a\r\n", "rules:\r\n  - a\r\n  - id: new\r\n    title: x\r\n"),
    ],
)
def test_the_item_is_the_last_of_its_list(text: str, wanted: str) -> None:
    assert inserted(text, "a.yaml", ITEM) == wanted


def test_a_list_in_brackets_takes_nothing() -> None:
    assert inserted("rules: [{id: a}]\n", "a.yaml", ITEM) is None
