# SPDX-License-Identifier: Apache-2.0
"""The demo: a ledger of invented parties, walked through four months of the real calendar in under a minute.

For: a newcomer's first look, and end-to-end tests that want a ledger with everything in it. Nothing in here bends a
rule: the story goes through the same services, keys and contracts as any ledger, only its clock is walked (ruling 30).
Not for: the benchmark's load, nor anything that a real ledger needs.
"""
