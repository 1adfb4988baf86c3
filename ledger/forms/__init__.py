# SPDX-License-Identifier: Apache-2.0
"""Forms in files: the template, the reading of workbooks, the dry run, the result workbook.

    file --> intake.open_input --> Grid (what stands where) --> headings, rows (which column, which cell may be read)
         --> domain.parse_row, review --> dry_run.Report --> result.write_result --> the same rows, mended, come back

For: XLSX, CSV, JSON lines of applications, and catalogues of data sources. Not for: sending (service/importing.py),
nor for judging values: what a cell may hold and what the articles say is the domain's.
"""
