"""Knowledge becomes a program: a checked pack, a question and two dates enter, a Program leaves.

The program holds the rules in force on the day of service and known on the day of knowledge, and of those
only what can matter to the question. It is signed Horn clauses, leaf tests and amounts in topological order, each
with its origin; every backend runs this same program. On a checked pack this layer never fails.
"""
