"""The world behind the server: people, chats, messages, files. Pure Python in memory; knows nothing of HTTP."""
