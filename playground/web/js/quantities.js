/** Quantities as people read them beside a message: a price, a length of time, a size. */

/** A price in the currency's smallest units as its language writes it. */
export function amount(total, currency, language) {
  if (currency === "XTR") return `★ ${total}`;
  const style = new Intl.NumberFormat(language ?? "en", { style: "currency", currency });
  return style.format(total / 10 ** style.resolvedOptions().maximumFractionDigits);
}

/** Seconds as 0:07. */
export function length(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

/** Bytes as 12 KB. */
export function sized(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
