/** Why an act was refused, in each language: the stage says it in English, and these are the sentences that it says. */

const SAID = {
  ru: {
    "this message is not there any more": "Этого сообщения уже нет.",
    "this button is not there any more": "Этой кнопки уже нет.",
    "this topic is not there any more": "Этой темы уже нет.",
    "this topic is closed": "Тема закрыта.",
    "the bot is blocked in this chat: unblock it first": "Бот заблокирован: сначала разблокируйте его.",
    "this position is not shared live (any more)": "Трансляция места уже закончилась.",
    "only one's own messages can be edited": "Изменять можно только свои сообщения.",
    "only one's own messages can be deleted in a group": "В группе можно удалять только свои сообщения.",
    "there is no invoice here that can be paid": "Здесь нет счёта, который можно оплатить.",
    "this invoice is paid already": "Этот счёт уже оплачен.",
    "this invoice asks for a shipping address": "Для этого счёта нужен адрес доставки.",
    "The payment failed: the bot did not answer in time.": "Оплата не прошла: бот не ответил вовремя.",
  },
  pl: {
    "this message is not there any more": "Tej wiadomości już nie ma.",
    "this button is not there any more": "Tego przycisku już nie ma.",
    "this topic is not there any more": "Tego tematu już nie ma.",
    "this topic is closed": "Ten temat jest zamknięty.",
    "the bot is blocked in this chat: unblock it first": "Bot jest zablokowany: najpierw go odblokuj.",
    "this position is not shared live (any more)": "Pozycja nie jest już udostępniana.",
    "only one's own messages can be edited": "Edytować można tylko własne wiadomości.",
    "only one's own messages can be deleted in a group": "W grupie można usuwać tylko własne wiadomości.",
    "there is no invoice here that can be paid": "Nie ma tu rachunku do zapłacenia.",
    "this invoice is paid already": "Ten rachunek jest już zapłacony.",
    "this invoice asks for a shipping address": "Ten rachunek wymaga adresu dostawy.",
    "The payment failed: the bot did not answer in time.": "Płatność się nie udała: bot nie odpowiedział na czas.",
  },
  fa: {
    "this message is not there any more": "این پیام دیگر وجود ندارد.",
    "this button is not there any more": "این دکمه دیگر وجود ندارد.",
    "this topic is not there any more": "این موضوع دیگر وجود ندارد.",
    "this topic is closed": "این موضوع بسته است.",
    "the bot is blocked in this chat: unblock it first": "ربات مسدود است؛ نخست آن را از مسدودیت درآورید.",
    "this position is not shared live (any more)": "اشتراک موقعیت پایان یافته است.",
    "only one's own messages can be edited": "فقط پیام خودتان را می‌توانید ویرایش کنید.",
    "only one's own messages can be deleted in a group": "در گروه فقط پیام خودتان را می‌توانید حذف کنید.",
    "there is no invoice here that can be paid": "اینجا صورت‌حسابی برای پرداخت نیست.",
    "this invoice is paid already": "این صورت‌حساب پیش‌تر پرداخت شده است.",
    "this invoice asks for a shipping address": "این صورت‌حساب نشانی تحویل می‌خواهد.",
    "The payment failed: the bot did not answer in time.": "پرداخت انجام نشد: ربات به‌موقع پاسخ نداد.",
  },
};

/** @param {string} sentence as the stage says it @param {string|undefined} language */
export function refusedIn(language, sentence) {
  return SAID[(language ?? "en").slice(0, 2)]?.[sentence] ?? sentence;
}
