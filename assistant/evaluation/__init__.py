"""Scripted evaluation: questions with known answers in; metrics, records and a page to read out."""
