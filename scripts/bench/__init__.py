# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks share: figures and their tables, transactions looked at closely, a demo ledger to measure on."""
