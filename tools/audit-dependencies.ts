/**
 * `npm run check:dependencies`: asks the package registry for known weaknesses of what runs in production. Exits with 1
 * when there is one of level high or critical. Not every registry answers such questions; then it says so, and exits with 0.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What `npm audit --json` prints: a report, or what went wrong. */
interface AuditOutput {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
}

interface Vulnerability {
  readonly name: string;
  readonly severity: string;
  /** Weaknesses of its own, and names of packages through which it has others'. */
  readonly via: readonly (string | { readonly title: string; readonly url: string; readonly severity: string })[];
}

interface Verdict {
  readonly passes: boolean;
  readonly lines: readonly string[];
}

const grave = ['high', 'critical'];

/** What follows from what npm printed. */
export function verdictOn(printed: string): Verdict {
  const { vulnerabilities, message = 'no answer' } = parsed(printed);
  if (!vulnerabilities) {
    return { passes: true, lines: [`!!! DEPENDENCIES NOT CHECKED: the registry was asked in vain (${message.slice(0, 200)})`] };
  }
  const all = Object.values(vulnerabilities);
  const found = all.filter(({ severity }) => grave.includes(severity));
  const lines = found.flatMap(weaknessesOf);
  return found.length > 0
    ? { passes: false, lines: [`Known weaknesses in ${found.length} dependencies:`, ...new Set(lines)] }
    : { passes: true, lines: [`No dependency has a known weakness of level high or critical (${all.length} have lesser ones)`] };
}

function weaknessesOf({ name, via }: Vulnerability): string[] {
  return via.map((one) => (typeof one === 'string' ? `  ${name}: through ${one}` : `  ${name}: ${one.title} (${one.severity}, ${one.url})`));
}

function parsed(printed: string): AuditOutput {
  try {
    return JSON.parse(printed) as AuditOutput;
  } catch {
    return {};
  }
}

function main(): void {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=30000'];
  const { stdout } = spawnSync('npm', args, { cwd: resolve(__dirname, '..'), encoding: 'utf8' });
  const { passes, lines } = verdictOn(stdout ?? '');
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = passes ? 0 : 1;
}

if (require.main === module) {
  main();
}
