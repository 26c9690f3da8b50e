import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { DomainError } from '@app/contracts';
import { DtoPipe } from './dto.pipe';

class LineDto {
  @IsInt()
  readonly quantity: number;
}

class OrderDto {
  @IsString()
  readonly note: string;

  @ValidateNested({ each: true })
  @Type(() => LineDto)
  readonly lines: LineDto[];
}

const sound = { note: 'Ring twice.', lines: [{ quantity: 1 }] };

describe('what comes in', () => {
  it('is handed on as its DTO when it is sound', async () => {
    const value = await check(sound);
    expect(value).toBeInstanceOf(OrderDto);
    expect(value).toEqual(sound);
  });

  it('is refused with every fault at once, each by its path', async () => {
    const error = await refusalOf({ note: 1, lines: [{ quantity: 1 }, { quantity: 'two' }] });
    expect(error).toMatchObject({ kind: 'invalid', code: 'validation_failed' });
    expect(error.details).toEqual([
      { path: 'note', message: 'note must be a string' },
      { path: 'lines.1.quantity', message: 'quantity must be an integer number' },
    ]);
  });

  it('is refused for a field that the DTO does not know, at whatever depth', async () => {
    const { details } = await refusalOf({ ...sound, isAdmin: true, lines: [{ quantity: 1, price: 0 }] });
    expect(details.map(({ path }) => path).sort()).toEqual(['isAdmin', 'lines.0.price']);
  });

  it('is refused with a hundred faults at most, however many and long they are', async () => {
    const fields = Array.from({ length: 300 }, (_, index) => [`field ${index} ${'x'.repeat(5000)}`, 1]);
    const { details } = await refusalOf({ ...sound, ...Object.fromEntries(fields) });
    expect(details).toHaveLength(100);
    expect(Math.max(...details.map(({ path, message }) => path.length + message.length))).toBe(400);
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('is refused in an address for a field called %s', (name) => {
    const query = Object.assign(Object.create(null) as object, JSON.parse(`{"note":"","${name}":"x"}`));
    expect(() => new DtoPipe().transform(query, { type: 'query', metatype: OrderDto })).toThrow(
      expect.objectContaining({ code: 'validation_failed', details: [{ path: name, message: `property ${name} should not exist` }] }),
    );
  });

  it('is refused without being repeated', async () => {
    const error = await refusalOf({ note: { secret: 'hunter2' }, lines: [{ quantity: 'hunter2' }] });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('hunter2');
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['nothing', undefined],
    ['a text', 'order'],
    ['a number', 1],
    ['true', true],
    ['an array', []],
    ['an array of sound ones', [sound]],
    ['an empty object', {}],
  ])('is refused when it is %s', async (_what, body) => {
    await expect(check(body)).rejects.toBeInstanceOf(DomainError);
  });

  it('is of its DTO whatever it says of itself, and checked as such', async () => {
    const line = Object.assign(JSON.parse('{"__proto__":{"quantity":1}}') as object, { constructor: 'Object' });
    await expect(check({ ...sound, constructor: 'Object' })).resolves.toBeInstanceOf(OrderDto);
    expect((await refusalOf({ ...sound, lines: [line] })).details).toMatchObject([{ path: 'lines.0.quantity' }]);
  });

  it('is refused when it is null although nothing must be sent', () => {
    class ReasonDto {
      @IsOptional()
      @IsString()
      readonly reason?: string;
    }
    const transform = (body: unknown) => new DtoPipe().transform(body, { type: 'body', metatype: ReasonDto });
    expect(transform(undefined)).toBeInstanceOf(ReasonDto);
    expect(() => transform(null)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
  });

  it('needs no DTO where a handler takes a text or the request itself', () => {
    const pipe = new DtoPipe();
    expect(pipe.transform('7', { type: 'param', metatype: String })).toBe('7');
    expect(pipe.transform({ any: 1 }, { type: 'custom', metatype: OrderDto })).toEqual({ any: 1 });
  });
});

async function check(body: unknown): Promise<unknown> {
  return new DtoPipe().transform(body, { type: 'body', metatype: OrderDto });
}

async function refusalOf(body: unknown): Promise<DomainError> {
  const error: unknown = await check(body).catch((refusal: unknown) => refusal);
  if (error instanceof DomainError) {
    return error;
  }
  throw new Error('It was accepted.', { cause: error });
}
