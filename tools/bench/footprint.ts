/**
 * `node -r @swc-node/register tools/bench/footprint.ts`: what each app takes when nothing is to be done. Prints the
 * memory, the processor time and the connections to MongoDB of one process; docs/scaling.md uses them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { ConsoleReport } from '../stack/console-report';
import { quickPace } from './pace';
import { cpuSecondsOf, residentMegabytesOf, untilQuiet } from './process-usage';
import { openRig, Rig } from './rig';
import { Server } from './server';
import { ThisSystem } from './systems/this-system';

const IDLE_SECONDS = 60;

interface Footprint {
  readonly app: string;
  readonly 'MB resident': string;
  readonly 'CPU s a minute': string;
  readonly 'connections to MongoDB': number;
}

async function measured(rig: Rig, start: () => Promise<Server>): Promise<Footprint> {
  const before = await connections(rig);
  const server = await (await start()).ready();
  await untilQuiet([server.pid]);
  const used = cpuSecondsOf(server.pid) ?? 0;
  await pause(IDLE_SECONDS * 1000);
  const seconds = (cpuSecondsOf(server.pid) ?? 0) - used;
  const opened = (await connections(rig)) - before;
  const megabytes = residentMegabytesOf(server.pid) ?? 0;
  await server.stop();
  return {
    app: server.name,
    'MB resident': megabytes.toFixed(0),
    'CPU s a minute': ((seconds / IDLE_SECONDS) * 60).toFixed(2),
    'connections to MongoDB': opened,
  };
}

async function connections({ database }: Rig): Promise<number> {
  const { connections: now } = await database.db().admin().serverStatus();
  return (now as { current: number }).current;
}

async function footprint(): Promise<void> {
  const report = new ConsoleReport(process.stdout);
  const { rig, close } = await openRig(quickPace, report);
  try {
    const system = new ThisSystem(rig);
    await system.prepare([]);
    console.table([await measured(rig, () => system.startApi()), await measured(rig, () => system.startWorker())]);
  } finally {
    await close();
  }
}

void footprint();
