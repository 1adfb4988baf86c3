# SPDX-License-Identifier: Apache-2.0
"""Bytes by their hash: documents, their digests, their encryption and the proofs that outlive the key.

This room keeps bytes and tells whether they are the right ones. It knows no database, no chain and no procedure: rows
about documents (`SealedDocument`) are handed to the caller, who stores them; who may read what, the caller decides.
"""
