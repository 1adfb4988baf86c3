# SPDX-License-Identifier: Apache-2.0
"""Kills: SIGKILL to whoever holds the port or the database, while others write; afterwards nothing is lost or doubled.

askers.py    clients of the API that repeat a request with its key until they are told
worker.py    a process of our own that writes through the service, to be killed
victims.py   who holds a port; what a kill found under way; how many blocks it took
"""
