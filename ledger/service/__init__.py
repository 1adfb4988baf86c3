# SPDX-License-Identifier: Apache-2.0
"""One function per line of work, shared by the CLI and the API: they parse and print, this room does."""
