import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { CommandLineProcess, Ran } from './support/command-line-process';
import { eventually } from './support/eventually';
import { environmentOfItsOwn } from './support/running-system';

interface Row {
  readonly _id: string;
}

const many = 3000;
const header = 'sku,name,unitPrice,currency,onHand\n';
const lineOf = (index: number) => `SKU-${String(index).padStart(5, '0')},Mug ${index},100,EUR,5\n`;
const manyLines = Array.from({ length: many }, (_, index) => lineOf(index)).join('');

describe('importing a catalogue', () => {
  let environment: Record<string, string>;
  let folder: string;
  let client: mongo.MongoClient;
  let products: mongo.Collection<Row>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    environment = { ...environmentOfItsOwn(), DATA_DIR: '/nowhere', TMPDIR: folder } as Record<string, string>;
    client = await mongo.MongoClient.connect(environment.MONGO_URI ?? '');
    products = client.db().collection('products');
  });
  afterEach(async () => {
    await client.db().dropDatabase();
    await client.close();
    rmSync(folder, { recursive: true });
  });

  it('tells all that is wrong with a file, by line, and writes nothing of it', async () => {
    const file = fileWith('products.csv', `${header}A,A,100,EUR,5\nB,B,1.5,EUR,5\nA,A,100,EUR,5\nC,C,100,EUR\n`);
    const { exitCode, stdout, stderr } = await cli('catalogue', 'import', file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'line 3: unitPrice must be a whole number from 0 to 100000000000.',
      'line 4: The sku A stands on line 2 already.',
      'line 5: There are 4 columns where the header has 5.',
      'Nothing was written: 3 of 4 rows are wrong.',
      '',
    ]);
    expect(await products.countDocuments()).toBe(0);
  });

  it('only checks a file when that is all it is to do', async () => {
    const file = fileWith('products.ndjson', '{"sku":"A","name":"A","unitPrice":1,"currency":"EUR","onHand":1}\n');
    expect(await cli('catalogue', 'import', file, '--dry-run')).toEqual({ exitCode: 0, stdout: 'All 1 rows can be imported.\n', stderr: '' });
    expect(await products.countDocuments()).toBe(0);
  });

  it.each([
    [['nowhere.csv'], 'nowhere.csv cannot be read (ENOENT).'],
    [['test'], 'Say with --format whether this is csv or ndjson.'],
    [['test', '--format', 'csv'], 'test is a directory.'],
    [['-', '--format', 'xml'], 'Say with --format whether this is csv or ndjson.'],
    [['-', '--format', 'csv'], 'There are no products in it.'],
  ])('refuses %j', async (words, complaint) => {
    expect(await cli('catalogue', 'import', ...words)).toEqual({ exitCode: 1, stdout: '', stderr: `${complaint}\n` });
  });

  it('that is interrupted says how far it came, and running it again completes it', async () => {
    const stopped = await importedUntilInterrupted(header + manyLines);
    expect(stopped.exitCode).toBe(130);
    const [, line, done] = /^Stopped after line (\d+): (\d+) of 3000 rows are done\. Run it again/m.exec(stopped.stderr) ?? [];
    expect(Number(line)).toBe(Number(done) + 1);
    expect(await products.countDocuments({ version: 1, _id: { $lt: 'SKU-1' } })).toBe(Number(done));
    expect(Number(done)).toBeLessThan(many);
    expect(leftBehind()).toEqual([]);

    const { exitCode, stdout } = await new CommandLineProcess(importWords, environment, header + manyLines).ran();
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${many - Number(done)} created, 0 changed, ${done} unchanged, 0 refused.\n`);
  });

  it('that fails on its way says how far it came', async () => {
    await client.db().createCollection('products', { validator: { _id: { $ne: 'SKU-00250' } } });
    const failed = await new CommandLineProcess(importWords, environment, header + manyLines).ran();
    expect(failed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(failed.stderr).toContain('Stopped after line 201: 200 of 3000 rows are done. Run it again to complete it.');
    expect(await products.countDocuments()).toBe(200);
  });

  const importWords = ['catalogue', 'import', '-', '--format', 'csv'];

  /** Somebody else's transaction holds a product in the middle of the file up until the import was told to stop. */
  async function importedUntilInterrupted(text: string): Promise<Ran> {
    const held = { _id: 'SKU-01500' };
    // An index cannot be made while a transaction is open.
    await new CommandLineProcess(importWords, environment, header + lineOf(many)).ran();
    await products.deleteMany({});
    return client.withSession(async (session) => {
      session.startTransaction();
      await products.insertOne(held, { session });
      const importing = new CommandLineProcess(importWords, environment, text);
      await eventually(async () => expect(await products.countDocuments()).toBe(1500));
      importing.interrupt();
      await session.abortTransaction();
      return importing.ran();
    });
  }

  /** What runs the program from its sources keeps something there, too. */
  function leftBehind(): string[] {
    return readdirSync(folder).filter((name) => !name.startsWith('swc-'));
  }

  function fileWith(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  function cli(...words: string[]): Promise<Ran> {
    return new CommandLineProcess(words, environment).ran();
  }
});
