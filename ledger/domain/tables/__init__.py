# SPDX-License-Identifier: Apache-2.0
"""Tables the rules read: words of the form, industries, divisions. Data only, dated, nothing computed here."""
