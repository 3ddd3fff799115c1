// Values and words find each other: over a value its words light up in the report, a click on words shows the values.

/** Waits so long before another claim is shown, so that crossing the panel turns no pages. */
const PAUSE_MS = 180;
const KINDS = ["toll", "where", "when", "who", "what", "says"];

/** Listens in the panel; `showClaim` brings the words of a claim into view. */
export function listenForWords(panel: HTMLElement, showClaim: (id: string) => void): void {
  let waiting = 0;
  const over = (event: Event): void => {
    const target = event.target as Element;
    const kind = target.closest("[data-kind]")?.getAttribute("data-kind") ?? "";
    panel.dataset["lit"] = kind;
    clearTimeout(waiting);
    const claims = target.closest("[data-claims]")?.getAttribute("data-claims")?.split(" ") ?? [];
    if (kind === "" || claims.length === 0 || claims.includes(panel.dataset["claim"] ?? "")) return;
    waiting = window.setTimeout(() => { if (claims[0]) showClaim(claims[0]); }, PAUSE_MS);
  };
  panel.addEventListener("pointerover", over);
  panel.addEventListener("focusin", over);
  panel.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest("mark[data-of]");
    // A selection is on its way to a correction and no click.
    if (mark && getSelection()?.isCollapsed !== false) showValues(panel, mark);
  });
}

/** Opens the values that came out of the marked words, and points at them. */
function showValues(panel: HTMLElement, mark: Element): void {
  const kind = KINDS.find((name) => mark.classList.contains(name));
  const claim = CSS.escape(mark.getAttribute("data-of") ?? "");
  const rows = [...panel.querySelectorAll(`[data-kind="${kind}"] [data-claims~="${claim}"]`)];
  for (const row of panel.querySelectorAll(".pointed")) row.classList.remove("pointed");
  for (const row of rows) {
    row.closest("details")?.setAttribute("open", "");
    row.classList.add("pointed");
  }
  rows[0]?.scrollIntoView({ block: "center" });
}
