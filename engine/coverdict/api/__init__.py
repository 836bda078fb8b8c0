"""The library's functions: open a pack, read a case or a course, ask, explain, estimate, describe, test.

Over all layers. Everything comes back as a value: what is wrong with knowledge or a case is a diagnostic. Only a
disagreement between the two backends raises, since no answer may leave then. Each module imports what its functions
need and no more, since a command waits for its imports.
"""
