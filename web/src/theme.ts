// Light or dark: as the system says, or as the reader chose last.

import { el } from "./dom";

const KEY = "dateline.theme";
const listeners: (() => void)[] = [];
const system = matchMedia("(prefers-color-scheme: dark)");

export function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : system.matches;
}

/** Calls `listener` when light becomes dark or dark light. */
export function onThemeChange(listener: () => void): void {
  listeners.push(listener);
}

/** The colour that the style sheet gives this name now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The button that turns it. */
export function themeButton(): HTMLElement {
  return el("button", { type: "button", onclick: turn, title: "Light or dark", "aria-label": "Light or dark" }, "◐");
}

function turn(): void {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset["theme"] = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

try {
  const chosen = localStorage.getItem(KEY);
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset["theme"] = chosen;
} catch {
  // As above.
}
system.addEventListener("change", () => {
  for (const listener of listeners) listener();
});
