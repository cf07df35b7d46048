/**
 * Everything that can go wrong in a way the person should hear about. The words for each code, in
 * each language, live in the interface's word list; the details are the figures they mention.
 */
export const FAULT_CODES = [
  'file-empty',
  'file-header-only',
  'file-not-text',
  'file-damaged',
  'file-locked',
  'file-too-large',
  'file-unreadable',
  'quote-open',
  'row-too-long',
  'files-unrelated',
  'project-damaged',
  'project-newer',
  'preparation-damaged',
  'preparation-newer',
  'audience-damaged',
  'audience-newer',
  'nothing-to-group',
  'texts-all-empty',
  'rows-too-few',
  'segments-too-many',
  'level-unreachable',
  'place-unlike',
  'place-nobody',
  'options-unknown',
  'method-unfit',
  'cuts-unordered',
  'day-unreadable',
  'model-missing',
  'model-damaged',
  'writer-unfit',
  'worker-died',
  'storage-full',
  'stopped',
  'unexpected',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];
export type FaultDetails = Readonly<Record<string, string | number>>;

/** An error with a closed code and the figures that its sentence needs. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly details: FaultDetails;

  constructor(code: FaultCode, details: FaultDetails = {}) {
    const figures = Object.entries(details)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
    super(figures === '' ? code : `${code}: ${figures}`);
    this.code = code;
    this.details = details;
  }
}

export function isFault(value: unknown): value is Fault {
  return value instanceof Fault;
}

/** Any thrown value as a Fault; what is not one becomes `unexpected` with its message. */
export function asFault(value: unknown): Fault {
  if (value instanceof Fault) return value;
  const message = value instanceof Error ? value.message : String(value);
  return new Fault('unexpected', { message });
}
