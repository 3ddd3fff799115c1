// Views with a name: filters kept in this browser, to be gone back to.

import { ask, tell } from "./ask";
import { el } from "./dom";
import { change, FILTERS, listen, query } from "./state";

const KEY = "dateline.views";

/** The choice of kept views, and the button that keeps one. */
export function viewTools(): HTMLElement {
  const select = el("select", { "aria-label": "Kept views" });
  const draw = (): void => {
    const views = kept();
    select.replaceChildren(el("option", { value: "" }, "Views"), ...Object.keys(views).sort((a, b) => a.localeCompare(b)).map((name) => el("option", { value: name }, name)));
    select.value = Object.keys(views).find((name) => views[name] === query().toString()) ?? "";
    const empty = Object.keys(views).length === 0;
    select.hidden = empty;
    forget.hidden = select.value === "";
  };
  const forget = el("button", { type: "button", title: "Forget this view", "aria-label": "Forget this view", onclick: () => {
    const { [select.value]: _, ...rest } = kept();
    keep(rest);
    draw();
  } }, "×");
  select.addEventListener("change", () => {
    const view = kept()[select.value];
    if (view !== undefined) show(view);
  });
  const save = el("button", { type: "button", title: "Keep these filters under a name", onclick: () => void name().then(draw) }, "Keep view");
  listen(draw);
  draw();
  return el("span", { class: "views" }, select, forget, save);
}

async function name(): Promise<void> {
  const label = el("label", {}, "Name", el("input", { name: "name", required: true, maxlength: 60 }));
  const isKept = await ask("Keep this view", [el("p", { class: "hint" }, "It stays in this browser. To give it to others, send the address of the page."), label], "Keep", async (form) => {
    keep({ ...kept(), [String(form.get("name")).trim()]: query().toString() });
  });
  if (isKept) tell("Kept.");
}

function show(view: string): void {
  const asked = new URLSearchParams(view);
  change(Object.fromEntries(FILTERS.map((name) => [name, asked.get(name) ?? ""])));
}

function kept(): Record<string, string> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return read !== null && typeof read === "object" ? (read as Record<string, string>) : {};
  } catch {
    return {};
  }
}

function keep(views: Record<string, string>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(views));
  } catch {
    tell("This browser keeps nothing for this page.", true);
  }
}
