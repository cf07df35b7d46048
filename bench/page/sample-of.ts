import { createRandom } from '../../src/core/random';
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

/** Order lines of so many customers, one to five each, over two years. */
export function ordersOf(customers: number): string {
  const random = createRandom(7);
  const lines = ['order_id,customer_id,order_date,product,quantity,price'];
  const two = (value: number) => `${value}`.padStart(2, '0');
  for (let customer = 0, order = 0; customer < customers; customer++)
    for (let left = 1 + random.below(1 + random.below(5)); left > 0; left--, order++)
      lines.push(
        `O${1_000_000 + order},C${1_000_000 + customer},${2024 + random.below(2)}-` +
          `${two(1 + random.below(12))}-${two(1 + random.below(28))},tea ${random.below(200)},` +
          `${1 + random.below(4)},${(2 + random.below(4000) / 100).toFixed(2)}`,
      );
  return lines.join('\n');
}
