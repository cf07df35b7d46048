import type { Finding } from '../core/quality/finding';
import { allFindings, type ColumnQuality, type Quality } from '../core/quality/quality';
import type { Receipt } from '../core/quality/treat-column';
import {
  findingSentence,
  QUALITY_WORDS,
  type QualityWords,
  receiptSentence,
  verdictSentence,
} from '../words/quality';
import { type LanguageId, WORDS } from '../words/words';
import { drawPlot } from './draw-plot';
import type { Examination } from './examination';
import { escapeXml } from './export-svg';
import { htmlHead } from './html-head';
import { writeQualityTexts } from './write-quality-texts';

const STYLE = `
:root{color-scheme:light;--ink:#1b1f24;--soft:#59616b;--line:#dfe3e8;--ground:#fff;--card:#f4f6f8;--bar:#3867a6;--problem:#a3161f;--check:#7a4a00;--note:#3f5468}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#e8ebee;--soft:#a7b0ba;--line:#333b44;--ground:#14181d;--card:#1d232a;--bar:#7aa7e0;--problem:#ff9a94;--check:#f0b95b;--note:#a9c1d9}}
*{box-sizing:border-box}body{margin:0 auto;max-width:960px;padding:32px 20px 64px;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:28px;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:20px;margin:40px 0 12px}h3{font-size:18px;margin:0;overflow-wrap:anywhere}
p{margin:4px 0}.soft{color:var(--soft)}.verdict{font-size:18px;font-weight:600;margin:16px 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr{break-inside:avoid}thead{display:table-header-group}
section{border:1px solid var(--line);border-radius:12px;padding:16px 20px;margin:16px 0;break-inside:avoid}
.parts{display:grid;grid-template-columns:minmax(0,1fr) 300px;gap:8px 24px;margin:8px 0}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 16px;margin:0;align-content:start}dt{color:var(--soft)}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
ul{margin:8px 0;padding:0;list-style:none}li{margin:6px 0;padding:6px 12px;background:var(--card);border-left:4px solid var(--line);border-radius:4px;overflow-wrap:anywhere;break-inside:avoid}
li strong{font-weight:600}.problem{border-color:var(--problem)}.problem strong{color:var(--problem)}.check{border-color:var(--check)}.check strong{color:var(--check)}.note{border-color:var(--note)}.note strong{color:var(--note)}
svg.plot{max-width:100%;height:auto;font-size:11px}svg.plot rect{fill:var(--bar)}svg.plot path{stroke:var(--line);fill:none}svg.plot text{fill:var(--ink)}
@media (max-width:640px){.parts{grid-template-columns:minmax(0,1fr)}}
@page{size:A4;margin:16mm}
@media print{.screen{display:none}body{max-width:none;padding:0;font-size:10pt}h2{margin:20pt 0 6pt}section{padding:8pt 12pt;margin:8pt 0}.parts{grid-template-columns:minmax(0,1fr) 250px}dl{grid-template-columns:max-content auto max-content auto}dd{overflow-wrap:normal}h2{break-after:avoid}section,li{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;

/** Findings told at the top; the rest stand with their columns. */
const MOST_TOLD = 20;

/**
 * The report on a file's quality: one page that needs nothing else, no script, no request.
 *
 * @param receipts what a recipe has done, to be told as well.
 */
export function writeQuality(
  fileName: string,
  found: Pick<Examination, 'quality' | 'personal' | 'texts' | 'sensitive'>,
  language: LanguageId,
  receipts: readonly Receipt[] = [],
): string {
  const { quality } = found;
  const words = QUALITY_WORDS[language];
  const text = escapeXml;
  const { report } = words;
  const { locale } = WORDS[language];
  const title = report.title(fileName);
  const first = allFindings(quality).filter(({ severity }) => severity !== 'note');
  const whole = quality.findings.filter(({ severity }) => severity === 'note');
  return `${htmlHead(title, locale, STYLE)}
<body>
<h1>${text(title)}</h1>
<p class="soft">${text(report.size(quality.rows, quality.columns.length))} · ${text(report.made)}</p>
<p class="soft screen">${text(report.toPrint)}</p>
<p class="verdict">${text(verdictSentence(quality, words))}</p>
<h2>${text(report.first)}</h2>
${first.length === 0 ? `<p>${text(report.nothing)}</p>` : list(first.slice(0, MOST_TOLD), words)}${first.length > MOST_TOLD ? `\n<p>${text(report.more(first.length - MOST_TOLD))}</p>` : ''}
${whole.length === 0 ? '' : `<h2>${text(report.wholeFile)}</h2>\n${list(whole, words)}`}
${writeQualityTexts(found, language)}
${receipts.length === 0 ? '' : `<h2>${text(report.done)}</h2>\n<ul>${receipts.map((receipt) => `<li>${text(receiptSentence(receipt, words))}</li>`).join('\n')}</ul>`}
<h2>${text(report.overview)}</h2>
${overview(quality, language)}
<h2>${text(report.columns)}</h2>
${quality.columns.map((column) => card(column, language)).join('\n')}
</body>
</html>
`;
}

function list(findings: readonly Finding[], words: QualityWords): string {
  const items = findings.map(
    (finding) =>
      `<li class="${finding.severity}"><strong>${escapeXml(words.severities[finding.severity])}</strong> ${escapeXml(findingSentence(finding, words))}</li>`,
  );
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function overview({ columns, rows }: Quality, language: LanguageId): string {
  const { terms, figures } = QUALITY_WORDS[language];
  const { roles } = WORDS[language];
  const lines = columns.map(
    ({ name, role, filled, distinct, findings }) =>
      `<tr><td>${escapeXml(name)}</td><td>${escapeXml(roles[role])}</td>` +
      `<td class="n">${escapeXml(figures.percent(filled / Math.max(1, rows)))}</td>` +
      `<td class="n">${escapeXml(figures.count(distinct))}</td>` +
      `<td class="n">${escapeXml(figures.count(findings.length))}</td></tr>`,
  );
  return `<table>
<thead><tr><th>${escapeXml(terms.column)}</th><th>${escapeXml(terms.role)}</th><th class="n">${escapeXml(terms.filled)}</th><th class="n">${escapeXml(terms.distinct)}</th><th class="n">${escapeXml(terms.findings)}</th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>`;
}

function card(column: ColumnQuality, language: LanguageId): string {
  const words = QUALITY_WORDS[language];
  const terms = columnFigures(column, words)
    .map(([term, value]) => `<dt>${escapeXml(term)}</dt><dd>${escapeXml(value)}</dd>`)
    .join('');
  const found =
    column.findings.length === 0
      ? `<p class="soft">${escapeXml(words.report.fine)}</p>`
      : list(column.findings, words);
  return `<section>
<h3>${escapeXml(column.name)}</h3>
<p class="soft">${escapeXml(WORDS[language].roles[column.role])}</p>
<div class="parts"><dl>${terms}</dl><div>${drawPlot(column.plot, column.name, words)}</div></div>
${found}
</section>`;
}

/** The figures of a column as terms and values. */
export function columnFigures(column: ColumnQuality, words: QualityWords): [string, string][] {
  const { terms, figures } = words;
  const { profile, filled, missing, distinct, spellings } = column;
  const { count, amount, day } = figures;
  const rows: [string, string][] = [
    [terms.filled, `${count(filled)} (${figures.percent(filled / Math.max(1, filled + missing))})`],
    [terms.distinct, count(distinct)],
  ];
  if (missing > 0)
    rows.push([
      terms.missing,
      spellings.map((said) => `${figures.cells([said.cell])} ${count(said.count)}`).join('; '),
    ]);
  if (filled === 0) return rows;
  switch (profile.kind) {
    case 'number':
      for (const key of ['min', 'q1', 'median', 'q3', 'max', 'mean', 'skewness'] as const)
        rows.push([terms[key], amount(profile[key])]);
      for (const key of ['zeros', 'negatives', 'outliers'] as const)
        if (profile[key] > 0) rows.push([terms[key], count(profile[key])]);
      if (profile.fences !== undefined)
        rows.push([terms.usual, `${amount(profile.fences.low)} … ${amount(profile.fences.high)}`]);
      return rows;
    case 'date':
      rows.push([terms.first, day(profile.first)], [terms.middle, day(profile.median)]);
      rows.push([terms.last, day(profile.last)]);
      return rows;
    case 'category':
      if (profile.rare > 0) rows.push([terms.rare, count(profile.rare)]);
      return rows;
    case 'text':
      rows.push([terms.shortest, count(profile.shortest)]);
      rows.push(
        [terms.usualLength, count(profile.median)],
        [terms.longest, count(profile.longest)],
      );
      if (profile.repeats > 0) rows.push([terms.repeats, count(profile.repeats)]);
      return rows;
    case 'id':
      rows.push([terms.repeats, count(profile.repeats)]);
      return rows;
    default:
      return rows;
  }
}
