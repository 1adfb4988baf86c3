# SPDX-License-Identifier: Apache-2.0
"""A certificate ledger for data assets. Start reading at docs/architecture.md."""

__version__ = "0.1.0"
