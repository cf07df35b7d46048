import type { Audience, MeaningCondition } from '../core/audience/audience';
import { conditionsOf } from '../core/audience/audience';
import { type AudienceFacts, type AudienceKind, dayText } from '../core/audience/audience-facts';
import { evaluateAudience, rowsOfMask } from '../core/audience/evaluate-audience';
import { findMisfits, type Misfit } from '../core/audience/find-misfits';
import { meaningLine } from '../core/audience/meaning-line';
import { audienceToJson } from '../core/audience/read-audience';
import { writeHubSpot } from '../core/audience/write-hubspot';
import { writeJavaScript } from '../core/audience/write-javascript';
import { writeKlaviyo } from '../core/audience/write-klaviyo';
import { writeSql } from '../core/audience/write-sql';
import type { Written } from '../core/audience/written';
import { likeManyOf } from './like-many-of';
import { dot, rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { findSegmentRule, type SegmentRule } from '../core/rules/find-segment-rule';
import { isRuled } from '../core/rules/rule-column';
import { rowKeys } from '../core/rules/row-keys';
import { keysOf } from '../core/study';
import { audienceFactsOf } from './audience-facts-of';
import type { AudienceFormat } from './audience-formats';
import { drive } from './drive';
import { type FinishedStudy, keepIn, openNearSpace } from './open-space';

/** A column that conditions can be made on. */
export interface OfferedColumn {
  readonly name: string;
  readonly kind: AudienceKind;
  /** Of numbers and days, the latter as 2024-01-31; absent where there are none. */
  readonly low?: number | string;
  readonly high?: number | string;
  /** The commonest levels of categories, the commonest first. */
  readonly levels: readonly string[];
  /** How many levels there are. */
  readonly distinct: number;
}

/** What conditions can be made of in a study. */
export interface AudienceOffer {
  readonly columns: readonly OfferedColumn[];
  /** Customers who take part. */
  readonly customers: number;
  /** Whether rules can be made of any column. */
  readonly ruled: boolean;
}

/** How many customers an audience has. */
export interface AudienceCount {
  readonly size: number;
  /** Customers who take part. */
  readonly of: number;
  /** Those in each segment. */
  readonly bySegment: readonly number[];
  readonly nowhere: number;
  /** The first of them, as rows of the file. */
  readonly first: readonly number[];
  readonly misfits: readonly Misfit[];
}

/** How near the texts of a study are to something, and where the line is proposed. */
export interface MeaningScale {
  readonly least: number;
  readonly low: number;
  readonly high: number;
}

/** Levels that are listed to choose from. */
const MOST_LEVELS = 200;
const SAMPLE = 8;
/** What was read of meaning that is kept at hand. */
const MOST_MEANINGS = 12;

/** Audiences of a finished study. */
export interface OpenAudience {
  /** The customers, each column read once. */
  readonly facts: AudienceFacts;
  offer(): AudienceOffer;
  /** Reads first how near texts are to what is asked for, where it is not known. */
  count(audience: Audience, watch: Watch): Promise<AudienceCount>;
  rows(audience: Audience, watch: Watch): Promise<Int32Array<ArrayBuffer>>;
  meaning(text: string, watch: Watch): Promise<MeaningScale>;
  /** The cosine of each row's text with one that is asked for, NaN where nothing is said; by row of the file. */
  likeness(text: string, watch: Watch): Promise<Float32Array | undefined>;
  write(audience: Audience, format: AudienceFormat): Written;
  rule(label: number, watch: Watch): Promise<SegmentRule>;
  /** Customers outside an audience who are most like those in it, as rows of the file. */
  alike(audience: Audience, watch: Watch): Promise<Int32Array<ArrayBuffer>>;
}

export function openAudience(study: FinishedStudy): OpenAudience {
  const { table, plan, outcome, ports } = study;
  const likenesses = new Map<string, { rows: Float32Array; scale: MeaningScale }>();
  const facts: AudienceFacts = {
    ...audienceFactsOf(table, plan, outcome),
    likeness: (text) => likenesses.get(text)?.rows,
  };
  const customers = facts.present.reduce((sum, here) => sum + here, 0);
  let keys: Uint32Array | undefined;

  async function read(text: string, watch: Watch): Promise<MeaningScale> {
    const known = likenesses.get(text);
    if (known !== undefined) return known.scale;
    const { prepared, vectors } = await openNearSpace(study, watch);
    const rows = new Float32Array(table.rows).fill(Number.NaN);
    let scale = meaningLine([]);
    if (vectors !== undefined && text.trim() !== '') {
      const encoder = await ports.openEncoder(plan.encoder);
      const { data: asked } = await encoder.encode([text.trim()], watch);
      const cosines = Float32Array.from({ length: vectors.rows }, (_, at) =>
        dot(rowOf(vectors, at), asked),
      );
      prepared.order.forEach((row, customer) => {
        const said = prepared.textOf[customer];
        if (said >= 0) rows[row] = cosines[said];
      });
      scale = meaningLine(cosines);
    }
    const [oldest] = likenesses.keys();
    if (likenesses.size >= MOST_MEANINGS && oldest !== undefined) likenesses.delete(oldest);
    likenesses.set(text, { rows, scale });
    return scale;
  }

  async function maskOf(audience: Audience, watch: Watch): Promise<Uint8Array> {
    const asked = conditionsOf(audience).filter(
      (condition): condition is MeaningCondition => condition.kind === 'meaning',
    );
    for (const { text } of asked.slice(0, MOST_MEANINGS)) await read(text, watch);
    return evaluateAudience(audience, facts);
  }

  return {
    facts,
    offer: () => ({
      columns: [...facts.columns.values()].map((column) => offerColumn(column)),
      customers,
      ruled: [...facts.columns.values()].some(({ role }) => isRuled(role)),
    }),
    async count(audience, watch) {
      const mask = await maskOf(audience, watch);
      const bySegment = new Array<number>(facts.segments).fill(0);
      const first: number[] = [];
      let [size, nowhere] = [0, 0];
      for (let row = 0; row < mask.length; row++) {
        if (mask[row] === 0) continue;
        size++;
        if (first.length < SAMPLE) first.push(row);
        const label = facts.labels[row];
        if (label < 0) nowhere++;
        else bySegment[label]++;
      }
      const misfits = findMisfits(audience, facts);
      return { size, of: customers, bySegment, nowhere, first, misfits };
    },
    rows: async (audience, watch) => rowsOfMask(await maskOf(audience, watch)),
    meaning: read,
    async likeness(text, watch) {
      await read(text, watch);
      return likenesses.get(text)?.rows;
    },
    write(audience, format) {
      switch (format) {
        case 'sql':
          return writeSql(audience, facts);
        case 'javascript':
          return writeJavaScript(audience, facts);
        case 'hubspot':
          return writeHubSpot(audience, facts);
        case 'klaviyo':
          return writeKlaviyo(audience, facts);
        default:
          return { text: audienceToJson(audience), cannot: [], approximate: false };
      }
    },
    rule(label, watch) {
      const { tableKey } = study;
      // Raised when rules begin to be found otherwise.
      const key = `rule:1:${label}:${keysOf(tableKey, plan).outcome}`;
      return keepIn(study)(key, () => {
        keys ??= rowKeys(table);
        return drive(findSegmentRule(facts, keys, label), watch);
      });
    },
    async alike(audience, watch) {
      const mask = await maskOf(audience, watch);
      return likeManyOf(await openNearSpace(study, watch), mask);
    },
  };

  function offerColumn(column: NonNullable<ReturnType<typeof facts.columns.get>>): OfferedColumn {
    const { name, kind } = column;
    const values = kind === 'number' ? column.numbers() : kind === 'date' ? column.days() : [];
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const say = (value: number) => (kind === 'date' ? dayText(value) : value);
    const counts = new Map<string, number>();
    if (kind === 'category') {
      const cells = column.cells();
      const byLevel = new Int32Array(cells.length);
      for (const code of column.column.codes) byLevel[code]++;
      cells.forEach((cell, level) => {
        if (cell !== '') counts.set(cell, (counts.get(cell) ?? 0) + byLevel[level]);
      });
    }
    const levels = [...counts]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, MOST_LEVELS)
      .map(([level]) => level);
    return {
      name,
      kind,
      ...(low <= high ? { low: say(low), high: say(high) } : {}),
      levels,
      distinct: counts.size,
    };
  }
}
