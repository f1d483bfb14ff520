"""Which of Unicode's locales words the numbers and dates of a language."""

from babel import Locale

from bot.domain.languages import Language

LOCALES = {
    Language.EN: Locale.parse("en_GB"),
    Language.RU: Locale.parse("ru"),
    Language.PL: Locale.parse("pl"),
    Language.FA: Locale.parse("fa"),
}
"""English is the world's, not America's: the day before the month, and 24 hours."""
