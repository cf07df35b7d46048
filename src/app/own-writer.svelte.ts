import { asFault, type Fault } from '../core/fault';
import type { OwnWriterCard } from '../workers/lab-titles';
import type { LabAccess } from './lab-access';

/** The language model that the person brought, which proposes names in place of the one beside the page. */
export class OwnWriterModel {
  card = $state.raw<OwnWriterCard | undefined>(undefined);
  /** The name of the file that is being taken up. */
  taking = $state<string | undefined>(undefined);
  /** Why the last one was not taken. */
  fault = $state.raw<Fault | undefined>(undefined);
  readonly #access: LabAccess;
  readonly #changed: () => void;

  /** @param changed told once another model proposes names. */
  constructor(access: LabAccess, changed: () => void) {
    this.#access = access;
    this.#changed = changed;
  }

  /** What was kept on the last visit. */
  async find(): Promise<OwnWriterCard | undefined> {
    this.card = await this.#access.call((lab) => lab.ownWriter()).catch(() => undefined);
    return this.card;
  }

  async take(file: File): Promise<void> {
    this.fault = undefined;
    this.taking = file.name;
    try {
      this.card = await this.#access.call((lab) => lab.takeWriter(file));
      this.#changed();
    } catch (error) {
      this.fault = asFault(error);
    } finally {
      this.taking = undefined;
    }
  }

  async drop(): Promise<void> {
    await this.#access.call((lab) => lab.dropWriter());
    this.card = undefined;
    this.#changed();
  }
}
