import type { Wllama } from '@wllama/wllama';
import type { NamingFacts } from '../core/ports';
import { fetchModelFile } from '../models/fetch-model';
import { WRITERS } from '../models/models';
import { loadWriter, proposeTitles } from '../models/title-writer';
import { openLink } from './link';

export interface WriterWorker {
  /**
   * Takes up a model of the person's own, or the one that lies beside the page.
   *
   * @throws Fault model-missing, model-damaged; what the engine throws where the file does not run.
   */
  load(modelsBase: string, own?: File): Promise<void>;
  proposeTitles(facts: NamingFacts, port: MessagePort): Promise<readonly string[]>;
  ping(): Promise<void>;
}

/** @param createWllama gives the engine with its WebAssembly beside the page. */
export function createWriterWorker(createWllama: () => Promise<Wllama>): WriterWorker {
  let engine: Wllama | undefined;

  return {
    async load(modelsBase, own) {
      const [spec] = WRITERS;
      const wllama = await createWllama();
      const model = own ?? new Blob([await fetchModelFile(modelsBase, spec, spec.files[0].file)]);
      await loadWriter(wllama, model);
      engine = wllama;
    },
    async proposeTitles(facts, port) {
      const link = openLink<never>(port);
      try {
        return engine === undefined ? [] : await proposeTitles(engine, facts, link.watch);
      } finally {
        link.close();
      }
    },
    ping: async () => undefined,
  };
}
