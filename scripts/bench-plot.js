// Draws bench/results/latest.json: how many times as quick as each peer, and how time grows with rows.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [WIDTH, LINE, LEFT, TOP] = [1040, 22, 560, 46];
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
  const lines = [
    textAt(
      LEFT,
      16,
      'times as quick as the peer (1: the same; each line doubles)',
      'class="small"',
    ),
  ];
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

/** What is drawn over the number of rows: a panel for each beginning of a name. */
const PANELS = [
  ['drop to map, texts and columns', 'From drop to map: texts and columns'],
  ['drop to map, columns only', 'From drop to map: columns only'],
  ['drop to map, orders, RFM grid', 'From drop to map: orders, RFM grid'],
];
const [PANEL, HEIGHT, TELL, GAP] = [420, 300, 200, 20];
/** Stages that end below so many seconds are not drawn. */
const NOTHING = 0.1;
const NAMES = { '': 'all of it', read: 'Reading the file' };
const ROWS = [1000, 1_000_000];
const SECONDS = [0.03, 1000];

/** Seconds over rows, both in powers of ten: the whole as a thick line, its stages as thin ones. */
function drawGrowth(rows) {
  const across = (value, [low, high], size) =>
    (Math.log(value / low) / Math.log(high / low)) * size;
  return PANELS.flatMap(([begin, title], panel) => {
    const left = 48 + panel * (PANEL + GAP);
    const wide = PANEL - TELL - 40;
    const x = (value) => left + across(value, ROWS, wide);
    const y = (value) => TOP + HEIGHT - across(Math.max(value, SECONDS[0]), SECONDS, HEIGHT);
    const lines = [textAt(left, 18, title, 'class="title"')];
    for (let power = 1000; power <= ROWS[1]; power *= 10) {
      lines.push(`<path d="M${x(power)} ${TOP}V${TOP + HEIGHT}" class="tick"/>`);
      const told = power === 1_000_000 ? '1 m' : `${power / 1000} k`;
      lines.push(textAt(x(power), TOP + HEIGHT + 16, told, 'class="small mid"'));
    }
    for (const power of [0.1, 1, 10, 100, 1000]) {
      lines.push(`<path d="M${left} ${y(power)}H${left + wide}" class="tick"/>`);
      lines.push(textAt(left - 5, y(power) + 4, `${power} s`, 'class="small end"'));
    }
    const drawn = new Map();
    for (const row of rows)
      if (row.name === begin || row.name.startsWith(`${begin}: `)) {
        const stage = row.name.slice(begin.length + 2);
        drawn.set(stage, [...(drawn.get(stage) ?? []), row]);
      }
    const ends = [];
    for (const [stage, points] of drawn) {
      points.sort((a, b) => a.rows - b.rows);
      if (points.at(-1).ours_s < NOTHING) continue;
      const path = points.map(({ rows: many, ours_s: took }) => `${x(many)} ${y(took)}`).join('L');
      lines.push(`<path d="M${path}" class="${stage === '' ? 'whole' : 'stage'}"/>`);
      const last = points.at(-1);
      for (const point of points)
        lines.push(
          `<circle cx="${x(point.rows)}" cy="${y(point.ours_s)}" r="${stage === '' ? 3.5 : 2}" class="${stage === '' ? 'dot' : 'small-dot'}"/>`,
        );
      ends.push({
        text: `${NAMES[stage] ?? stage} ${short(last.ours_s)} s`,
        from: x(last.rows),
        at: y(last.ours_s),
        y: y(last.ours_s),
        whole: stage === '',
      });
    }
    ends.sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => {
      if (i > 0) end.y = Math.max(end.y, ends[i - 1].y + 14);
    });
    for (const { text, from, at, y: to, whole } of ends) {
      lines.push(`<path d="M${from + 5} ${at}L${left + wide + 8} ${to}" class="lead"/>`);
      lines.push(textAt(left + wide + 10, to + 4, text, whole ? 'class="bold"' : 'class="small"'));
    }
    return lines;
  });
}

function write(name, width, height, lines, told) {
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    '<style>text{fill:#333}.small{fill:#666;font-size:11px}.title,.bold{font-weight:600}.mid{text-anchor:middle}.end{text-anchor:end}.tick{stroke:#ddd}.one{stroke:#555}.ours{fill:#2f7d5b}.theirs{fill:#c26a3d}.whole{stroke:#2f7d5b;stroke-width:2.5;fill:none}.stage{stroke:#8aa79b;fill:none}.lead{stroke:#ccc;fill:none}.dot{fill:#2f7d5b}.small-dot{fill:#8aa79b}</style>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...lines,
    textAt(8, height - 10, told, 'class="small"'),
    '</svg>',
  ].join('\n');
  writeFileSync(path.join(root, 'docs/pictures', name), `${svg}\n`);
}

export function drawLatest() {
  const { rows, date, machine } = JSON.parse(
    readFileSync(path.join(root, 'bench/results/latest.json'), 'utf8'),
  );
  const told = `npm run bench, ${date}, ${machine}`;
  const { lines, bottom } = drawRatios(rows);
  write('bench.svg', WIDTH, bottom + 30, lines, told);
  write(
    'growth.svg',
    PANELS.length * (PANEL + GAP) + 20,
    TOP + HEIGHT + 50,
    drawGrowth(rows),
    `Seconds over customers; from 3,000 on the map is drawn beside the search for segments. ${told}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) drawLatest();
