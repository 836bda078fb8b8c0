"""Many cases at once: a pack and a table of cases enter, a table of verdicts leaves.

The signed Horn program is written as SQL, two plain booleans for each proposition, and run where the table is. What
cannot be exact there is refused before anything runs; a row that cannot be typed is told with its column and the
reason. Only this layer knows SQL, sqlglot and DuckDB; no other module of the engine imports them.
"""
