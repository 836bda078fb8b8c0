"""A pack's registers held against documents: what an edition says of each statement, and what a new edition changes.

Sentences of documents enter beside a pack; standings and differences leave, each with what rests on it.
"""
