"""Onsite's rooms: what each one owns stands in docs/architecture.md."""
