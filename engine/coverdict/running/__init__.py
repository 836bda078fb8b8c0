"""A program meets a case: a Program and the values of the case enter, a Model leaves.

Two backends run the same program independently: ``forward`` chains it on durable_rules, ``compiled`` runs it as
straight-line Python. ``agreement`` lets a model out only when both found the same. Nothing here raises on a checked
program, but for a disagreement, which is a bug of ours and never an answer.
"""
