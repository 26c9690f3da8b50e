import { greetingTo } from './greeting';

describe('the greeting', () => {
  it.each([
    [undefined, 'Hello,'],
    ['', 'Hello,'],
    [' \n ', 'Hello,'],
    ['Ada', 'Hello Ada,'],
    ['Ada\nLovelace', 'Hello Ada Lovelace,'],
    ['your prize waits at evil.com', 'Hello your prize waits at evil.\u200ccom,'],
  ])('of %j is %j', (name, expected) => {
    expect(greetingTo({ userId: 'ada', email: 'ada@example.com', name })).toBe(expected);
  });

  it('is no letter of its own', () => {
    expect(greetingTo({ userId: 'ada', email: 'ada@example.com', name: '😀'.repeat(500) })).toBe(`Hello ${'😀'.repeat(100)},`);
  });
});
