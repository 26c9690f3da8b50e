import { runInNewContext } from 'node:vm';
import { aConfig } from '../../test/a-config';
import { redaction } from './redaction';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyLTEifQ.c2lnbmF0dXJl-_x';
const config = aConfig({
  MONGO_URI: 'mongodb://shop:p%40ssword%20of%20mongo@127.0.0.1:1/nowhere',
  JWT_SECRET: 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uo$',
  AWS_ACCESS_KEY: 'key',
  AWS_SECRET_KEY: 'secret\\of/"aws"+',
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: 'a password of (the) admin.',
});
const redacted = redaction(config);

describe('what is written', () => {
  it.each([
    ['the signing key', 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uo$'],
    ['the password of the database', 'p@ssword of mongo'],
    ['the password of the database, as its address spells it', 'p%40ssword%20of%20mongo'],
    ['the key of AWS, as JSON spells it', 'secret\\\\of/\\"aws\\"+'],
    ['the key of AWS, as an address spells it', 'secret%5Cof%2F%22aws%22%2B'],
    ["the administrator's password", 'a password of (the) admin.'],
    ['an access token', token],
  ])('holds no longer %s', (_, secret) => {
    expect(redacted(`{"msg":"before ${secret} after"}\n{"msg":"${secret}"}\n`)).toBe('{"msg":"before [redacted] after"}\n{"msg":"[redacted]"}\n');
  });

  it('keeps of a refresh token only which session it is of', () => {
    const [session, secret] = ['0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44', 'c'.repeat(43)];
    expect(redacted(`"${session}.${secret}"`)).toBe(`"${session}[redacted]"`);
  });

  it('keeps of a link only what it is to', () => {
    expect(redacted(`"https://shop.example.com/reset#token=${'c'.repeat(43)}"`)).toBe('"https://shop.example.com/reset#token[redacted]"');
  });

  it('keeps of an address only where it leads', () => {
    expect(redacted('connecting to mongodb+srv://eve:x@db.example.com/orders failed')).toBe(
      'connecting to mongodb+srv://[redacted]@db.example.com/orders failed',
    );
  });

  it('is otherwise as it was', () => {
    const lines = '{"path":"/api/orders/0198f5a2","ms":3.25,"url":"https://example.com/a@b","context":"admin.key"}\n';
    expect(redacted(lines)).toBe(lines);
  });

  it.each(['eyJ', 'eyJ.', '://a', '=aaaaaaaa', '.-'])('is not looked through again for each %j in it', (part) => {
    const lines = part.repeat(100_000);
    // A milliseconds' work, or a minute's; nothing in between.
    expect(runInNewContext('redacted(lines)', { redacted, lines }, { timeout: 10_000 })).toHaveLength(lines.length);
  });

  it('may hold what is too short to be told from a word', () => {
    expect(redaction({ AWS_SECRET_KEY: 'local' })('"the local stack"')).toBe('"the local stack"');
  });
});
