"""The tests mirror the rooms; besides them stand whole journeys (stories) and the house itself (rules)."""
