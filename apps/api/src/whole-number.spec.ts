import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { FromDigits, IsWholeNumber } from './whole-number';

class Stock {
  @IsWholeNumber({ min: -5, max: Number.MAX_SAFE_INTEGER })
  readonly units: number;
}

class Query {
  @FromDigits()
  @IsWholeNumber({ min: 0, max: 100 })
  readonly limit: number = 20;
}

describe('a whole number', () => {
  it.each([0, 1, -5, Number.MAX_SAFE_INTEGER])('may be %d', (units) => {
    expect(faultsOf(Stock, { units })).toEqual([]);
  });

  it.each<[unknown]>([
    [-6],
    [0.5],
    [-0],
    [Number.MAX_SAFE_INTEGER + 1],
    [1e400],
    [NaN],
    ['1'],
    [''],
    [null],
    [undefined],
    [true],
    [[1]],
    [{}],
    [1n],
  ])('is not %p', (units) => {
    expect(faultsOf(Stock, { units })).toEqual([`units must be a whole number from -5 to ${Number.MAX_SAFE_INTEGER}`]);
  });
});

describe('a number in an address', () => {
  it.each([
    ['0', 0],
    ['100', 100],
    ['007', 7],
  ])('may be written %s', (limit, number) => {
    expect(plainToInstance(Query, { limit })).toEqual({ limit: number });
    expect(faultsOf(Query, { limit })).toEqual([]);
  });

  it('may be left out', () => {
    expect(plainToInstance(Query, {})).toEqual({ limit: 20 });
  });

  it.each([[''], [' '], [' 5'], ['5;'], ['-0'], ['-1'], ['+1'], ['1.0'], ['1e1'], ['0x10'], ['٥'], ['NaN'], ['9'.repeat(400)], [['5']], [['5', '5']]])(
    'is not %p',
    (limit) => {
      expect(faultsOf(Query, { limit })).toEqual(['limit must be a whole number from 0 to 100']);
    },
  );
});

function faultsOf(dto: new () => object, plain: object): string[] {
  return validateSync(plainToInstance(dto, plain)).flatMap(({ constraints = {} }) => Object.values(constraints));
}
