// Overlapping spans cut into pieces that do not overlap.

/** A span of bytes that is to be shown in some way. */
export interface Mark { start: number; end: number; kind: string; label: string }
/** A piece of text with every mark that covers it. */
export interface Piece { start: number; end: number; marks: Mark[] }

/** `from..to` cut wherever a mark begins or ends; marks that reach beyond are cut to it. */
export function pieces(from: number, to: number, marks: Mark[]): Piece[] {
  const inside = marks.filter((mark) => mark.start < to && mark.end > from && mark.start < mark.end);
  const edges = new Set([from, to]);
  for (const mark of inside) {
    edges.add(Math.max(from, mark.start));
    edges.add(Math.min(to, mark.end));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, at) => {
    const end = sorted[at + 1] ?? to;
    return { start, end, marks: inside.filter((mark) => mark.start <= start && mark.end >= end) };
  });
}
