import type { Audience, Condition } from './audience';
import type { AudienceFacts } from './audience-facts';
import { isCellCondition, testLevels, testWords } from './test-levels';

/**
 * Who is in an audience.
 *
 * Each condition is decided once for every distinct cell, then carried to the rows.
 *
 * @param facts columns that an audience names and the facts lack meet no condition: see `findMisfits`.
 * @returns one per row of the file, 1 for those who are in it; 0 for all who take no part.
 */
export function evaluateAudience(audience: Audience, facts: AudienceFacts): Uint8Array {
  const mask = judge(audience, facts);
  for (let row = 0; row < mask.length; row++) mask[row] &= facts.present[row];
  return mask;
}

/** The rows that a mask holds, ascending. */
export function rowsOfMask(mask: Uint8Array): Int32Array<ArrayBuffer> {
  let count = 0;
  for (let row = 0; row < mask.length; row++) count += mask[row];
  const rows = new Int32Array(count);
  for (let row = 0, at = 0; row < mask.length; row++) if (mask[row] === 1) rows[at++] = row;
  return rows;
}

function judge(audience: Audience, facts: AudienceFacts): Uint8Array {
  switch (audience.kind) {
    case 'all': {
      const mask = new Uint8Array(facts.rows).fill(1);
      for (const part of audience.of) {
        const met = judge(part, facts);
        for (let row = 0; row < mask.length; row++) mask[row] &= met[row];
      }
      return mask;
    }
    case 'any': {
      const mask = new Uint8Array(facts.rows);
      for (const part of audience.of) {
        const met = judge(part, facts);
        for (let row = 0; row < mask.length; row++) mask[row] |= met[row];
      }
      return mask;
    }
    case 'not': {
      const mask = judge(audience.of, facts);
      for (let row = 0; row < mask.length; row++) mask[row] ^= 1;
      return mask;
    }
    default:
      return meet(audience, facts);
  }
}

function meet(condition: Condition, facts: AudienceFacts): Uint8Array {
  const mask = new Uint8Array(facts.rows);
  if (isCellCondition(condition)) {
    const column = facts.columns.get(condition.column);
    if (column === undefined) return mask;
    return carry(testLevels(condition, column), column.column.codes, mask);
  }
  switch (condition.kind) {
    case 'segment': {
      const wanted = new Uint8Array(facts.segments);
      for (const segment of condition.oneOf)
        if (segment >= 1 && segment <= facts.segments) wanted[segment - 1] = 1;
      for (let row = 0; row < mask.length; row++) {
        const label = facts.labels[row];
        if (label >= 0) mask[row] = wanted[label];
      }
      return mask;
    }
    case 'confidence': {
      const { least = 0, under = Number.POSITIVE_INFINITY } = condition;
      for (let row = 0; row < mask.length; row++) {
        const sure = facts.confidence[row];
        mask[row] = facts.labels[row] >= 0 && sure >= least && sure < under ? 1 : 0;
      }
      return mask;
    }
    case 'words':
      for (const column of facts.columns.values())
        if (column.kind === 'text')
          carry(testWords(condition.text, column), column.column.codes, mask);
      return mask;
    case 'meaning': {
      const near = facts.likeness?.(condition.text);
      if (near === undefined) return mask;
      for (let row = 0; row < mask.length; row++) mask[row] = near[row] >= condition.least ? 1 : 0;
      return mask;
    }
    default:
      return consenting(condition.said, facts, mask);
  }
}

/** Who has said yes in one column and no in none, or has said no in none. */
function consenting(said: 'yes' | 'not-no', facts: AudienceFacts, mask: Uint8Array): Uint8Array {
  const refused = new Uint8Array(facts.rows);
  for (const column of facts.columns.values()) {
    if (column.kind !== 'consent') continue;
    const says = column.consents();
    const { codes } = column.column;
    carry(
      Uint8Array.from(says, (one) => (one === 'refused' ? 1 : 0)),
      codes,
      refused,
    );
    carry(
      Uint8Array.from(says, (one) => (one === 'given' ? 1 : 0)),
      codes,
      mask,
    );
  }
  for (let row = 0; row < mask.length; row++)
    mask[row] = refused[row] === 1 || (said === 'yes' && mask[row] === 0) ? 0 : 1;
  return mask;
}

/** Adds the rows whose cells meet a condition. */
function carry(met: Uint8Array, codes: Int32Array, mask: Uint8Array): Uint8Array {
  for (let row = 0; row < mask.length; row++) mask[row] |= met[codes[row]];
  return mask;
}
