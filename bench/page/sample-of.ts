import { makeSample } from '../../src/core/sample/make-sample';

/** The sample, again and again until there are so many rows, each with another id and another text. */
export function sampleOf(rows: number, columnsOnly = false): string {
  const [header, ...lines] = makeSample('en')
    .csv.trim()
    .split('\n')
    .map((line) => (columnsOnly ? line.replace(/,(?:"(?:[^"]|"")*"|[^,]*)$/, '') : line));
  const made = Array.from({ length: rows }, (_, i) => {
    const line = lines[i % lines.length].replace(/^C\d+/, `C${10001 + i}`);
    if (i < lines.length || columnsOnly) return line;
    return line.endsWith('"') ? `${line.slice(0, -1)} Order ${i}."` : `${line} Order ${i}.`;
  });
  return [header, ...made].join('\n');
}
