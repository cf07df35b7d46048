let ruler: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();
const MOST_KEPT = 2000;

/** How wide a label of the map is, in pixels. */
export function measureLabel(text: string): number {
  let known = widths.get(text);
  if (known === undefined) {
    ruler ??= document.createElement('canvas').getContext('2d');
    if (ruler !== null) ruler.font = '600 13px system-ui, sans-serif';
    known = ruler?.measureText(text).width ?? text.length * 8;
    if (widths.size > MOST_KEPT) widths.clear();
    widths.set(text, known);
  }
  return known;
}
