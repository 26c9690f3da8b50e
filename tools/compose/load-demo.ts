/** One-shot service of docker-compose.yml: puts the demo catalogue and the demo customer into the API, where missing. */
import { readFile } from 'node:fs/promises';
import { loadDemoData } from '../start/load-demo-data';

load().then(
  (added) => console.log(added > 0 ? `Demo data: ${added} products added` : 'Demo data: already there'),
  (error: unknown) => {
    console.error(`No demo data: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);

async function load(): Promise<number> {
  const { API_URL, ADMIN_EMAIL: email = '', ADMIN_PASSWORD_FILE: file = '' } = process.env;
  const password = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  return loadDemoData(`${API_URL}/api`, { email, password });
}
