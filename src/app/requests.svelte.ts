import type { RequestNote } from '../workers/requests';

/** Requests beyond the page's own origin since a file was opened, as the browser reports them. */
export class Requests {
  beyond = $state(0);
  blocked = $state(0);

  /** A new file begins a new count. */
  restart(): void {
    this.beyond = 0;
    this.blocked = 0;
  }

  hear({ beyond, blocked }: RequestNote): void {
    this.beyond += beyond;
    this.blocked += blocked;
  }
}
