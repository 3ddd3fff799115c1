// Questions to the reader, in the browser's own dialog: it keeps the focus inside, and Escape closes it.

import { byId, el } from "./dom";

/** How long a message stays. */
const STAYS_MS = 7_000;
let fading = 0;

/** Asks with a form; `send` gets what was filled in. What it throws is shown and the form stays. Done when the
 * dialog is closed; the result tells whether it was sent. */
export function ask(title: string, content: (Node | string)[], confirm: string, send: (form: FormData) => Promise<void>): Promise<boolean> {
  const fault = el("p", { class: "error", role: "alert" });
  const button = el("button", { type: "submit", class: "main" }, confirm);
  const form = el("form", { method: "dialog" },
    el("h2", { id: "asked" }, title),
    ...content,
    fault,
    el("p", { class: "buttons" }, button, el("button", { type: "button", onclick: () => dialog.close() }, "Cancel")),
  );
  const dialog = el("dialog", { "aria-labelledby": "asked" }, form);
  let isSent = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    fault.textContent = "";
    send(new FormData(form)).then(
      () => { isSent = true; dialog.close(); },
      (error: unknown) => { button.disabled = false; fault.textContent = error instanceof Error ? error.message : String(error); },
    );
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return shown(dialog).then(() => isSent);
}

/** Shows something to read until it is closed. */
export function show(title: string, content: Node[]): Promise<void> {
  const close = el("button", { type: "submit", class: "main" }, "Close");
  return shown(el("dialog", { "aria-labelledby": "asked" }, el("form", { method: "dialog" }, el("h2", { id: "asked" }, title), ...content, el("p", { class: "buttons" }, close))));
}

/** Whether a question is open, so that keys belong to it. */
export function isAsking(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

/** Says something in passing. */
export function tell(message: string, isFault = false): void {
  const told = byId("told");
  told.textContent = message;
  told.classList.toggle("fault", isFault);
  clearTimeout(fading);
  fading = window.setTimeout(() => { told.textContent = ""; }, STAYS_MS);
}

function shown(dialog: HTMLDialogElement): Promise<void> {
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve();
  }));
}
