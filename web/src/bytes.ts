// The server counts bytes of UTF-8, the browser counts UTF-16 units.

/** A text that can be cut at byte offsets. */
export class ByteText {
  /** For each byte offset the UTF-16 offset; null when every character is one byte. */
  private readonly units: Uint32Array | null;

  constructor(readonly text: string) {
    this.units = /^[\x00-\x7f]*$/.test(text) ? null : unitOffsets(text);
  }

  /** The words from byte `start` to byte `end`; offsets past the end are cut. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** Length in bytes. */
  get length(): number {
    return this.units === null ? this.text.length : this.units.length - 1;
  }

  private unit(byte: number): number {
    if (this.units === null) return byte;
    return this.units[byte] ?? this.text.length;
  }
}

function unitOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(new TextEncoder().encode(text).length + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    offsets.fill(unit, byte, byte + width);
    byte += width;
    unit += character.length;
  }
  offsets[byte] = unit;
  return offsets;
}
