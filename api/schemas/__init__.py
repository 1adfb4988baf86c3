# SPDX-License-Identifier: Apache-2.0
"""The shapes that enter and leave: pydantic here and nowhere below."""
