import type { SegmentSummary, SummaryFact } from '../core/segments/summary-facts';
import { cutText } from '../core/text/cut-text';
import { listFormat } from './formats';
import { capitalised, percent, traitWords } from './names';
import type { Words } from './words';

/** A statement in words, with the fact that it tells. */
export interface Statement {
  readonly text: string;
  readonly fact: SummaryFact;
}

/** A segment in words, at three lengths; every statement keeps its fact. */
export interface WrittenSummary {
  /** Behaviour and voice in one; empty where the segment has not both. */
  readonly title: string;
  readonly pitch: { readonly text: string; readonly facts: readonly SummaryFact[] };
  readonly paragraph: { readonly text: string; readonly statements: readonly Statement[] };
}

const LONGEST_QUOTE = 160;

/** Puts words to the facts of a summary; says nothing that is not among them. */
export function writeSummary(summary: SegmentSummary, words: Words): WrittenSummary {
  const statements = summary.paragraph.map((fact) => ({ text: tell(fact, words), fact }));
  const [behaviour, voice] = summary.title;
  const title =
    behaviour?.kind === 'differs' && voice?.kind === 'says'
      ? capitalised(words.summary.title(traitWords(behaviour.trait, words), voice.keyphrase.phrase))
      : '';
  return {
    title,
    pitch: { text: writePitch(summary.pitch, words), facts: summary.pitch },
    paragraph: {
      text: words.summary.joinParagraph(statements.map(({ text }) => text)),
      statements,
    },
  };
}

function writePitch(facts: readonly SummaryFact[], words: Words): string {
  const { speakOf, joinPitch } = words.summary;
  const phrases = facts.flatMap((fact) =>
    fact.kind === 'says' ? [`“${fact.keyphrase.phrase}”`] : [],
  );
  const parts: string[] = [];
  let said = false;
  for (const fact of facts) {
    if (fact.kind === 'size') parts.push(words.segments.oneIn(fact.share));
    else if (fact.kind === 'differs') parts.push(traitWords(fact.trait, words));
    else if (fact.kind === 'says' && !said) {
      said = true;
      parts.push(speakOf(listFormat(words.locale).format(phrases)));
    }
  }
  return capitalised(joinPitch(parts));
}

/** One fact as a sentence without its full stop. */
function tell(fact: SummaryFact, words: Words): string {
  const { summary, locale } = words;
  switch (fact.kind) {
    case 'size':
      return capitalised(summary.size(words.segments.oneIn(fact.share), fact.size));
    case 'says': {
      const { phrase, share, elsewhere } = fact.keyphrase;
      return summary.says(phrase, percent(share, locale), percent(elsewhere, locale));
    }
    case 'differs':
      return capitalised(summary.differs(traitWords(fact.trait, words), fact.strength));
    case 'example':
      return summary.example(cutText(fact.text, LONGEST_QUOTE));
  }
}
