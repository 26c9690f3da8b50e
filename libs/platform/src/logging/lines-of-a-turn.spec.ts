import { LinesOfATurn } from './lines-of-a-turn';

let written: string[];
let lines: LinesOfATurn;

beforeEach(() => {
  written = [];
  lines = new LinesOfATurn({ write: (text) => written.push(text) });
});

describe('lines of the log', () => {
  it('of one turn of the loop are written together, and those of the next after them', async () => {
    lines.write('one\n');
    lines.write('two\n');
    expect(written).toEqual([]);
    await turnOfTheLoop();
    lines.write('three\n');
    await turnOfTheLoop();
    expect(written).toEqual(['one\ntwo\n', 'three\n']);
  });

  it('are written at once when they are asked for, and only once', async () => {
    lines.write('one\n');
    await new Promise<void>((resolve) => lines.flush(resolve));
    lines.flushSync();
    await turnOfTheLoop();
    expect(written).toEqual(['one\n']);
  });

  it('are written one by one in a process that is told to end', () => {
    lines.write('one\n');
    lines.writeDirectly();
    lines.write('two\n');
    expect(written).toEqual(['one\n', 'two\n']);
  });

  it('are not lost when the process ends in the middle of a turn', () => {
    const [listener] = process.listeners('exit').slice(-1);
    lines.write('one\n');
    listener?.call(process, 0);
    expect(written).toEqual(['one\n']);
  });

  function turnOfTheLoop(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
});
