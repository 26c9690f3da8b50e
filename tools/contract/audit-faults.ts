import { waitUntil } from '../stack/wait-until';
import { LogIn } from '../start/load-demo-data';
import { openSession } from './open-session';

const WITHIN_SECONDS = 60;

interface Audit {
  readonly violations: number;
  readonly invariants: readonly { readonly name: string; readonly violations: number; readonly examples: readonly string[] }[];
}

/** What is wrong in the database once all that is under way is finished, in words; nothing where everything holds. */
export async function auditFaults(baseUrl: string, admin: LogIn): Promise<string[]> {
  const token = await openSession(baseUrl, 'login', admin);
  let audit: Audit | undefined;
  const isSound = async () => (audit = await auditOf(baseUrl, token)).violations === 0;
  return waitUntil(isSound, { withinSeconds: WITHIN_SECONDS, description: 'an audit without violations' }).then(
    () => [],
    (error: Error) => (audit ? faultsIn(audit) : [`the audit could not be made: ${error.message}`]),
  );
}

/** Without grace: who is not told yet, is not told. */
async function auditOf(baseUrl: string, token: string): Promise<Audit> {
  const response = await fetch(`${baseUrl}/api/admin/audit?graceSeconds=0`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) {
    throw new Error(`it was answered with ${response.status}`);
  }
  return (await response.json()) as Audit;
}

function faultsIn({ invariants }: Audit): string[] {
  return invariants
    .filter(({ violations }) => violations > 0)
    .map(({ name, violations, examples }) => `${violations} × ${name} (${examples.slice(0, 3).join(', ')})`);
}
