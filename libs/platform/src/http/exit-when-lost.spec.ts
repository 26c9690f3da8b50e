import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { eventually } from '../../../../test/support/eventually';
import { requiredVariables } from '../../test/a-config';
import { closedPort } from '../../test/closed-port';

const program = resolve(__dirname, '../../test/losing-process.ts');

describe('a process that threw what nobody caught', () => {
  it.each(['uncaughtException', 'unhandledRejection'])('(%s) says so in its log and ends with status 1', async (event) => {
    const port = await closedPort();
    const { PATH } = process.env;
    const losing = spawn(process.execPath, ['-r', '@swc-node/register', program], {
      env: { PATH, ...requiredVariables, HOST: '127.0.0.1', PORT: String(port) },
    });
    let output = '';
    [losing.stdout, losing.stderr].forEach((stream) => stream.on('data', (text) => (output += text)));
    const exitCode = new Promise((exited) => losing.on('close', exited));
    await eventually(async () => expect(output).toContain('Listening'));
    await expect(fetch(`http://127.0.0.1:${port}/${event}`)).rejects.toThrow();
    expect(await exitCode).toBe(1);
    const lastLine = output.trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(lastLine)).toMatchObject({ level: 'fatal', msg: expect.stringContaining(event), err: { message: 'nobody catches this' } });
  });
});
