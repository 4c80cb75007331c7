// Who is signed in, in the panel: role and area, the officer's purpose, the way in and out.

import * as api from "./api.js";
import { element } from "./dom.js";
import { word } from "./words.js";

const subjects = { tips: "tipDensity", accommodations: "accommodations", guests: "guests" };

/** What a session may see, as `GET /session` tells it. */
export class Account {
  #session;

  constructor(session) {
    this.#session = session;
  }

  get isSignedIn() {
    return this.#session.signed_in;
  }

  get role() {
    return this.#session.role;
  }

  /** The codes of the area; `null` for everywhere. */
  get area() {
    return this.#session.area;
  }

  /** Whether the role sees a subject, whatever the purpose. */
  sees(subject) {
    return this.#session.sees.includes(subject);
  }

  /** Whether single tips wait for a purpose. */
  get lacksPurpose() {
    return this.#session.needs_purpose && !this.#session.purpose;
  }

  /** Whether the density of a source may be asked for. */
  opens(source) {
    return this.#session.sees.includes(subjects[source]) && !this.lacksPurpose;
  }

  /** Why the density of a source is not shown; `null` when it is. */
  obstacle(source) {
    if (this.opens(source)) return null;
    if (!this.isSignedIn) return "account.signInForHeat";
    return this.lacksPurpose ? "account.purposeForHeat" : "account.roleSeesNone";
  }

  /** Writes the panel's part about the account; `obstacle` says why the work place shows nothing. */
  render(node, obstacle) {
    node.replaceChildren(
      ...(this.isSignedIn ? [this.#line()] : []),
      ...(obstacle ? [element("p.hint", {}, word(obstacle))] : []),
      ...(this.isSignedIn ? []
        : [element("a.button", { href: `/signin` }, word("signIn"))]),
      ...(obstacle && this.lacksPurpose ? [this.#purposeForm()] : []));
  }

  #line() {
    const { name, role, area, purpose } = this.#session;
    const where = area === null ? word("account.everywhere") : area.join(", ");
    const text = [word(`role.${role}`), where, purpose].filter(Boolean).join(" · ");
    return element("p.account-line", { title: name }, element("span", {}, text),
      element("button.text-button", { type: "button", onclick: signOut }, word("signOut")));
  }

  #purposeForm() {
    const input = element("input", {
      id: "purpose", type: "text", minlength: 3, maxlength: 200, required: true, autocomplete: "off",
    });
    const send = async (event) => {
      event.preventDefault();
      input.setCustomValidity("");
      try {
        await api.setPurpose(input.value);
        location.reload();
      } catch (error) {
        input.setCustomValidity(error.detail || error.sentence || word("failure.offline"));
        input.reportValidity();
      }
    };
    return element("form.purpose", { onsubmit: send, oninput: () => input.setCustomValidity("") },
      element("label", { for: "purpose" }, word("account.purpose")), input,
      element("button.button", { type: "submit" }, word("account.setPurpose")));
  }
}

async function signOut() {
  await api.endSession().catch(() => undefined);
  location.reload();
}
