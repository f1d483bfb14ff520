"""What a customer wrote reaches technicians without the ways to reach the customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.masking import MASK, mask_contacts

HIDDEN = [
    # phone numbers, typed
    ("call me 601 234 567 please", "PL", "call me ▒▒▒ please"),
    ("+48 601-234-567", "PL", "▒▒▒"),
    ("tel. (22) 621 10 00, evenings", "PL", "tel. ▒▒▒, evenings"),
    ("zadzwoń: 601234567", "PL", "zadzwoń: ▒▒▒"),
    ("601-234-567 w domu po 17", "PL", "▒▒▒ w domu po 17"),
    ("6-0-1-2-3-4-5-6-7", "PL", "▒▒▒"),
    ("6 0 1 . 2 3 4 . 5 6 7", "PL", "▒▒▒"),
    ("601/234/567 zł", "PL", "▒▒▒ zł"),
    ("601234567 zł", "PL", "▒▒▒ zł"),
    ("6212345 $", "PL", "▒▒▒ $"),
    ("телефон 8 916 123-45-67", "RU", "телефон ▒▒▒"),
    ("+7(916)1234567 Анна", "RU", "▒▒▒ Анна"),
    ("звоните 123-45-67", "RU", "звоните ▒▒▒"),
    ("تلفن ۰۹۱۲ ۳۴۵ ۶۷۸۹ بعد از ظهر", "IR", "تلفن ▒▒▒ بعد از ظهر"),
    ("شماره من ۰۹۱۲۳۴۵۶۷۸۹", "IR", "شماره من ▒▒▒"),
    ("٠٩١٢٣٤٥٦٧٨٩", "IR", "▒▒▒"),
    # phone numbers in disguise
    ("6️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣", "PL", "▒▒▒"),
    ("６０１ ２３４ ５６７", "PL", "▒▒▒"),
    ("⑥①② ①②③ ④⑤⑥", "PL", "▒▒▒"),
    ("6\u200b01\u200b23\u200b45\u200b67", "PL", "▒▒▒"),
    ("8о1 234 567", "PL", "▒▒▒"),
    ("6\n0\n1\n2\n3\n4\n5\n6\n7", "PL", "▒▒▒"),
    ("six zero one, two three four, five six seven", "PL", "▒▒▒"),
    ("6 zero 1 two 3 four 567", "PL", "▒▒▒"),
    ("sześćset jeden dwieście trzydzieści cztery pięćset sześćdziesiąt siedem", "PL", "▒▒▒"),
    ("szesc zero jeden dwa trzy cztery piec szesc siedem", "PL", "▒▒▒"),
    ("Восемь девятьсот шестнадцать сто двадцать три сорок пять 67", "RU", "▒▒▒"),
    ("صفر نهصد و دوازده سیصد و چهل و پنج ۶۷ ۸۹", "IR", "▒▒▒"),
    # links
    ("see https://example.com/a?b=1 thanks", "PL", "see ▒▒▒ thanks"),
    ("www.example.org", "PL", "▒▒▒"),
    ("my page: plumber-anna.pl", "PL", "my page: ▒▒▒"),
    ("write t.me/anna_k", "PL", "write ▒▒▒"),
    ("T . ME / anna_k", "PL", "▒▒▒"),
    ("wa.me/48601234567", "PL", "▒▒▒"),
    ("пишите т точка ми", "RU", "пишите ▒▒▒"),
    ("t dot me/anna", "PL", "▒▒▒"),
    ("сайт мастер.рф", "RU", "сайт ▒▒▒"),
    ("strona anna kropka pl", "PL", "strona ▒▒▒"),
    ("tg://resolve?domain=anna", "PL", "▒▒▒"),
    ("سایت ما example.ir است", "IR", "سایت ما ▒▒▒ است"),
    ("maps.example.co/x1", "PL", "▒▒▒"),
    # e-mail addresses
    ("anna.k@example.com", "PL", "▒▒▒"),
    ("anna @ example . com", "PL", "▒▒▒"),
    ("anna (at) example (dot) com", "PL", "▒▒▒"),
    ("anna at example dot com", "PL", "▒▒▒"),
    ("anna małpa example kropka pl", "PL", "▒▒▒"),
    ("анна собака почта точка ру", "RU", "▒▒▒"),
    # names in messengers
    ("@anna_k", "PL", "▒▒▒"),
    ("napisz do ＠anna_k", "PL", "napisz do ▒▒▒"),
    ("Telegram: annakow", "PL", "▒▒▒"),
    ("мой тг anna_k1", "RU", "мой ▒▒▒"),
    ("WhatsApp - annakow", "PL", "▒▒▒"),
    ("تلگرام: anna_k", "IR", "▒▒▒"),
    ("insta anna_k, 601234567", "PL", "▒▒▒, ▒▒▒"),
]
HARMLESS = [
    "2 pipes",
    "model WM-3000",
    "15.03.2026",
    "apartment 12",
    "Bosch WAN28263PL, error E18",
    "from 2026-03-15 10:00 to 12:30",
    "10:00-14:30, 16:00-18:00",
    "free 8-10, 14-16 or 18-20",
    "between 15.03 and 20.03",
    "15.03-20.03",
    "warranty 2023-2026",
    "door 2000x800x40 mm, wall 600 x 600 x 850",
    "pipes 15, 20, 25, 32 mm",
    "budget 1 200 000 zł",
    "paid 12 000 000 تومان",
    "entrance 3, floor 4, code 4512, flat 12",
    "one window, two doors and three locks",
    "meet at 5 o'clock",
    "The tap leaks.It is in the kitchen.",
    "I am at home. Come in.",
    "Telegram notifications are fine, the doorbell is not",
    "Signal: weak",
    "24/7, 220/380 V",
    "50% off, 3.5 m",
    "2 трубы, квартира 12, подъезд 3, этаж 5",
    "стиральная машина LG F2J3, ошибка OE",
    "с 10 до 12, сломался кран",
    "двести пятьдесят рублей за два крана",
    "розетки 3 шт., 220 В",
    "2 rury, mieszkanie 12, piętro 3",
    "cieknie od 15.03.2026 r., godz. 17:30",
    "sto pięćdziesiąt złotych za dwa krany",
    "kod pocztowy 00-950",
    "۲ لوله، واحد ۱۲، طبقه ۳",
    "مدل WM-3000 از ۱۴۰۴/۱۲/۲۴",
    "۱٬۵۰۰٬۰۰۰ تومان برای دو شیر",
    "ساعت ۱۰ تا ۱۲",
    "بله، آشپزخانه",
]


@pytest.mark.parametrize(("written", "country", "shown"), HIDDEN)
def test_contacts_are_hidden(written: str, country: str, shown: str) -> None:
    assert mask_contacts(written, country) == shown


@pytest.mark.parametrize("country", ["PL", "RU", "IR"])
@pytest.mark.parametrize("written", HARMLESS)
def test_harmless_words_and_numbers_stay(written: str, country: str) -> None:
    assert mask_contacts(written, country) == written


@given(st.text(), st.text(alphabet="0123456789۰۱۲۳۴۵۶۷۸۹", min_size=7, max_size=15), st.text())
def test_a_long_number_never_gets_through(before: str, number: str, after: str) -> None:
    shown = mask_contacts(f"{before} {number}; {after}", "PL")
    assert number not in shown
    assert MASK in shown


@given(st.text())
def test_only_replaces(written: str) -> None:
    pieces = mask_contacts(written, "PL").split(MASK)
    place = 0
    for piece in pieces:
        place = written.index(piece, place) + len(piece)
