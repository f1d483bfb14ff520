"""An invented past for a market: months of orders, played through the use cases themselves in virtual time."""
