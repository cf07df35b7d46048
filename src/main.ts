import { mount } from 'svelte';
import { Requests } from './app/requests.svelte';
import { Settings } from './app/settings.svelte';
import { Study } from './app/study.svelte';
import { WRITERS } from './models/models';
import { presentModels } from './models/present-models';
import { mayBeKept } from './store/kept';
import { breathe } from './study/drive';
import App from './ui/App.svelte';
import './ui/app.css';
import './ui/table.css';
import { numberFormat } from './words/formats';
import type { Lab, LabSettings } from './workers/lab-contract';
import { openRoom } from './workers/remote-room';
import { REQUESTS_CHANNEL, type RequestNote, watchRequests } from './workers/requests';
import { letFaultsCross } from './workers/throw-handler';

letFaultsCross();

/** Milliseconds that the lab may compute without breathing, on a large file and a slow machine. */
const LAB_PATIENCE = 30000;

const models = new URL('./models/', document.baseURI).href;
const asked = new URLSearchParams(location.search);
const requests = new Requests();
const hear = (note: RequestNote) => requests.hear(note);
watchRequests(hear);
new BroadcastChannel(REQUESTS_CHANNEL).onmessage = ({ data }: MessageEvent<RequestNote>) =>
  hear(data);

const settings = new Settings();
const spoken = settings.speak(settings.language);
const study = new Study({
  openLab() {
    const worker = new Worker(new URL('./workers/lab.worker.ts', import.meta.url), {
      type: 'module',
      name: 'lab',
    });
    // `?device=`, `?workers=` and `?compare=` are for analysts and tests who compare devices and pools.
    const first: LabSettings = {
      models,
      device: (asked.get('device') ?? 'auto') as LabSettings['device'],
      compare: (asked.get('compare') ?? 'auto') as LabSettings['compare'],
      workers: Number(asked.get('workers') ?? 0),
    };
    worker.postMessage(first);
    return openRoom<Lab>(worker, LAB_PATIENCE);
  },
  now: () => performance.now() / 1000,
  today: () => Date.now(),
  fileOpened() {
    requests.restart();
    keepLater();
  },
  writerPresent: async () => (await presentModels(models)).includes(WRITERS[0].id),
});

// Reading all this code, the first number in a language and the first screen are a task each.
void breathe()
  .then(() => spoken)
  .then(breathe)
  .then(() => numberFormat(settings.words.locale).format(0))
  .then(breathe)
  .then(async () => {
    const target = document.getElementById('app');
    if (target !== null) mount(App, { target, props: { study, settings, requests, models } });
    if (await mayBeKept()) await study.reopen();
  });

// What the page is made of is kept for a visit without a network; while it is written it changes too often.
const offline = import.meta.env.PROD ? navigator.serviceWorker : undefined;
addEventListener('load', () => void offline?.register('./offline.js').catch(() => undefined));

function keepLater(): void {
  void offline?.ready.then(({ active }) => active?.postMessage('keep-later'));
}
