"""A model becomes an answer: a pack, its program, the case and the Model enter, a Verdict leaves.

Every step of the derivation names its rule, its premises and its statements, in both directions: what made a
conclusion so, and what stood in the way of another. Built from the program and the model alone, never from a
backend's log.
"""
