"""Runs over passages whose facts are known."""
