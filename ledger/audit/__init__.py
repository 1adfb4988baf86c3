# SPDX-License-Identifier: Apache-2.0
"""Does the mirror tell the truth: everything is derived anew from the outside and compared. Ships with the product."""
