"""What a page in the browser needs: the chats as JSON, what happens as a stream, and acts to do."""

from playground.stage.guard import Guard
from playground.stage.routes import Stage

__all__ = ["Guard", "Stage"]
