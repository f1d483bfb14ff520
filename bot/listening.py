"""Pages on an address: what the status pages and the webhook's door have in common."""

from aiohttp import web


class Listener:
    """Serves an application from start to stop."""

    def __init__(self, pages: web.Application, shutdown_timeout: float = 5.0) -> None:
        """`shutdown_timeout`: seconds that requests under way get to be answered."""
        self._runner = web.AppRunner(pages, access_log=None, shutdown_timeout=shutdown_timeout)

    async def start(self, host: str, port: int) -> None:
        """Listen. OSError when the address is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Listen no longer; what is under way is answered. Nothing happens where it never listened."""
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port it listens on, also when it was asked for any (0)."""
        return int(self._runner.addresses[0][1])
