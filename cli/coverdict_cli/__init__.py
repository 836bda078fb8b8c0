"""The command line: arguments, files and standard input enter; an answer and an exit code leave.

Only front ends read the clock and the environment, and only they print. A command imports the
engine when it runs, so that the command line itself starts fast.

Exit codes: 0 done, whatever the verdict; 1 the input or the knowledge is wrong, or the output could
not be written; 2 the command was misused; 3 an internal error; 130 interrupted. ``decide
--exit-code`` maps the verdict: 0 covered, 10 not covered, 11 undetermined, 12 conflicting.
"""

import gc

gc.set_threshold(
    100_000
)  # what a command loads as it starts stays: to look for garbage in it takes long
