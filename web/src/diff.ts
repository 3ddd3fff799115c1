// What was taken out of a text and put into it, word by word.

/** A run of words that both texts have, or words that the other text has in their place; `gone` and `added` are equal in
 * a run of both. */
export interface Run { isSame: boolean; gone: string; added: string }

/** More changed words than this are not told apart: the texts are two, not an edited one. */
const MOST_CHANGES = 1_000;

/** Both texts as runs in their order; joined, the runs give either text with single spaces and line ends. */
export function diff(before: string, after: string): Run[] {
  const [a, b] = [words(before), words(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const runs: Run[] = [];
  const same = (part: string[]): void => put(runs, true, part, part);
  same(a.slice(0, start));
  let [x, y] = [0, 0];
  for (const [fromA, fromB, length] of shared(middleA, middleB)) {
    put(runs, false, middleA.slice(x, fromA), middleB.slice(y, fromB));
    same(middleA.slice(fromA, fromA + length));
    [x, y] = [fromA + length, fromB + length];
  }
  put(runs, false, middleA.slice(x), middleB.slice(y));
  same(a.slice(a.length - end));
  return runs;
}

/** Words with the space or line end after them. */
function words(text: string): string[] {
  return text.trim().replace(/[^\S\n]+/g, " ").replace(/ ?\n\s*/g, "\n").match(/\S+\s?|\s/g) ?? [];
}

function put(runs: Run[], isSame: boolean, gone: string[], added: string[]): void {
  if (gone.length === 0 && added.length === 0) return;
  const last = runs.at(-1);
  if (last?.isSame === isSame) {
    last.gone += gone.join("");
    last.added += added.join("");
  } else runs.push({ isSame, gone: gone.join(""), added: added.join("") });
}

/** Runs of equal words as places in both lists, by the greedy algorithm of Myers (An O(ND) Difference Algorithm and Its
 * Variations, 1986, section 4); none when too much differs. */
function shared(a: string[], b: string[]): [a: number, b: number, length: number][] {
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  // How far along `a` each diagonal reached; `most` is the middle one.
  const reach = new Int32Array(2 * most + 3);
  const at = (line: number): number => reach[most + 1 + line] ?? 0;
  const trace: Int32Array[] = [];
  for (let changes = 0; changes <= most; changes++) {
    trace.push(reach.slice());
    for (let line = -changes; line <= changes; line += 2) {
      const isDown = line === -changes || (line !== changes && at(line - 1) < at(line + 1));
      let x = isDown ? at(line + 1) : at(line - 1) + 1;
      while (x < a.length && x - line < b.length && a[x] === b[x - line]) x++;
      reach[most + 1 + line] = x;
      if (x >= a.length && x - line >= b.length) return back(trace, most + 1, a.length, b.length);
    }
  }
  return [];
}

/** Walks back from the ends of both lists along the furthest reaches, and gathers what was equal on the way. */
function back(trace: Int32Array[], middle: number, x: number, y: number): [number, number, number][] {
  const runs: [number, number, number][] = [];
  for (let changes = trace.length - 1; changes >= 0; changes--) {
    const at = (line: number): number => trace[changes]?.[middle + line] ?? 0;
    const line = x - y;
    const isDown = line === -changes || (line !== changes && at(line - 1) < at(line + 1));
    const before = isDown ? line + 1 : line - 1;
    const start = changes === 0 ? 0 : isDown ? at(before) : at(before) + 1;
    if (x > start) runs.push([start, start - line, x - start]);
    [x, y] = [at(before), at(before) - before];
  }
  return runs.reverse();
}
