# SPDX-License-Identifier: Apache-2.0
"""A chain that exists in memory: it mines, forks, lags, lies and fails, at the word of a test.

encoding.py   events as logs, by the committed ABI and eth_abi: nothing of the decoders under test
chain.py      blocks, History's bookkeeping, and the verbs
acts.py       events of a plausible ledger, with the subject and kind of each
histories.py  legal histories, drawn by hypothesis or by a seed
faults.py     a store that fails before or after it commits
"""
