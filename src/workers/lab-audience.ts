import type { Audience } from '../core/audience/audience';
import type { Written } from '../core/audience/written';
import type { Watch } from '../core/ports';
import type { SegmentRule } from '../core/rules/find-segment-rule';
import { keysOf } from '../core/study';
import {
  type AudienceCount,
  type AudienceOffer,
  type MeaningScale,
  openAudience,
  type OpenAudience,
} from '../study/open-audience';
import type { AudienceFormat } from '../study/audience-formats';
import { type Answer, answerQuestion } from '../study/answer-question';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of audiences and of the rules of segments, all of the study that is shown. */
export interface AudienceLab {
  audienceOffer(): Promise<AudienceOffer>;
  countAudience(audience: Audience, port: MessagePort): Promise<AudienceCount>;
  /** Rows of the file, ascending. */
  audienceRows(audience: Audience, port: MessagePort): Promise<Int32Array>;
  /** How near texts are to something, and where the line is proposed. */
  readMeaning(text: string, port: MessagePort): Promise<MeaningScale>;
  writeAudience(audience: Audience, format: AudienceFormat): Promise<Written>;
  segmentRule(label: number, port: MessagePort): Promise<SegmentRule>;
  /** @param names of the segments, as they are shown. */
  ask(question: string, names: readonly string[], port: MessagePort): Promise<Answer>;
  /** Customers outside an audience who are most like those in it. */
  likeAudience(audience: Audience, port: MessagePort): Promise<Int32Array>;
}

export function createAudienceLab(context: LabContext): AudienceLab {
  let open: { readonly key: string; readonly audience: OpenAudience } | undefined;

  function opened(): OpenAudience {
    const study = context.finished();
    const { outcome: key } = keysOf(study.tableKey, study.plan);
    if (open?.key !== key) open = { key, audience: openAudience(study) };
    return open.audience;
  }

  async function watched<T>(
    port: MessagePort,
    work: (audience: OpenAudience, watch: Watch) => Promise<T>,
  ): Promise<T> {
    const link = openLink<never>(port);
    try {
      return await work(opened(), link.watch);
    } finally {
      link.close();
    }
  }

  return {
    audienceOffer: async () => opened().offer(),
    countAudience: (audience, port) => watched(port, (open, watch) => open.count(audience, watch)),
    audienceRows: (audience, port) => watched(port, (open, watch) => open.rows(audience, watch)),
    readMeaning: (text, port) => watched(port, (open, watch) => open.meaning(text, watch)),
    writeAudience: async (audience, format) => opened().write(audience, format),
    segmentRule: (label, port) => watched(port, (open, watch) => open.rule(label, watch)),
    ask: (question, names, port) =>
      watched(port, (open, watch) =>
        answerQuestion(question, context.finished(), open, names, watch),
      ),
    likeAudience: (audience, port) => watched(port, (open, watch) => open.alike(audience, watch)),
  };
}
