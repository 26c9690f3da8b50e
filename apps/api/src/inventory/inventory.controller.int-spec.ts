import { randomUUID } from 'node:crypto';
import { Answer, AppInProcess, Member } from '../../../../test/support/app-in-process';
import { ProductDto } from './product.dto';

const description = { name: 'Blue mug', unitPrice: 950, currency: 'EUR', onHand: 10 };
const delivery = { delta: 5, reason: 'delivery' };

let api: AppInProcess;
let admin: Member;
let customer: Member;
let path: string;

beforeAll(async () => {
  api = await AppInProcess.api();
  [admin, customer] = [await api.register('admin'), await api.register()];
});
beforeEach(() => {
  path = `/api/inventory/MUG-${randomUUID().toUpperCase()}`;
});
afterAll(() => api.stop());

describe('a product', () => {
  it('is answered with its version as entity tag, a new one after each change', async () => {
    const answers = [
      await put(),
      await read(),
      await put(),
      await read(),
      await adjust().then(() => read()),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('etag')])).toEqual([
      [201, '"1"'],
      [200, '"1"'],
      [200, '"2"'],
      [200, '"2"'],
      [200, '"3"'],
    ]);
    expect(answers.map(({ text }) => (JSON.parse(text) as ProductDto).version)).toEqual([1, 1, 2, 2, 3]);
  });

  it.each(['"1"', 'W/"1"', '"9", "1"', '*'])('is not sent again to who knows it: %s', async (known) => {
    await put();
    const { status, headers, text } = await read({ 'if-none-match': known });
    expect([status, headers.get('etag'), headers.get('content-type'), text]).toEqual([304, '"1"', null, '']);
  });

  it.each(['"2"', '"11"', '1', 'nothing'])('is sent to who knows something else: %s', async (known) => {
    await put();
    const { status, text } = await read({ 'if-none-match': known });
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining(description)]);
  });

  it('that is not there is not known either', async () => {
    expect(codeOf(await read({ 'if-none-match': '*' }))).toEqual([404, 'sku_unknown']);
  });
});

describe('what an administrator writes', () => {
  it('is taken while the product is as If-Match says', async () => {
    await put();
    expect((await put({ 'if-match': '"1"' })).headers.get('etag')).toBe('"2"');
    expect((await adjust({ 'if-match': '"2"' })).status).toBe(201);
    expect((await put({ 'if-match': '*' })).headers.get('etag')).toBe('"4"');
    expect((await adjust({ 'if-match': '*' })).status).toBe(201);
  });

  it('is refused once it is not any more, and changes nothing', async () => {
    await put();
    await adjust();
    const { text: before } = await read();
    expect(codeOf(await put({ 'if-match': '"1"' }))).toEqual([412, 'version_mismatch']);
    expect(codeOf(await adjust({ 'if-match': '"1"' }))).toEqual([412, 'version_mismatch']);
    expect((await read()).text).toBe(before);
  });

  it.each<[Record<string, string>]>([[{ 'if-match': '*' }], [{ 'if-match': '"1"' }], [{ 'if-match': '*', 'if-none-match': '*' }]])(
    'makes no product with %j',
    async (conditions) => {
      expect(codeOf(await put(conditions))).toEqual([412, 'version_mismatch']);
      expect(codeOf(await read())).toEqual([404, 'sku_unknown']);
    },
  );

  it('makes a product with If-None-Match: *, once', async () => {
    expect((await put({ 'if-none-match': '*' })).status).toBe(201);
    expect(codeOf(await put({ 'if-none-match': '*' }))).toEqual([412, 'version_mismatch']);
    expect((await read()).headers.get('etag')).toBe('"1"');
  });

  it('twice at the same moment with the same If-Match is taken once', async () => {
    await put();
    const answers = await Promise.all([put({ 'if-match': '"1"' }), put({ 'if-match': '"1"' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await read()).headers.get('etag')).toBe('"2"');
  });

  it('is refused with conditions that cannot be understood, and changes nothing', async () => {
    await put();
    for (const match of ['1', 'W/"1"', '"1", "2"', 'yesterday']) {
      expect(codeOf(await put({ 'if-match': match }))).toEqual([400, 'invalid_if_match']);
      expect(codeOf(await adjust({ 'if-match': match }))).toEqual([400, 'invalid_if_match']);
    }
    expect(codeOf(await put({ 'if-none-match': '"1"' }))).toEqual([400, 'invalid_if_none_match']);
    expect((await read()).headers.get('etag')).toBe('"1"');
  });

  it('is not there to be adjusted, whatever If-Match says', async () => {
    expect(codeOf(await adjust({ 'if-match': '"1"' }))).toEqual([404, 'sku_unknown']);
  });
});

function read(headers: Record<string, string> = {}): Promise<Answer> {
  return api.call('GET', path, { by: customer, headers });
}

function put(headers: Record<string, string> = {}): Promise<Answer> {
  return api.call('PUT', path, { by: admin, headers, body: description });
}

function adjust(headers: Record<string, string> = {}): Promise<Answer> {
  return api.call('POST', `${path}/adjustments`, { by: admin, headers, body: delivery });
}

function codeOf({ status, text }: Answer): [number, string] {
  return [status, (JSON.parse(text) as { code: string }).code];
}
