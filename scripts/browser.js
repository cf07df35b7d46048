// Finds a Chromium for the browser tests: an installed one, else playwright's own, else the system's
// package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function installed() {
  const wanted = process.env.ENCLAVE_BROWSER;
  if (wanted !== undefined && existsSync(wanted)) return wanted;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of NAMES)
    for (const folder of folders)
      if (existsSync(path.join(folder, name))) return path.join(folder, name);
  return PLACES.find((place) => existsSync(place));
}

async function playwrights(say) {
  const { chromium } = await import('playwright-core');
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  say("Bringing playwright's Chromium");
  spawnSync(
    process.execPath,
    ['node_modules/playwright-core/cli.js', 'install', 'chromium-headless-shell', 'chromium'],
    { stdio: 'ignore', timeout: 240000 },
  );
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function systems(say) {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  say("Installing the system's Chromium");
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...options) => {
    const [command, ...rest] = [...root, 'apt-get', ...options];
    return spawnSync(command, rest, {
      stdio: 'ignore',
      timeout: 900000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  return installed();
}

/** @returns the path of a browser, or undefined after saying what to do. */
export async function findBrowser(say = console.log) {
  const found = installed() ?? (await playwrights(say)) ?? systems(say);
  if (found === undefined)
    say(
      'No Chromium was found or could be installed. Install Chrome or Chromium, or set ENCLAVE_BROWSER to its path.',
    );
  return found;
}
