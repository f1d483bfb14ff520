"""The page without script: what it shows, and its forms."""

from playground import Person, Playground
from tests.playground.conftest import Api, Page, button, keyboard


async def test_the_plain_page_shows_and_escapes(api: Api, page: Page, anna: Person, playground: Playground) -> None:
    await anna.says("<script>alert(1)</script>")
    await api(
        "sendMessage",
        chat_id=anna.id,
        text="Choose",
        reply_markup=keyboard([button("This & that"), button("Site", url="https://example.com")]),
    )
    async with page.session.get(f"{playground.url}/plain") as response:
        html = await response.text()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<button>This &amp; that</button>" in html
    assert "[Site]" in html


async def test_the_plain_pages_forms_work(api: Api, page: Page, anna: Person, playground: Playground) -> None:
    form = {"person": str(anna.id), "chat": str(anna.id), "act": "says", "text": "typed"}
    url = f"{playground.url}/stage/form"
    async with page.session.post(url, data=form, headers=page.headers, allow_redirects=False) as response:
        assert response.status == 303
    assert (await api("getUpdates")).result[-1]["message"]["text"] == "typed"


async def test_the_plain_pages_forms_say_where_they_come_from(page: Page, playground: Playground) -> None:
    """A page that sends no referrer posts its forms with `Origin: null`, which the guard refuses."""
    async with page.session.get(f"{playground.url}/plain") as response:
        assert response.headers["Referrer-Policy"] == "same-origin"
    headers = page.headers | {"Origin": playground.url, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    url = f"{playground.url}/stage/form"
    async with page.session.post(url, data={"person": "1", "act": "says"}, headers=headers) as response:
        assert (await response.json())["error"] == "there is no such person"
