import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const purpose = 'order-processing: secrets of webhooks';
const sizes = { key: 32, nonce: 12, tag: 16, id: 6 };

/** Seals texts under a key derived from a secret, by AES-256-GCM. */
export class Sealing {
  /** Tells nothing of the key; every text sealed with it begins like this. */
  readonly keyId: string;
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', purpose, sizes.key));
    this.keyId = createHash('sha256').update(this.key).digest().subarray(0, sizes.id).toString('base64url');
  }

  hasSealed(sealed: string): boolean {
    return sealed.startsWith(`${this.keyId}.`);
  }

  seal(text: string): string {
    const nonce = randomBytes(sizes.nonce);
    const cipher = createCipheriv(algorithm, this.key, nonce);
    const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${this.keyId}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
  }

  /** @throws Error when it was not sealed like this, or is not whole. */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed.slice(this.keyId.length + 1), 'base64url');
    const tagAt = sizes.nonce;
    const textAt = tagAt + sizes.tag;
    const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, tagAt), { authTagLength: sizes.tag });
    decipher.setAuthTag(bytes.subarray(tagAt, textAt));
    return decipher.update(bytes.subarray(textAt), undefined, 'utf8') + decipher.final('utf8');
  }
}
