"""Small changes of the knowledge, and which of them no scenario notices.

A pack and its scenarios enter; the mutants that survive leave, with the scenarios that would notice them.
"""
