import { lookOf, MARK_PATHS } from '../core/draw/palette';
import { FEWEST_TOLD, suppressSmall } from '../core/segments/suppress-small';
import { tellByHand, verdictOf } from '../words/judging';
import { partName, partsSentence, spaceRows } from '../words/space';
import { percent, tellingTraits, traitFigures, traitWords } from '../words/names';
import type { Words } from '../words/words';
import { drawSvg, escapeXml } from './export-svg';
import { htmlHead } from './html-head';
import type { Judged } from './judge-segments';
import { moodPart, type ReportReadings, rulePart, themesPart } from './report-readings';
import { type Caveat, findCaveats, type Receipt } from './report-receipt';
import type { Account, Outcome, Segment } from './outcome';

const STYLE = `
:root{color-scheme:light;--ink:#1b1f24;--soft:#59616b;--line:#dfe3e8;--ground:#fff;--card:#f7f8fa}
*{box-sizing:border-box}body{margin:0 auto;max-width:960px;padding:32px 20px 64px;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:28px;line-height:1.2;margin:0 0 4px}h2{font-size:20px;margin:40px 0 12px}h3{font-size:18px;margin:0}
p{margin:4px 0}.soft{color:var(--soft)}svg.map{width:100%;height:auto;border:1px solid var(--line);border-radius:12px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
section.card{border:1px solid var(--line);border-radius:12px;padding:20px;margin:16px 0;break-inside:avoid}
.head{display:flex;gap:10px;align-items:center}.head svg{width:16px;height:16px;flex:none}
ul{margin:8px 0;padding-left:20px}blockquote{margin:8px 0;padding:8px 14px;background:var(--card);border-radius:8px;overflow-wrap:anywhere}
.words{display:flex;flex-wrap:wrap;gap:6px;padding:0;list-style:none}.words li{background:var(--card);border-radius:999px;padding:2px 12px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px}dt{color:var(--soft)}dd{margin:0}
@media print{body{max-width:none;padding:0}}
`;

export interface ReportSource {
  readonly fileName: string;
  readonly outcome: Outcome;
  readonly names: readonly string[];
  readonly receipt: Receipt;
  /** How far the segments are to be trusted, where they were judged. */
  readonly judged?: Judged | undefined;
  /** Moods, rules and themes, where they are known. */
  readonly readings?: ReportReadings;
  /** Whether nothing is told of fewer than five people. */
  readonly suppress: boolean;
}

/** The report: one page that needs nothing else, no script, no request. */
export function writeReport(
  { fileName, outcome, names, receipt, judged, readings = {}, suppress }: ReportSource,
  words: Words,
): string {
  const { account } = outcome;
  const segments = suppress ? outcome.segments.map(suppressSmall) : outcome.segments;
  const hidden = ({ size }: Segment) => suppress && size < FEWEST_TOLD;
  const least = suppress ? FEWEST_TOLD : 0;
  const more = ({ label }: Segment) => {
    const mood = readings.moods?.[label];
    return (
      (mood === undefined ? '' : moodPart(mood, least, words)) +
      rulePart(readings.rules?.[label], names, words)
    );
  };
  const themes = readings.themes && themesPart(readings.themes, least, words);
  const text = escapeXml;
  const title = words.report.title(fileName);
  const number = new Intl.NumberFormat(words.locale);
  const overview = segments
    .map(
      (segment) =>
        `<tr><td>${mark(segment.label)} ${text(names[segment.label])}</td>` +
        (hidden(segment)
          ? `<td class="n">${text(words.report.fewerThan(FEWEST_TOLD))}</td><td class="n"></td>`
          : `<td class="n">${number.format(segment.size)}</td>` +
            `<td class="n">${text(percent(segment.share, words.locale))}</td>`) +
        `<td class="n">${text(percent(segment.confidence, words.locale))}</td>` +
        (judged === undefined
          ? ''
          : `<td class="n">${text(foundAgain(judged, segment, words))}</td>`) +
        `<td>${text(traitList(segment, words).slice(0, 2).join(words.traits.and))}</td></tr>`,
    )
    .join('\n');
  return `${htmlHead(title, words.locale, STYLE)}
<body>
<h1>${text(title)}</h1>
<p class="soft">${text(words.report.customers(account.rows))} · ${text(words.report.segments(segments.length))} · ${text(words.report.made)}</p>
<nav aria-label="${text(words.report.contents)}"><ul class="words">
${[
  ['overview', words.report.overview],
  ...(judged === undefined ? [] : [['real', words.judging.report]]),
  ['map', words.report.map],
  ['segments', words.segments.title],
  ...(themes ? [['themes', words.topics.title]] : []),
  ['how', words.report.how],
  ['receipt', words.report.receipt],
  ['caveats', words.report.caveats],
]
  .map(([id, label]) => `<li><a href="#${id}">${text(label)}</a></li>`)
  .join('\n')}
</ul></nav>
<h2 id="overview">${text(words.report.overview)}</h2>
<table>
<thead><tr><th>${text(words.segments.name)}</th><th class="n">${text(words.segments.size)}</th><th class="n">${text(words.segments.share)}</th><th class="n">${text(words.segments.confidence)}</th>${judged === undefined ? '' : `<th class="n">${text(words.judging.again)}</th>`}<th>${text(words.segments.traits)}</th></tr></thead>
<tbody>
${overview}
</tbody>
</table>
${judged === undefined ? '' : verdictPart(judged, names, words)}<h2 id="map">${text(words.report.map)}</h2>
${drawSvg(outcome, names, { width: 960, height: 640, title: words.map.label }).replace('<svg ', '<svg class="map" ')}
<p class="soft">${text(words.map.explain)}</p>
<h2 id="segments">${text(words.segments.title)}</h2>
${segments
  .map((segment) =>
    hidden(segment)
      ? smallCard(segment, names[segment.label], words)
      : card(segment, names[segment.label], more(segment), words),
  )
  .join('\n')}
${themes ?? ''}${partsOf(account, words)}<h2 id="how">${text(words.report.how)}</h2>
<dl>
${accountRows(account, words)
  .map(([term, value]) => `<dt>${text(term)}</dt><dd>${text(value)}</dd>`)
  .join('\n')}
</dl>
${receiptPart(receipt, words)}<h2 id="caveats">${text(words.report.caveats)}</h2>
<ul>
${findCaveats(
  account,
  outcome.segments.map(({ size }) => size),
  least,
)
  .map((caveat) => `<li>${text(tellCaveat(caveat, words))}</li>`)
  .join('\n')}
</ul>
</body>
</html>
`;
}

function tellCaveat(caveat: Caveat, { report }: Words): string {
  switch (caveat.kind) {
    case 'small':
    case 'suppressed':
      return report.caveat[caveat.kind](caveat.segments, caveat.least);
    case 'silent':
    case 'objected':
    case 'dropped':
    case 'unplaced':
      return report.caveat[caveat.kind](caveat.customers);
    default:
      return report.caveat[caveat.kind]();
  }
}

function receiptPart({ rows, columns, fingerprint }: Receipt, words: Words): string {
  const { report } = words;
  const text = escapeXml;
  const lines = columns.map(
    ({ name, role, used, filled }) =>
      `<tr><td>${text(name)}</td><td>${text(words.roles[role])}</td><td>${text(used ? report.yes : report.no)}</td><td class="n">${text(percent(filled, words.locale))}</td></tr>`,
  );
  return `<h2 id="receipt">${text(report.receipt)}</h2>
<p>${text(report.receiptSays(rows, columns.length))}</p>
<table>
<thead><tr><th>${text(report.column)}</th><th>${text(report.role)}</th><th>${text(report.used)}</th><th class="n">${text(report.filled)}</th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
<p class="soft">${text(report.fingerprint(fingerprint))}</p>
`;
}

/** Of a segment of fewer than five people. */
function smallCard({ label }: Segment, name: string, words: Words): string {
  return `<section class="card">
<div class="head">${mark(label)}<h3>${escapeXml(name)}</h3></div>
<p class="soft">${escapeXml(words.report.hidden(FEWEST_TOLD))}</p>
</section>`;
}

function foundAgain(judged: Judged, segment: Segment, words: Words): string {
  const stability = judged.segments[segment.label]?.stability;
  return stability === undefined || verdictOf(judged) === 'single'
    ? '–'
    : percent(stability, words.locale);
}

function verdictPart(judged: Judged, names: readonly string[], words: Words): string {
  const { judging } = words;
  const kind = verdictOf(judged);
  const text = escapeXml;
  const figures = [
    `${judging.again}: ${percent(judged.stability, words.locale)}`,
    `${judging.apart}: ${percent(judged.apart, words.locale)}`,
    judging.judgedOf(judged.rows, judged.of),
  ];
  const byHand = tellByHand(judged, names, words);
  const told = kind !== 'single' && kind !== 'hand';
  return `<h2 id="real">${text(judging.report)}</h2>
<p><strong>${text(judging.chips[kind])}</strong> · ${text(judging.says[kind])}</p>
${[
  ...(kind === 'single' ? [] : [`<p>${text(judging.advice[kind])}</p>`]),
  ...(told && byHand !== '' ? [`<p>${text(byHand)}</p>`] : []),
  ...(told ? [`<p class="soft">${text(figures.join(' · '))}</p>`] : []),
]
  .map((line) => `${line}\n`)
  .join('')}`;
}

function mark(label: number): string {
  const { hex, mark } = lookOf(label, 'light');
  return `<svg viewBox="-1.3 -1.3 2.6 2.6" width="12" height="12" aria-hidden="true"><path d="${MARK_PATHS[mark]}" fill="${hex}"/></svg>`;
}

/** The traits of a segment in words with their figures, the most telling first. */
export function traitList(segment: Segment, words: Words): string[] {
  return tellingTraits(segment.traits).map(
    (trait) =>
      `${traitWords(trait, words)} (${[
        traitFigures(trait, words),
        ...(trait.sensitive === true ? [words.traits.sensitive] : []),
      ].join('; ')})`,
  );
}

function card(segment: Segment, name: string, more: string, words: Words): string {
  const text = escapeXml;
  const traits = traitList(segment, words).slice(0, 6);
  const quotes = segment.quotes.filter((quote) => quote !== '');
  return `<section class="card">
<div class="head">${mark(segment.label)}<h3>${text(name)}</h3></div>
<p class="soft">${text(words.segments.customers(segment.size))} · ${text(words.segments.oneIn(segment.share))} · ${text(words.segments.confidence)} ${text(percent(segment.confidence, words.locale))}</p>
${traits.length > 0 ? `<p><strong>${text(words.segments.traits)}</strong></p><ul>${traits.map((trait) => `<li>${text(trait)}</li>`).join('')}</ul>` : ''}
${segment.keyphrases.length > 0 ? `<p><strong>${text(words.segments.keyphrases)}</strong></p><ul class="words">${segment.keyphrases.map(({ phrase, share, elsewhere }) => `<li title="${text(words.segments.keyphraseFigures(percent(share, words.locale), percent(elsewhere, words.locale)))}">${text(phrase)}</li>`).join('')}</ul>` : ''}
${quotes.length > 0 ? `<p><strong>${text(words.segments.typical)}</strong></p>${quotes.map((quote) => `<blockquote>${text(quote)}</blockquote>`).join('')}` : ''}${more === '' ? '' : `\n${more}`}
</section>`;
}

/** What the method did beyond rows. */
function reportRows(report: Account['report'], words: Words): [string, string][] {
  const { account: terms } = words.themes;
  if (report?.kind === 'rfm')
    return [
      [
        terms.rfm,
        [...Object.values(report.columns), terms.rfmScores(report.scores, report.asScored)].join(
          ' · ',
        ),
      ],
    ];
  if (report?.kind === 'topics')
    return [[terms.explained, percent(report.explained, words.locale)]];
  if (report?.kind !== 'themes') return [];
  const { own, model, phrases } = report.from;
  return [
    [terms.from, terms.themes(model, phrases, own)],
    ...(report.fell.length === 0
      ? []
      : [[terms.fell, report.fell.join(' · ')] as [string, string]]),
  ];
}

/** What parts the segments, as bars. */
function partsOf({ shares = [] }: Account, words: Words): string {
  if (shares.length === 0) return '';
  const said = words.space.parts;
  const text = escapeXml;
  const most = shares[0].share;
  const rows = shares.map((part) => {
    const width = Math.max(0.5, (100 * part.share) / most).toFixed(1);
    const means = said.explained(percent(part.explained, words.locale));
    return `<tr title="${text(means)}"><td>${text(partName(part, words))}</td><td class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" width="100%" height="8" aria-hidden="true"><rect width="${width}" height="8" fill="#0f766e"/></svg></td><td class="n">${text(percent(part.share, words.locale))}</td></tr>`;
  });
  return `<h2>${text(said.title)}</h2>
<p>${text(partsSentence(shares, words))}</p>
<table aria-label="${text(said.table)}"><tbody>
${rows.join('\n')}
</tbody></table>
`;
}

/** How the segments were made, as terms and values. */
export function accountRows(account: Account, words: Words): [string, string][] {
  const { account: terms } = words.segments;
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 3 });
  const rows: [string, string][] = [[terms.method, words.methods[account.method]]];
  rows.push(...reportRows(account.report, words));
  if (account.found !== undefined) rows.push([words.levels.found, number.format(account.found)]);
  if (account.objected > 0) rows.push([terms.objected, number.format(account.objected)]);
  if (account.dropped > 0) rows.push([terms.dropped, number.format(account.dropped)]);
  if (account.unplaced !== undefined) rows.push([terms.unplaced, number.format(account.unplaced)]);
  if (account.encoder !== '') {
    rows.push([terms.encoder, words.encoders[account.encoder] ?? account.encoder]);
    if (account.device !== '' && account.device !== account.encoder)
      rows.push([terms.device, account.device]);
    rows.push([terms.texts, number.format(account.distinctTexts)]);
    if (account.silent > 0) rows.push([terms.silent, number.format(account.silent)]);
    if (account.splitTexts > 0) rows.push([terms.split, number.format(account.splitTexts)]);
    rows.push([terms.share, percent(account.textShare, words.locale)]);
  }
  rows.push(...spaceRows(account, words));
  rows.push([terms.neighbours, account.exactNeighbours ? terms.exact : terms.approximate]);
  if (account.landmarks !== undefined)
    rows.push([terms.map, terms.landmarks(number.format(account.landmarks))]);
  if (!Number.isNaN(account.silhouette))
    rows.push(
      [words.segments.silhouette, number.format(account.silhouette)],
      [words.segments.calinski, number.format(account.calinskiHarabasz)],
      [words.segments.davies, number.format(account.daviesBouldin)],
    );
  if (account.tried.length > 0)
    rows.push([
      words.segments.tried,
      account.tried.map(({ k, silhouette }) => `${k}: ${number.format(silhouette)}`).join('  '),
    ]);
  rows.push([terms.seed, `${account.seed}`]);
  return rows;
}
