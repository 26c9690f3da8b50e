import { Browser, chromium } from 'playwright-core';
import { onThePath } from './on-the-path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** @throws Error that says what to install, when there is no Chromium. */
export function openBrowser(): Promise<Browser> {
  const installed = () => onThePath(names, 'Install one (apt-get install chromium), or name one: CHROMIUM=/path/to/chrome');
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? installed(), args: ['--no-sandbox'] });
}
