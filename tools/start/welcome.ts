import { DEMO_CUSTOMER, DEMO_ORDER, SCARCE_SKU } from '../demo-data';

/** What there is to show once everything runs. */
export interface Welcome {
  readonly url: string;
  readonly mailboxUrl?: string;
  /** The administrator's log-in as shown; none when there is no demo data. */
  readonly admin?: string;
  readonly dataDir: string;
}

/** The few lines from which a newcomer gets going. */
export function welcome({ url, mailboxUrl, admin, dataDir }: Welcome): string {
  const rows = [
    ['API', `${url}/api`],
    ['Swagger UI', `${url}/docs`],
    ['Operations', `${url}/ops`],
    ...(mailboxUrl ? [['Mailbox', mailboxUrl]] : []),
    ...(admin ? [['Customer', `${DEMO_CUSTOMER.email} / ${DEMO_CUSTOMER.password}`]] : []),
    ...(admin ? [['Admin', admin]] : []),
    ['Data', `${dataDir} (logs/ within; delete it to start afresh)`],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const table = rows.map(([name = '', value]) => `  ${name.padEnd(width)}  ${value}`);
  return ['', ...framed(table), ...(admin ? firstOrder(url) : []), ''].join('\n');
}

function framed(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map((line) => line.length)) + 2;
  return [
    `  ╭${'─'.repeat(width)}╮`,
    ...lines.map((line) => `  │${line.padEnd(width)}│`),
    `  ╰${'─'.repeat(width)}╯`,
  ];
}

function firstOrder(url: string): string[] {
  const { email, password } = DEMO_CUSTOMER;
  const json = "-H 'content-type: application/json'";
  return [
    '',
    '  Place an order and wait for its decision:',
    '',
    `TOKEN=$(curl -s ${url}/api/auth/login ${json} \\`,
    `  -d '${JSON.stringify({ email, password })}' | node -p 'JSON.parse(fs.readFileSync(0)).accessToken')`,
    `curl -s ${url}/api/orders -H "authorization: Bearer $TOKEN" ${json} -H 'prefer: wait=5' \\`,
    `  -d '${JSON.stringify(DEMO_ORDER)}'`,
    '',
    `  Of ${SCARCE_SKU} only a few are left: order 100 to see a rejection. Ctrl-C stops everything.`,
  ];
}
