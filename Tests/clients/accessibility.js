// Checks of a page's accessibility, evaluated inside it: a list of sentences about what is wrong.
// What is checked follows WCAG 2.1 A and AA as far as a program can see it: names, roles, references, landmarks,
// headings, language, alternative texts, duplicate ids, contrast, target sizes and what may hold the focus.

() => {
  const found = [];
  const isShown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && node.getClientRects().length > 0;
  const describe = (node) => {
    const id = node.id ? `#${node.id}` : "";
    const classes = [...node.classList].map((name) => `.${name}`).join("");
    return `${node.tagName.toLowerCase()}${id}${classes} "${(node.textContent ?? "").trim().slice(0, 30)}"`;
  };
  const tell = (rule, node) => found.push(`${rule}: ${describe(node)}`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isHidden = (node) => node.closest("[aria-hidden=true], [inert]") !== null;
  const byIds = (text) => (text ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));

  /** The name that is read out, as far as this page uses the ways to give one. */
  function nameOf(node) {
    const labelled = byIds(node.getAttribute("aria-labelledby")).filter(Boolean);
    if (labelled.length > 0) return labelled.map((one) => one.textContent).join(" ").trim();
    const label = node.getAttribute("aria-label");
    if (label) return label.trim();
    if (node.labels?.length > 0) return [...node.labels].map((one) => one.textContent).join(" ").trim();
    const own = (node.textContent ?? "").trim();
    if (own && !["SELECT", "INPUT", "TEXTAREA"].includes(node.tagName)) return own;
    const image = node.querySelector?.("img[alt]")?.alt;
    return (image || node.getAttribute("title") || "").trim();
  }

  // Names and roles
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=slider], "
    + "[role=combobox], [role=listbox], [role=option], [tabindex='0']";
  for (const node of all(controls)) {
    if (!isShown(node) || isHidden(node)) continue;
    if (!nameOf(node)) tell("has no name", node);
  }
  const roles = new Set(["alert", "button", "combobox", "group", "img", "link", "listbox", "main", "navigation",
    "option", "progressbar", "region", "search", "slider", "status", "presentation", "none", "dialog"]);
  for (const node of all("[role]")) {
    if (!roles.has(node.getAttribute("role"))) tell("has a role that is none", node);
  }
  for (const node of all("[role=slider]")) {
    for (const name of ["aria-valuenow", "aria-valuemin", "aria-valuemax"]) {
      if (!node.hasAttribute(name)) tell(`slider without ${name}`, node);
    }
  }
  for (const name of ["aria-labelledby", "aria-controls", "aria-describedby", "aria-activedescendant"]) {
    for (const node of all(`[${name}]`)) {
      if (isShown(node) && byIds(node.getAttribute(name)).some((one) => one === null)) tell(`${name} leads nowhere`, node);
    }
  }
  for (const node of all("label[for]")) {
    if (!document.getElementById(node.htmlFor)) tell("label for nothing", node);
  }

  // Ids, language, headings, landmarks, pictures
  const ids = all("[id]").map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) found.push(`id twice: ${id}`);
  if (!["id", "en"].includes(document.documentElement.lang)) found.push("the page has no language");
  if (!document.title.trim()) found.push("the page has no title");
  if (all("main, [role=main]").length !== 1) found.push("there is not one main landmark");
  if (all("h1").filter(isShown).length !== 1) found.push("there is not one first heading");
  for (const node of all("section, aside, nav")) {
    if (isShown(node) && node.childElementCount > 0 && !nameOf2(node)) tell("landmark without a name", node);
  }
  for (const node of all("img:not([alt]), [role=img]:not([aria-label]):not([aria-labelledby])")) tell("picture without words", node);
  for (const node of all("svg")) {
    if (!isHidden(node) && node.getAttribute("role") !== "img") tell("drawing that is neither hidden nor named", node);
  }
  for (const node of all("th")) if (!node.scope) tell("heading of a table without a scope", node);

  function nameOf2(node) {
    if (node.hasAttribute("aria-label")) return node.getAttribute("aria-label");
    return byIds(node.getAttribute("aria-labelledby")).filter(Boolean).map((one) => one.textContent).join("")
      || node.querySelector(":scope > h3")?.textContent;
  }

  // Focus
  for (const node of all("[tabindex]")) if (node.tabIndex > 0) tell("tabindex above zero", node);
  for (const node of all("[aria-hidden=true] :is(a[href], button, input, select, [tabindex='0'])")) {
    if (!node.closest("[inert]") && isShown(node)) tell("focus inside what is hidden", node);
  }
  for (const node of all("button, a[href], input, select, summary, [role=slider]")) {
    if (!isShown(node) || isHidden(node) || node.classList.contains("skip")) continue;
    const box = (node.closest("label") ?? node).getBoundingClientRect();
    const isInText = getComputedStyle(node).display === "inline" || node.closest("td, th, li, p") !== null;
    if (!isInText && (box.width < 24 || box.height < 24) && !node.closest(".maplibregl-ctrl-attrib")) tell("smaller than 24 × 24", node);
  }

  // Contrast
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function rgba(text) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return a === 0 ? [0, 0, 0, 0] : [r, g, b, a / 255];
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((value, index) => value * a + under[index] * (1 - a));
  const light = (color) => {
    const [r, g, b] = color.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** The colours behind a node, from the page upwards; `null` over a picture. */
  function ground(node) {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== "none" && one !== node) return null;
      const color = rgba(style.backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
      if (one.classList.contains("map")) return null;
    }
    return layers.reverse().reduce((under, color) => over(color, under), [255, 255, 255]);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.textContent.trim() || seen.has(node) || !isShown(node) || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(node.tagName)) continue;
    seen.add(node);
    // What is being loaded anew is dimmed for a moment.
    if (node.closest(":disabled, [aria-busy=true], svg")) continue;
    const style = getComputedStyle(node);
    const under = ground(node);
    if (!under) continue;
    const opacity = [...ancestors(node)].reduce((share, one) => share * Number(getComputedStyle(one).opacity), 1);
    const [r, g, b, a] = rgba(style.color);
    const [one, two] = [light(over([r, g, b, a * opacity], under)), light(under)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) tell(`contrast ${ratio.toFixed(2)}`, node);
  }
  function* ancestors(node) {
    for (let one = node; one; one = one.parentElement) yield one;
  }
  return found;
}
