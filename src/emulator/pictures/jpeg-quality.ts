/**
 * The quality that a JPEG was written with, from its luminance table: encoders scale the table of the standard (ITU-T
 * T.81, table K.1) by the rule of the Independent JPEG Group's library, which can be turned around.
 */

/** Table K.1. */
const STANDARD = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** What the 64 values of the table for a quality add up to. */
const SUMS = Array.from({ length: 100 }, (_, index) => {
  const quality = index + 1;
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const values = STANDARD.map((value) => Math.floor((value * scale + 50) / 100));
  return sumOf(values.map((value) => Math.min(255, Math.max(1, value))));
});

/** 1 to 100, the nearest one for a table of another kind; null for what is no JPEG or has no table. */
export function jpegQuality(bytes: Uint8Array): number | null {
  const table = luminanceTable(bytes);
  if (table === null) return null;
  const sum = sumOf(table);
  const distances = SUMS.map((each) => Math.abs(each - sum));
  return distances.indexOf(Math.min(...distances)) + 1;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The 64 values of quantisation table 0, in whatever order. */
function luminanceTable(bytes: Uint8Array): number[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = view.getUint16(at);
    // Scan data follows: tables come before it.
    if (marker === 0xffda || marker >> 8 !== 0xff) return null;
    const end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xffdb && end <= bytes.length) {
      for (let table = at + 4; table < end; ) {
        const wide = (view.getUint8(table) & 0xf0) !== 0;
        const size = wide ? 2 : 1;
        const next = table + 1 + 64 * size;
        if (next > end) return null;
        if ((view.getUint8(table) & 0x0f) === 0) {
          return Array.from({ length: 64 }, (_, index) => {
            const value = table + 1 + index * size;
            return wide ? view.getUint16(value) : view.getUint8(value);
          });
        }
        table = next;
      }
    }
    at = end;
  }
  return null;
}
