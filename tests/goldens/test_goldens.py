"""What people see, kept whole: `COVERDICT_GOLDENS=write` writes the files anew, to be read before a commit."""

import os
from pathlib import Path

import pytest

from tests.docs.walkthrough import run_page, settled

HERE = Path(__file__).parent
EXAMPLES = "knowledge/medicare-therapy/examples"
KNOWN = "--knowledge-date 2026-06-01"
COMMANDS = {
    "decide-knee-pt.txt": f"coverdict decide {EXAMPLES}/knee-pt.yaml {KNOWN}",
    "decide-claim.txt": f"coverdict decide {EXAMPLES}/billing-office/pt-2022.yaml --question claim {KNOWN}",
    "decide-first-question.txt": f"coverdict decide {EXAMPLES}/first-question.yaml --date 2026-06-01 {KNOWN}",
    "decide-advantage-counseling.md": (
        f"coverdict decide {EXAMPLES}/advantage-counseling.yaml {KNOWN} --format markdown"
    ),
    "decide-denied-claim.txt": f"coverdict decide {EXAMPLES}/denied-claim.yaml --question after-denial {KNOWN}",
    "decide-outside-the-window.txt": f"coverdict decide {EXAMPLES}/knee-pt.yaml --fact visit.date=2027-01-01 {KNOWN}",
    "explain-coaching.txt": f"coverdict explain {EXAMPLES}/coaching.yaml {KNOWN}",
    "explain-threshold.txt": f"coverdict explain {EXAMPLES}/knee-pt.yaml threshold.crossed {KNOWN}",
    "show-rule.txt": "coverdict show necessity.maintenance-can-qualify",
    "show-fact.txt": "coverdict show visit.setting",
    "show-criterion.txt": "coverdict show medically-necessary",
    "new-case.yaml": "coverdict new case --kind pt --date 2026-06-01",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_output_is_as_it_was_last_read(name: str, tmp_path: Path) -> None:
    (step,) = run_page(f"```console\n$ {COMMANDS[name]}\n```\n", tmp_path)
    golden = HERE / name
    if os.environ.get("COVERDICT_GOLDENS") == "write":
        golden.write_text(settled(step.printed), encoding="utf-8")
    assert settled(step.printed) == golden.read_text(encoding="utf-8")
