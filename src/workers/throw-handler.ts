import * as Comlink from 'comlink';
import { asFault, Fault, type FaultCode, type FaultDetails } from '../core/fault';

/**
 * Lets a Fault cross comlink whole. Comlink's own handler keeps name, message and stack of an error;
 * code and details would be lost. Every side that talks comlink calls this once.
 */
export function letFaultsCross(): void {
  const original = Comlink.transferHandlers.get('throw');
  if (original === undefined) throw new Error('comlink has no handler for throws');
  Comlink.transferHandlers.set('throw', {
    canHandle: original.canHandle,
    serialize: ({ value }: { value: unknown }) => {
      const { code, details } = asFault(value);
      return [{ code, details }, []];
    },
    deserialize: ({ code, details }: { code: FaultCode; details: FaultDetails }) => {
      throw new Fault(code, details);
    },
  });
}
