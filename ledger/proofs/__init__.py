# SPDX-License-Identifier: Apache-2.0
"""What anyone can check, given plain values: no I/O, no clock, no network. A check
returns nothing, or raises with evidence.
"""
