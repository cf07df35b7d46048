/// <reference lib="webworker" />
import { answerFor, type Build, cachePrefix, DOCUMENT } from './offline';

/** Put in by the build: the files that belong together. */
declare const __BUILD__: Build;

/** Milliseconds that a host may take before what is kept is shown. */
const PATIENCE = 5000;

const worker = self as unknown as ServiceWorkerGlobalScope;
const build = __BUILD__;
const { scope } = worker.registration;
const cacheName = cachePrefix(scope) + build.digest;

/** Nothing but files of the page's own folder is ever asked for, and a host may not send elsewhere. */
function ask(name: string, options: RequestInit = {}): Promise<Response> {
  // Some hosts know the document by the name of its folder only.
  return fetch(name === DOCUMENT ? scope : new URL(name, scope), {
    credentials: 'same-origin',
    redirect: 'error',
    ...options,
  });
}

async function keep(names: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  const bring = async (name: string) => {
    if ((await cache.match(new URL(name, scope))) !== undefined) return;
    const isNamedByContent = name.startsWith('assets/');
    const response = await ask(name, { cache: isNamedByContent ? 'default' : 'no-cache' });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    // While a host is being given a new build, its document may be of the one and its code of the other.
    if (name === DOCUMENT && !(await isOurs(response.clone())))
      throw new Error('the host has another build');
    await cache.put(new URL(name, scope), response);
  };
  await Promise.all(names.map(bring));
}

/** Whether a document asks for the code of this build. */
async function isOurs(response: Response): Promise<boolean> {
  const text = await response.text();
  return build.first.filter((name) => name.endsWith('.js')).every((name) => text.includes(name));
}

async function keptFirst(name: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(new URL(name, scope));
  if (kept !== undefined) return kept;
  const response = await ask(name);
  if (response.ok) await cache.put(new URL(name, scope), response.clone()).catch(() => undefined);
  return response;
}

async function hostFirst(name: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  const asked = ask(name, { cache: 'no-cache' });
  const response = await Promise.race([asked.catch(() => undefined), late]);
  if (response?.ok === true) {
    if (name !== DOCUMENT)
      await cache.put(new URL(name, scope), response.clone()).catch(() => undefined);
    return response;
  }
  // The document that is kept belongs to the code that is kept.
  return (await cache.match(new URL(name, scope))) ?? response ?? asked;
}

worker.addEventListener('install', (event) => {
  event.waitUntil(keep([...build.first, ...build.texts]));
});

// A new worker comes into force when no page of the build before it is open.
worker.addEventListener('activate', (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith(cachePrefix(scope)) && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener('fetch', (event) => {
  const { url, method, mode } = event.request;
  const answer = answerFor({ address: url, method, navigates: mode === 'navigate' }, scope, build);
  if (answer === undefined) return;
  event.respondWith(answer.from === 'host-first' ? hostFirst(answer.name) : keptFirst(answer.name));
});

/** A file was opened: the code for it is kept, too. */
worker.addEventListener('message', (event) => {
  if (event.data === 'keep-later') event.waitUntil(keep(build.later).catch(() => undefined));
});
