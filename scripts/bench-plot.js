// Draws bench/results/latest.json: how many times as quick as each peer, and how time grows with rows.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [WIDTH, LINE, LEFT, TOP] = [960, 22, 480, 46];
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const count = (rows) => rows.toLocaleString('en-US');
const short = (value) => Number(value.toPrecision(2)).toLocaleString('en-US');

function textAt(x, y, text, more = '') {
  return `<text x="${x}" y="${y}" ${more}>${escape(text)}</text>`;
}

/** Bars to the right of 1 are ours, to the left the peer's; each tick doubles. */
function drawRatios(rows) {
  const told = rows.filter(({ ratio }) => typeof ratio === 'number');
  const most = Math.max(2, ...told.map(({ ratio }) => Math.abs(Math.log2(ratio))));
  const [low, high] = [LEFT, WIDTH - 70];
  const middle = (low + high) / 2;
  const unit = (high - low) / 2 / Math.ceil(most);
  const bottom = TOP + told.length * LINE;
  const lines = [];
  for (let power = -Math.ceil(most); power <= Math.ceil(most); power++) {
    const x = middle + power * unit;
    lines.push(`<path d="M${x} ${TOP - 6}V${bottom}" class="${power === 0 ? 'one' : 'tick'}"/>`);
    if (power % 2 === 0)
      lines.push(
        textAt(x, TOP - 12, power < 0 ? `1/${2 ** -power}` : `${2 ** power}`, 'class="small mid"'),
      );
  }
  told.forEach(({ name, rows: many, peer, ratio }, i) => {
    const y = TOP + i * LINE;
    const x = middle + Math.log2(ratio) * unit;
    const [from, to] = [Math.min(x, middle), Math.max(x, middle)];
    lines.push(
      textAt(LEFT - 8, y + 14, `${name}, ${count(many)} · ${peer}`, 'class="end"'),
      `<rect x="${from}" y="${y + 3}" width="${Math.max(1, to - from)}" height="${LINE - 7}" class="${ratio >= 1 ? 'ours' : 'theirs'}"/>`,
      textAt(
        ratio >= 1 ? to + 4 : from - 4,
        y + 14,
        `${short(ratio)}`,
        ratio >= 1 ? '' : 'class="end"',
      ),
    );
  });
  return { lines, bottom };
}

export function drawLatest() {
  const { rows, date, machine } = JSON.parse(
    readFileSync(path.join(root, 'bench/results/latest.json'), 'utf8'),
  );
  const { lines, bottom } = drawRatios(rows);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 30}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text{fill:#333}.small{fill:#666;font-size:11px}.mid{text-anchor:middle}.end{text-anchor:end}.tick{stroke:#ddd}.one{stroke:#555}.ours{fill:#2f7d5b}.theirs{fill:#c26a3d}</style>',
    `<rect width="${WIDTH}" height="${bottom + 30}" fill="#fff"/>`,
    textAt(
      LEFT,
      16,
      'times as quick as the peer (1: the same; each line doubles)',
      'class="small"',
    ),
    ...lines,
    textAt(8, bottom + 20, `npm run bench, ${date}, ${machine}`, 'class="small"'),
    '</svg>',
  ].join('\n');
  writeFileSync(path.join(root, 'docs/pictures/bench.svg'), `${svg}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) drawLatest();
