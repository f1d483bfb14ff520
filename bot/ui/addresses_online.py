"""Finds links, e-mail addresses and user names, also where a dot or an @ is spelled out."""

import re
from collections.abc import Iterator

from bot.ui.folding import any_of

_AT = rf"(?:\s?[(\[{{]\s?(?:at|@)\s?[)\]}}]\s?|\s(?:{any_of('at собака małpa ات')})\s)"
_DOT = rf"(?:\s?[(\[{{]\s?(?:dot|\.)\s?[)\]}}]\s?|\s(?:{any_of('dot точка kropka دات نقطه')})\s)"
_ENDINGS = any_of(
    "com net org info biz online site shop store xyz link app io dev me ru su рф ua by kz pl ir eu de uk cz ком ру ми"
)
_PLAIN_ENDINGS = any_of("com net org info biz xyz ru su рф ua kz pl ir eu uk cz")
"""Those that no sentence goes on with when somebody forgets the space after a full stop."""
_MESSENGERS = any_of(
    "telegram telega tg тг телеграм телеграмм телега whatsapp whatsap ватсап вотсап вацап viber вайбер"
    " instagram insta инстаграм инста skype скайп facebook вк vk تلگرام واتساپ اینستا اینستاگرام ایتا روبیکا"
)
_ID = any_of("id nick nickname login ник логин آیدی")
_PATTERNS = (
    re.compile(r"(?<!\w)(?:https?|ftp|tg)\s?:\s?/\s?/\s?\S+|(?<!\w)(?:tel|mailto):\S+|(?<!\w)www\s?\.\s?\S+"),
    re.compile(rf"(?<!\w)(?:t|telegram|wa|vk|fb|m)(?:\s?\.\s?|{_DOT})(?:me|dog|com|ми)(?!\w)(?:\s?/\s?\S+)?"),
    re.compile(rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,9}}(?:{_PLAIN_ENDINGS})(?!\w)(?:[/?#:]\S*)?"),
    re.compile(r"(?<![\w@.-])(?:[\w-]{2,63}\.){1,9}[a-z]{2,6}/\S+"),
    re.compile(rf"(?<![\w-])[\w-]{{1,63}}{_DOT}(?:{_ENDINGS})(?!\w)"),
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{1,63}){1,9}"),
    re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{_AT}|\s?@\s?)[\w-]{{1,63}}(?:\s?\.\s?|{_DOT})(?:{_ENDINGS})(?!\w)"),
    re.compile(r"(?<!\w)@[a-z]\w{3,31}"),
    re.compile(rf"(?<!\w)(?:{_MESSENGERS})\s?(?:{_ID})?\s?[:=@\u2013\u2014-]\s?@?[a-z][\w.]{{3,31}}"),
    re.compile(rf"(?<!\w)(?:{_MESSENGERS})\s(?:(?:{_ID})\s)?@?(?=[a-z.]*[\d_])[a-z][\w.]{{3,31}}"),
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a folded text by which its writer could be found online."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield found.span()
