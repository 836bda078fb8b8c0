"""Scenarios tried: how each went, the first step that parts from what was expected, how far all of them reach.

A pack and its scenarios enter; trials, outcomes, coverage and the matrix of statements, rules and scenarios leave.
"""
