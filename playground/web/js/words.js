/** The phone's own words, in the language of whose phone it is; messages are the bot's business. */

const EN = {
  message: "Message",
  send: "Send",
  start: "Start",
  bot: "bot",
  typing: "typing…",
  edited: "edited",
  today: "Today",
  yesterday: "Yesterday",
  attach: "Attach",
  photo: "Photo",
  file: "File",
  voice: "Voice message",
  video: "Video",
  place: "Place",
  live: "Live position",
  own_contact: "My contact",
  other_contact: "Somebody’s contact",
  commands: "Commands",
  reply: "Reply",
  edit: "Edit",
  forward: "Forward",
  copy: "Copy text",
  remove: "Delete",
  block: "Block the bot",
  unblock: "Unblock the bot",
  blocked: "You have blocked this bot.",
  cancel: "Cancel",
  forwarded: "Forwarded from",
  members: "members",
  more: "More",
  actions: "Message actions",
  ok: "OK",
  empty: "Nothing here yet.",
  drop: "Drop the picture here",
  stop_live: "Stop sharing",
  drive: "Drive there by itself",
  replying: "Reply to",
  editing: "Edit message",
  contact: "Contact",
  latest: "To the newest message",
  keyboard: "Show the keyboard",
  live_until: "live",
  pay: "Pay",
  react: "React",
  loading: "Sending…",
  again: "Restart",
  conversation: "Conversation",
  close: "Close",
  caption: "Caption",
  spoiler: "Hidden text, press to show",
  new_group: "New group…",
  pinned: "Pinned message",
  invoice: "Invoice",
  venue: "Place",
};

const RU = {
  message: "Сообщение",
  send: "Отправить",
  start: "Старт",
  bot: "бот",
  typing: "печатает…",
  edited: "изменено",
  today: "Сегодня",
  yesterday: "Вчера",
  attach: "Прикрепить",
  photo: "Фото",
  file: "Файл",
  voice: "Голосовое сообщение",
  video: "Видео",
  place: "Место",
  live: "Трансляция места",
  own_contact: "Мой контакт",
  other_contact: "Чужой контакт",
  commands: "Команды",
  reply: "Ответить",
  edit: "Изменить",
  forward: "Переслать",
  copy: "Копировать",
  remove: "Удалить",
  block: "Заблокировать бота",
  unblock: "Разблокировать бота",
  blocked: "Вы заблокировали этого бота.",
  cancel: "Отмена",
  forwarded: "Переслано от",
  members: "участника",
  more: "Ещё",
  actions: "Действия с сообщением",
  empty: "Здесь пока пусто.",
  stop_live: "Остановить трансляцию",
  replying: "Ответ для",
  editing: "Изменение",
  contact: "Контакт",
  latest: "К новым сообщениям",
  keyboard: "Показать клавиатуру",
  live_until: "онлайн",
  conversation: "Переписка",
  close: "Закрыть",
  pinned: "Закреплённое сообщение",
  drive: "Ехать самому",
};

const PL = {
  message: "Wiadomość",
  send: "Wyślij",
  start: "Rozpocznij",
  bot: "bot",
  typing: "pisze…",
  edited: "edytowano",
  today: "Dzisiaj",
  yesterday: "Wczoraj",
  attach: "Załącz",
  photo: "Zdjęcie",
  file: "Plik",
  voice: "Wiadomość głosowa",
  video: "Film",
  place: "Miejsce",
  live: "Pozycja na żywo",
  own_contact: "Mój kontakt",
  other_contact: "Cudzy kontakt",
  commands: "Polecenia",
  reply: "Odpowiedz",
  edit: "Edytuj",
  forward: "Przekaż",
  copy: "Kopiuj",
  remove: "Usuń",
  block: "Zablokuj bota",
  unblock: "Odblokuj bota",
  blocked: "Ten bot jest zablokowany.",
  cancel: "Anuluj",
  forwarded: "Przekazano od",
  members: "uczestników",
  more: "Więcej",
  actions: "Działania na wiadomości",
  empty: "Na razie nic tu nie ma.",
  stop_live: "Zakończ udostępnianie",
  replying: "Odpowiedź do",
  editing: "Edycja",
  contact: "Kontakt",
  latest: "Do najnowszej wiadomości",
  keyboard: "Pokaż klawiaturę",
  live_until: "na żywo",
  conversation: "Rozmowa",
  close: "Zamknij",
  pinned: "Przypięta wiadomość",
  drive: "Jedź samodzielnie",
};

const FA = {
  message: "پیام",
  send: "ارسال",
  start: "شروع",
  bot: "ربات",
  typing: "در حال نوشتن…",
  edited: "ویرایش‌شده",
  today: "امروز",
  yesterday: "دیروز",
  attach: "پیوست",
  photo: "عکس",
  file: "فایل",
  voice: "پیام صوتی",
  video: "ویدیو",
  place: "مکان",
  live: "موقعیت زنده",
  own_contact: "شمارهٔ من",
  other_contact: "مخاطب دیگر",
  commands: "دستورها",
  reply: "پاسخ",
  edit: "ویرایش",
  forward: "بازفرست",
  copy: "رونوشت",
  remove: "حذف",
  block: "مسدود کردن ربات",
  unblock: "رفع مسدودیت ربات",
  blocked: "این ربات را مسدود کرده‌اید.",
  cancel: "لغو",
  forwarded: "بازفرست از",
  members: "عضو",
  more: "بیشتر",
  actions: "کارهای پیام",
  empty: "هنوز چیزی اینجا نیست.",
  stop_live: "پایان اشتراک",
  replying: "پاسخ به",
  editing: "ویرایش پیام",
  contact: "مخاطب",
  latest: "به تازه‌ترین پیام",
  keyboard: "نمایش صفحه‌کلید",
  live_until: "زنده",
  conversation: "گفت‌وگو",
  close: "بستن",
  pinned: "پیام سنجاق‌شده",
  drive: "خودش برود",
};

const LANGUAGES = { en: EN, ru: RU, pl: PL, fa: FA };
const RIGHT_TO_LEFT = new Set(["fa", "ar", "he", "ur", "ckb", "ps", "yi"]);

/** @param {string|undefined} language a language code as Telegram has it */
export function wordsFor(language) {
  const code = (language ?? "en").slice(0, 2);
  return { ...EN, ...(LANGUAGES[code] ?? {}) };
}

/** Which way this language is written. */
export function directionOf(language) {
  return RIGHT_TO_LEFT.has((language ?? "en").split("-")[0]) ? "rtl" : "ltr";
}

/** The language's own name: "Polski". */
export function languageName(language) {
  try {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language ?? "";
  }
}

const clocks = new Map();

/** Hours and minutes as this language writes them. @param {number} seconds since the epoch */
export function timeOf(seconds, language) {
  const key = language ?? "en";
  if (!clocks.has(key)) {
    clocks.set(key, new Intl.DateTimeFormat(key === "en" ? "en-GB" : key, { hour: "2-digit", minute: "2-digit" }));
  }
  return clocks.get(key).format(seconds * 1000);
}

/** "Today", "Yesterday" or the day and the month. */
export function dayOf(seconds, language, words) {
  const day = new Date(seconds * 1000);
  const today = new Date();
  const days = Math.round((new Date(today).setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return new Intl.DateTimeFormat(language ?? "en", { day: "numeric", month: "long" }).format(day);
}
