// Sharing a view: the address, copied.

import { notice } from "./notices.js";
import { word } from "./words.js";

/** Copies the address of the present view, and says so. */
export async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    notice("share", () => word("shared"));
  } catch {
    // Where the clipboard is closed to pages, the address is in the address bar.
    notice("share", () => word("shareByHand"));
  }
}
