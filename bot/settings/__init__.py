"""Parts of the settings that `bot/config.py` is put together from."""
