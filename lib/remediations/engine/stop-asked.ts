/** Why a run is to end before its next step: somebody asked for it, or the process ends. Handed to steps as the reason of their signal. */
export class StopAsked extends Error {
  constructor(readonly why: 'stop' | 'ending') {
    super(`stop asked: ${why}`);
    this.name = 'StopAsked';
  }
}

/** The word for it in the ledger. */
export function whyStopped(signal: AbortSignal): StopAsked['why'] {
  return signal.reason instanceof StopAsked ? signal.reason.why : 'stop';
}
