"""Tables of cases looked into: two versions of a pack over the same rows, and determinations made elsewhere.

What was counted in a database enters; it leaves with example rows decided by both other backends, which must agree
with the database, and with the first steps that part.
"""
