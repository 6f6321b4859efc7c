"""The commands of `wenju`, a module for each kind; `assistant.cli` puts them together."""
