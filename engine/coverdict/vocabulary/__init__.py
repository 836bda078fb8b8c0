"""The words of Coverdict as types: nothing enters, nothing is computed, every layer speaks in them.

One word per idea: statement, fact, criterion, amount, choice, duty, rule, pack, question, case, proposition,
literal, clause, program, model, finding, premise, verdict. The design page and ``docs/language.md`` define them.
What crosses a layer is one of these frozen values; the modules here import only one another.
"""
