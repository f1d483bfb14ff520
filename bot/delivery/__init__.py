"""Updates in, messages out: the durable inbox and outbox, and how they meet Telegram."""
