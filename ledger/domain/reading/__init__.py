# SPDX-License-Identifier: Apache-2.0
"""The reading behind `application.parse_row`: one row, column by column, in the order of the form."""
