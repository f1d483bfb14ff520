"""Text messages beside Telegram: noticing its silence, asking a gateway, never twice."""

from bot.texting.texting import Texting

__all__ = ["Texting"]
