"""What a service is called: in the reader's language, and also when the catalogue has lost it since."""

from bot.domain.market import Market
from bot.domain.orders import SOMETHING_ELSE
from bot.ui.texts import Texts


def service_name(texts: Texts, market: Market, key: str) -> str:
    """The name of the service of that key, without a capital where the catalogue has none."""
    service = market.catalogue.service(key)
    if service is not None:
        return texts.named(service.names)
    if key == SOMETHING_ELSE:
        return texts.label("Something else")
    return texts.capital(key.replace("_", " "))
