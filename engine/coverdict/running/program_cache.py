"""Programs kept beside the pack they were made of, so that the next process need not compile them again.

A program lies in the same folder as its pack, with what the backends make of it: the function as Python's bytecode, the
clauses as durable_rules takes them. Bytecode does whatever it says, so it is taken only from a folder in which nobody
else can write, as Python does with that of its modules.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from dataclasses import fields
from pathlib import Path

from coverdict.loading.kept_files import keep, kept, only_ours
from coverdict.loading.kept_values import as_bytes, from_bytes
from coverdict.running.agenda import AgendaProgram
from coverdict.running.agreement import CrossChecked, Made
from coverdict.running.compiled import Function
from coverdict.running.forward import Ordered
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Program

_KEPT = 64  # programs; the oldest are taken away
_ENDING = ".program"


class ProgramCache:
    """What ``folder`` keeps of the pack's program for what is ``asked``; nothing of a pack that is not kept."""

    def __init__(self, folder: Path, pack: Pack, asked: str) -> None:
        self._folder = folder
        told = f"{pack.kept_as}\n{sys.version}\n{asked}"  # bytecode is of one version of Python
        self._name = f"{hashlib.sha256(told.encode()).hexdigest()}{_ENDING}"
        self._usable = pack.kept_as is not None and only_ours(folder)

    def get(self) -> tuple[Program, CrossChecked] | None:
        """The program and its backends, if all of it is there and whole."""
        held = kept(self._folder, self._name) if self._usable else None
        if held is None:
            return None
        try:
            program, clauses, strata, code, constants, literals = from_bytes(held)
            ordered = Ordered(AgendaProgram(*clauses), strata)
            function = Function(marshal.loads(code), constants, literals)
        except (ValueError, TypeError, EOFError):
            return None
        return program, CrossChecked(program, Made(ordered, function))

    def put(self, program: Program, made: Made) -> None:
        """Keep them; where nothing can be written, nothing is kept."""
        if not self._usable:
            return
        ordered, function = made.ordered, made.function
        clauses = tuple(getattr(ordered.clauses, item.name) for item in fields(AgendaProgram))
        code = marshal.dumps(function.code)
        all_of_it = (program, clauses, ordered.strata, code, function.constants, function.literals)
        keep(self._folder, self._name, as_bytes(all_of_it), _KEPT)
