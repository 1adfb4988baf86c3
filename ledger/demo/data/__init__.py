# SPDX-License-Identifier: Apache-2.0
"""The demo's workbooks and documents, made by scripts/build_demo_data.py. A package, so that it is installed."""
