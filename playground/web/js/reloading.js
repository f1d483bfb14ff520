/** A playground that was started again knows this page no more: loading it again brings its new token. */

const RELOADED_AT = "playground.reloaded";
const AT_MOST_EVERY_MS = 5000;

/** Load the page again, unless that has just been tried in vain. @returns {boolean} whether it is on its way */
export function reloadForNewToken() {
  const before = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
  if (Date.now() - before < AT_MOST_EVERY_MS) return false;
  sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  location.reload();
  return true;
}
