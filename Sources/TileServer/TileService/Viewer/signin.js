// Signing in: a code after the `#` is exchanged at once, a token is taken from the form. Neither is kept:
// the server answers with a session in a cookie that no script can read.

import { translatePage, word } from "./words.js";

const node = (id) => document.getElementById(id);

/** Says how it stands. */
function tell(text, isFailure = false) {
  node("state").textContent = text;
  node("state").classList.toggle("failure", isFailure);
  node("state").hidden = !text;
}

/** Begins a session; the map follows. */
async function signIn(proof) {
  node("form").querySelector("button").disabled = true;
  tell(word("signingIn"));
  const failure = await begin(proof);
  node("form").querySelector("button").disabled = false;
  if (failure) tell(failure, true);
  else location.replace("/");
}

/** The reason why it failed, in a sentence; `null` when it worked. */
async function begin(proof) {
  try {
    const response = await fetch("/session", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(proof),
    });
    if (response.ok) return null;
    if (response.status === 429) return word("failure.tooMany", { seconds: response.headers.get("Retry-After") });
    return word(proof.code ? "failure.code" : "failure.token");
  } catch {
    return word("failure.offline");
  }
}

translatePage();
document.title = `${word("signIn")} · PetaBinaan`;
node("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const token = node("token").value.trim();
  node("token").value = "";
  signIn({ token });
});
const code = location.hash.slice(1);
// Out of the address first, so that it stays in no history.
if (code) history.replaceState(null, "", location.pathname);
if (code.startsWith("pbc_")) signIn({ code });
