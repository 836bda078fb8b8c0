"""Packs of many rules: read and checked, warnings looked for, and taken from the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.engines import ROOT
from tests.bench.generated_packs import write_pack
from tests.bench.sections import Section, Table
from tests.bench.timing import in_words

SIZES = (100, 1_000, 10_000)
WORK = """
import json, resource, sys, time
from pathlib import Path
import coverdict
folder, cache = Path(sys.argv[2]), Path(sys.argv[3])
start = time.process_time()
if sys.argv[1] == "anew":
    opened = coverdict.open_pack(folder, "generated")
    read = time.process_time() - start
    found = coverdict.warnings_of(opened.pack).standing
else:
    opened = coverdict.open_to_decide(folder, "generated", cache)
    read, found = time.process_time() - start, ()
assert opened.pack is not None and not opened.diagnostics and not found
spent = time.process_time() - start
print(json.dumps([read, spent - read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def measured(quick: bool) -> Section:
    """Each size in processes of its own: anew, then twice for the cache, of which the first writes it."""
    sizes = SIZES[:-1] if quick else SIZES
    with tempfile.TemporaryDirectory() as folder:
        rows = tuple(_row(Path(folder), rules) for rules in sizes)
    most = rows[-1]
    heads = ("rules", "read and checked", "warnings", "memory, MB", "from the cache", "memory, MB")
    return Section(
        "Reading and checking",
        f"{most[0]} rules are read and checked in {most[1]}, and taken from the cache in {most[4]}.",
        "Generated packs with everything that the language has; half of their rules answer another question than the"
        " main one. `coverdict check` does what stands in the second and third column; a decision takes the pack from"
        " the cache, where it was found sound before.",
        (Table(tuple(f"{head}:" for head in heads), rows),),
        "Seconds of the processor, of one run each; most memory of the process. They grow as the number of rules does.",
    )


def _row(folder: Path, rules: int) -> tuple[str, ...]:
    pack, cache = folder / str(rules), folder / "cache"
    write_pack(pack, rules // 2, rules - rules // 2)
    read, warnings, memory = _worked("anew", pack, cache)
    _worked("kept", pack, cache)
    kept, _, kept_memory = _worked("kept", pack, cache)
    times = in_words(read), in_words(warnings), f"{memory:.0f}", in_words(kept)
    return f"{rules:,}", *times, f"{kept_memory:.0f}"


def _worked(how: str, pack: Path, cache: Path) -> tuple[float, float, float]:
    """Seconds of reading, seconds of looking for warnings, and memory in MB."""
    call = [sys.executable, "-c", WORK, how, str(pack), str(cache)]
    done = subprocess.run(call, cwd=ROOT, env=os.environ, capture_output=True, check=True)
    read, warnings, memory = json.loads(done.stdout)
    return read, warnings, memory
