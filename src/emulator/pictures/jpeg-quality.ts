/**
 * The quality that a JPEG was written with, from its luminance table: encoders scale the table of the standard (ITU-T
 * T.81, table K.1) by the rule of the Independent JPEG Group's library, which can be turned around.
 */

/** The sum of the standard's luminance table. */
const STANDARD_SUM = 3698;

/** 1 to 100; null for what is no JPEG or has no table. Good to about one step. */
export function jpegQuality(bytes: Uint8Array): number | null {
  const table = luminanceTable(bytes);
  if (table === null) return null;
  const sum = table.reduce((total, value) => total + value, 0);
  const scale = (100 * sum) / STANDARD_SUM;
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.min(100, Math.max(1, Math.round(quality)));
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
