"""The knowledge as a whole is held against its sources and its scenarios: a pack and documents enter, findings leave.

What a document's edition says of the register, what a scenario reached, which change of a rule no scenario notices.
Decides nothing itself: every answer comes from the layers before it.
"""
