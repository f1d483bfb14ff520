"""The playground's page in a real browser, with the real bot and a small city behind it."""
