import {
  type OpenCrowds,
  openCrowds,
  type OpenMembership,
  openMembership,
  openTree,
  type OpenTree,
} from '../study/open-tree';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of levels and trees. */
export interface LevelsLab {
  /** The hierarchy of the segments of the study that is shown. */
  segmentTree(port: MessagePort): Promise<OpenTree>;
  /** The crowds that HDBSCAN found; for no other method. */
  crowds(port: MessagePort): Promise<OpenCrowds>;
  /** How strongly the customer of a row belongs to the crowds; undefined for whoever takes no part. */
  membership(row: number, port: MessagePort): Promise<OpenMembership | undefined>;
}

export function createLevelsLab(context: LabContext): LevelsLab {
  const { finished } = context;
  return {
    async segmentTree(port) {
      const link = openLink<never>(port);
      try {
        return await openTree(finished(), link.watch);
      } finally {
        link.close();
      }
    },
    async crowds(port) {
      const link = openLink<never>(port);
      try {
        return await openCrowds(finished(), link.watch);
      } finally {
        link.close();
      }
    },
    async membership(row, port) {
      const link = openLink<never>(port);
      try {
        return await openMembership(finished(), row, link.watch);
      } finally {
        link.close();
      }
    },
  };
}
