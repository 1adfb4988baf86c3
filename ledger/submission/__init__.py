# SPDX-License-Identifier: Apache-2.0
"""Commands go out through this one door: wish -> draft -> signed -> sent -> included -> final -> answer."""
