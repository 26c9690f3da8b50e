import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Config } from '@app/platform';

const idLength = 8;

/**
 * The keys of access tokens: JWT_SECRET signs, JWT_SECRET_PREVIOUS only verifies, so that a secret can be changed without
 * logging anybody out. A token names its key by `kid`, which chooses between these two and means nothing else.
 */
@Injectable()
export class SigningKeys {
  readonly current: { readonly id: string; readonly secret: string };
  private readonly secrets: ReadonlyMap<unknown, string>;

  constructor(
    { JWT_SECRET, JWT_SECRET_PREVIOUS = JWT_SECRET }: Config,
    private readonly jwt: JwtService,
  ) {
    this.current = { id: idOf(JWT_SECRET), secret: JWT_SECRET };
    this.secrets = new Map([JWT_SECRET_PREVIOUS, JWT_SECRET].map((secret) => [idOf(secret), secret]));
  }

  /** What the signature of a token is to be checked against; a token without `kid` counts as signed by the current key. */
  secretFor(accessToken: string): string | undefined {
    return this.secrets.get(this.kidOf(accessToken) ?? this.current.id);
  }

  /** Of a payload that is no JSON the library makes an error of its own, though nobody asked for the payload. */
  private kidOf(accessToken: string): unknown {
    try {
      return this.jwt.decode<{ header: { kid?: unknown } } | null>(accessToken, { complete: true })?.header.kid;
    } catch {
      return 'unreadable';
    }
  }
}

/** Tells secrets apart, and nothing about them. */
function idOf(secret: string): string {
  return createHash('sha256').update(`key id of ${secret}`).digest('base64url').slice(0, idLength);
}
