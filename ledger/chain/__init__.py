# SPDX-License-Identifier: Apache-2.0
"""The only room that talks to a chain and the only one that imports web3 and eth_account.

In it: a validating client (`rpc.py`), the values it returns (`protocol.py`), signing (`signer.py`), fees (`fees.py`),
which network this is (`network.py`), and the embedded node (`node.py`, `snapshots.py`). Not in it: what the logs mean
for the business, and any database. The two libraries come in through `libraries.py`, when they are needed.
"""
