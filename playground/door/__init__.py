"""The thin door over the world: HTTP in, aiogram's method types, HTTP out."""
