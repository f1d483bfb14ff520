"""Simulated people for the playground and the replay: they know Onsite only as its users do, by its messages."""
