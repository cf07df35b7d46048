import { untrack } from 'svelte';
import type { Study } from '../../app/study.svelte';
import { inTurn } from '../widgets/in-turn';
import type ColumnsScreen from './ColumnsScreen.svelte';
import type Workspace from './Workspace.svelte';

/** What is drawn of the study: the screen that it is at, once its code is there. */
export interface ShownScreen {
  /** Undefined between two screens. */
  readonly screen: Study['screen'] | undefined;
  readonly Columns: typeof ColumnsScreen | undefined;
  readonly Workspace: typeof Workspace | undefined;
}

/**
 * Follows the study from screen to screen; to be called while a component is made. The first screen is
 * there at once, the others are loaded when a file is opened. One leaves and the next comes in a task
 * of its own each.
 */
export function followScreen(studyOf: () => Study): ShownScreen {
  let screen = $state<ShownScreen['screen']>(studyOf().screen);
  let columns = $state.raw<typeof ColumnsScreen | undefined>(undefined);
  let workspace = $state.raw<typeof Workspace | undefined>(undefined);
  const loads = {
    drop: () => Promise.resolve(),
    columns: async () => {
      columns = (await import('./ColumnsScreen.svelte')).default;
    },
    workspace: async () => {
      workspace = (await import('./Workspace.svelte')).default;
    },
  };
  const load = (wanted: Study['screen']) =>
    loads[wanted]().catch((error: unknown) => studyOf().access.meet(error));

  $effect(() => {
    if (studyOf().work === undefined) return;
    void load('columns');
    void load('workspace');
  });
  $effect(() => {
    const wanted = studyOf().screen;
    if (untrack(() => screen) === wanted) return;
    screen = undefined;
    let left = false;
    void load(wanted).then(() => {
      if (!left) inTurn(() => !left && (screen = wanted));
    });
    return () => {
      left = true;
    };
  });
  return {
    get screen() {
      return screen;
    },
    get Columns() {
      return columns;
    },
    get Workspace() {
      return workspace;
    },
  };
}
