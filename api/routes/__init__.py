# SPDX-License-Identifier: Apache-2.0
"""Handlers by subject. Each parses, calls one function of the ledger, and shapes what comes back."""
