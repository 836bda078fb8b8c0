"""An answer becomes text: verdicts, derivations, descriptions and diagnostics enter, text and JSON leave.

Pure functions: the same answer gives the same characters, nothing is printed, coloured or cut to a terminal here.
"""
