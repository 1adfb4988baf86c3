# SPDX-License-Identifier: Apache-2.0
"""The life of data from application to realised pledge in twelve steps, told through the HTTP API alone.

    cast.py       who plays, and how they are let in
    client.py     a person's hand on the API: one call a line, the second person's approval with it
    telling.py    what a step leaves behind: lines, verdicts, answers to be asked again
    forms.py      the four applications, with their invented documents
    registering.py, using.py, lending.py, ending.py     the steps
    playing.py    the whole of it, and the proofs after it

Not for: founding a demo to look around in (`ledger demo`).
"""
