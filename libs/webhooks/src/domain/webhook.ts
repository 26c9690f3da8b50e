import { OrderEventType } from '@app/contracts';

/** Whose orders: the owner's, or everybody's, which is for administrators. */
export const webhookScopes = ['own', 'all'] as const;
export type WebhookScope = (typeof webhookScopes)[number];

/** Its owner did it; it did not take anything for five days; its address said 410 Gone. */
export const disablingReasons = ['owner', 'failing', 'gone'] as const;
export type DisablingReason = (typeof disablingReasons)[number];

/** A signing secret that only this system can read. */
export interface SealedSecret {
  readonly sealed: string;
  /** It signs until then, beside the one that replaced it. */
  readonly until?: Date;
}

/** An address that wants to be told of what happens to orders. */
export interface Webhook {
  readonly id: string;
  readonly ownerId: string;
  readonly scope: WebhookScope;
  readonly url: string;
  readonly events: readonly OrderEventType[];
  readonly description: string | null;
  /** The current one first. */
  readonly secrets: readonly SealedSecret[];
  readonly disabledBecause?: DisablingReason;
  /** The first failure that no success has followed yet. */
  readonly failingSince?: Date;
  readonly createdAt: Date;
}

/** Who registers a webhook, or looks after theirs. */
export interface WebhookOwner {
  readonly id: string;
  readonly role: string;
}

export const mostWebhooks = 10;
/** How long a replaced secret goes on signing beside the new one. */
export const secretOverlapSeconds = 86_400;

const patienceDays = 5;

/** Whether it has failed for so long that it is not worth another try. */
export function isGivenUp({ failingSince }: Webhook, now: Date): boolean {
  return failingSince !== undefined && now.getTime() - failingSince.getTime() >= patienceDays * 86_400_000;
}

/** Those that sign now. */
export function signingSecrets({ secrets }: Webhook, now: Date): readonly SealedSecret[] {
  return secrets.filter(({ until }) => until === undefined || until > now);
}
