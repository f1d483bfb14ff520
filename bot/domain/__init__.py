"""The rules of the market, in plain Python: nothing here knows Telegram, a database or a network."""
