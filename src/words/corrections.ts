import type { Correction, CorrectionState } from '../core/corrections/correction';
import type { Words } from './words';

/**
 * A correction in words.
 *
 * @param rows of the file, of the customers that it names one by one; counted from 0.
 */
export function correctionSentence(
  correction: Correction,
  words: Words,
  rows: readonly number[] = [],
): string {
  const said = words.corrections;
  const called = ({ called: name }: { readonly called: string }) => name || said.gone;
  const counted = rows.map((row) => row + 1);
  switch (correction.kind) {
    case 'merge':
      return said.merged(correction.segments.map(called));
    case 'split':
      return said.splitted(called(correction.segment), correction.into);
    case 'move': {
      const { customers, to } = correction;
      return said.moved(customers.length, to === 'new' ? undefined : called(to), counted);
    }
    case 'rename':
      return correction.name === ''
        ? said.plainName(correction.segment.called)
        : said.renamed(correction.segment.called, correction.name);
    case 'lock':
      return said.lockedOne(called(correction.segment), correction.customers.length);
    case 'apart':
      return said.apartOnes(called(correction.segments[0]), called(correction.segments[1]));
    case 'same':
      return said.sameOnes(counted);
    case 'different':
      return said.differentOnes(counted);
  }
}

/** What became of a correction, in words. */
export function stateSentence(
  state: CorrectionState,
  kind: Correction['kind'],
  words: Words,
): string {
  const said = words.corrections;
  switch (state.did) {
    case 'applied': {
      const missing = kind === 'merge' ? said.missingSegments : said.missing;
      return [
        said.did(state.customers),
        ...(state.missing > 0 ? [missing(state.missing)] : []),
      ].join(' · ');
    }
    case 'nothing':
      return state.why === 'already' ? said.already : said.underLock;
    case 'refused':
      return `${said.refused}${words.locale.startsWith('zh') ? '' : ' '}${said.why[state.why]}`;
  }
}
