import { Config } from '../config/config';
import { variablesOf } from '../config/variable';

/** Shorter ones would be found in ordinary words. */
const shortestSecret = 12;

/** Each begins in few places of any text, so that none takes time with the square of its length. Whoever's they are: access tokens, the second half of refresh tokens, tokens in a link, and credentials in an address. */
const looksSecret = ['(?<![\\w-])eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+', '[.=][\\w-]{43}(?![\\w-])', '://[^\\s/@"]+@'];

/**
 * Takes out of what is about to be written the config's own secrets, and whatever looks like a token or like credentials
 * in an address. Nothing should log them; this is for the library that does, in an error of its own. A microsecond a line.
 */
export function redaction(config: Partial<Config>): (lines: string) => string {
  const secrets = secretsOf(config).flatMap(formsOf).filter(({ length }) => length >= shortestSecret);
  const pattern = new RegExp([...secrets.map(literally), ...looksSecret].join('|'), 'g');
  return (lines) => lines.replace(pattern, (found) => (found.startsWith('://') ? '://[redacted]@' : '[redacted]'));
}

/** Of a connection string the password counts. */
function secretsOf(config: Partial<Config>): string[] {
  return variablesOf(Config)
    .filter(({ file }) => file !== undefined)
    .map(({ name }) => String(config[name as keyof Config] ?? ''))
    .map((secret) => /^mongodb.*?:\/\/[^@/]*?:([^@/]+)@/.exec(secret)?.[1] ?? secret);
}

/** As it is, as it stands in JSON, and in and out of an address. */
function formsOf(secret: string): string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), decoded(secret)])];
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
