"""Spreadsheets (.xlsx, .xlsm, .xls) and separated values (.csv, .tsv): what a reader of the sheet sees."""
