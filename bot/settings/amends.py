"""How much operators may give to make things right, as it is set."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from babel.numbers import get_currency_precision
from pydantic import Field

from bot.domain.amends import Allowance, AmendsRules
from bot.settings.section import Section

Limit = Annotated[Decimal, Field(ge=0)]


class AmendsSettings(Section):
    """Limits in whole units of the currency, of operators and of admins; none where there is no limit."""

    operator_each: Limit | None
    operator_a_day: Limit | None
    admin_each: Limit | None
    admin_a_day: Limit | None
    amounts: tuple[Annotated[Decimal, Field(gt=0)], ...]
    revisit_days: int = Field(gt=0)

    def rules(self, currency: str) -> AmendsRules:
        """As the market's rules need them: in the currency's minor units."""
        places = get_currency_precision(currency)

        def minor(amount: Decimal | None) -> int | None:
            return None if amount is None else int(amount.scaleb(places))

        return AmendsRules(
            operator=Allowance(minor(self.operator_each), minor(self.operator_a_day)),
            admin=Allowance(minor(self.admin_each), minor(self.admin_a_day)),
            amounts=tuple(int(amount.scaleb(places)) for amount in self.amounts),
            revisit=timedelta(days=self.revisit_days),
        )
