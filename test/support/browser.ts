import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** @throws Error that says what to install, when there is no Chromium. */
export function openBrowser(): Promise<Browser> {
  const { CHROMIUM, PATH = '' } = process.env;
  const installed = PATH.split(delimiter).flatMap((directory) => names.map((name) => join(directory, name)));
  const executablePath = CHROMIUM ?? installed.find((file) => existsSync(file));
  if (!executablePath) {
    throw new Error('There is no Chromium. Install one (apt-get install chromium), or name one: CHROMIUM=/path/to/chrome');
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
