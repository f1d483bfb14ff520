"""Conversations that need several steps: one file a flow, read from top to bottom."""
