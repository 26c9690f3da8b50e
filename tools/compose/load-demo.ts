/** One-shot service of docker-compose.yml: puts the demo catalogue and the demo customer into the API, where missing. */
import { loadDemoData } from '../start/load-demo-data';

const { API_URL, ADMIN_EMAIL: email = '', ADMIN_PASSWORD: password = '' } = process.env;

loadDemoData(`${API_URL}/api`, { email, password }).then(
  (added) => console.log(added > 0 ? `Demo data: ${added} products added` : 'Demo data: already there'),
  (error: unknown) => {
    console.error(`No demo data: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
