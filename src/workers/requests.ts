/** The channel on which every part of the page tells what it asked of the network. */
export const REQUESTS_CHANNEL = 'enclave-requests';

export interface RequestNote {
  /** Origins beyond the page's own that were asked. */
  readonly beyond: number;
  /** Attempts that the page's policy stopped. */
  readonly blocked: number;
}

/**
 * Watches what the browser itself reports of this thread's requests (Resource Timing) and of attempts
 * that the Content-Security-Policy stopped, and tells the page of those beyond its own origin.
 */
export function tellRequests(): void {
  const channel = new BroadcastChannel(REQUESTS_CHANNEL);
  watchRequests((note) => channel.postMessage(note));
}

export function watchRequests(hear: (note: RequestNote) => void): void {
  const observer = new PerformanceObserver((list) => {
    const beyond = list.getEntries().filter(({ name }) => isBeyond(name)).length;
    if (beyond > 0) hear({ beyond, blocked: 0 });
  });
  observer.observe({ type: 'resource', buffered: true });
  addEventListener('securitypolicyviolation', (event) => {
    const { blockedURI } = event as SecurityPolicyViolationEvent;
    if (isBeyond(blockedURI)) hear({ beyond: 0, blocked: 1 });
  });
}

/** Whether an address lies beyond the page's own origin; blobs and data never leave the tab. */
export function isBeyond(address: string, origin = self.location.origin): boolean {
  try {
    const url = new URL(address, origin);
    if (url.protocol === 'blob:' || url.protocol === 'data:') return false;
    return url.origin !== origin;
  } catch {
    return false;
  }
}
