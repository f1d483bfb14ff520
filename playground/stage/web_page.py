"""The page's own files: one HTML, plain modules and styles, served as they lie in `playground/web/`."""

from pathlib import Path

from aiohttp import web

WEB = Path(__file__).parents[1] / "web"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_HEADERS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def opening_page() -> web.Response:
    """The page itself, which loads nothing from anywhere else."""
    response = web.Response(text=(WEB / "index.html").read_text("utf-8"), content_type="text/html")
    response.headers["Content-Security-Policy"] = _POLICY
    return response


async def page_file(request: web.Request) -> web.StreamResponse:
    """A module or a style; only what lies in the folder has a name here."""
    path = _known_files().get(request.match_info["name"])
    if path is None:
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=_HEADERS | {"Content-Type": _TYPES[path.suffix]})


def _known_files() -> dict[str, Path]:
    return {path.relative_to(WEB).as_posix(): path for path in WEB.rglob("*") if path.suffix in _TYPES}
