import { OrderEventType } from '@app/contracts';
import { DisablingReason, SealedSecret, Webhook } from '../domain/webhook';

/** Changes of a webhook by its owner; what is left out stays. */
export interface WebhookChange {
  readonly url?: string;
  readonly events?: readonly OrderEventType[];
  readonly description?: string | null;
  readonly secrets?: readonly SealedSecret[];
  /** `null`: it is enabled again, and its failures are forgotten. */
  readonly disabledBecause?: DisablingReason | null;
}

/** Whose events of which kind. */
export interface Audience {
  readonly userId: string;
  readonly type: OrderEventType;
}

/** Keeps the webhooks. Bound by `WebhooksModule`. */
export abstract class WebhookRepository {
  /** Keeps at most `most` of one owner. False, and nothing is kept, where there is no room. */
  abstract add(webhook: Webhook, most: number): Promise<boolean>;

  abstract byId(id: string): Promise<Webhook | undefined>;

  /** The webhook only if it is this owner's. */
  abstract ofOwner(ownerId: string, id: string): Promise<Webhook | undefined>;

  /** All of an owner, the oldest first. */
  abstract allOf(ownerId: string): Promise<Webhook[]>;

  /** The webhook after the change; undefined if the owner has no such, or its secret is not `sealedNow` any more. */
  abstract change(ownerId: string, id: string, change: WebhookChange, sealedNow?: string): Promise<Webhook | undefined>;

  /** False if the owner has no such. */
  abstract remove(ownerId: string, id: string): Promise<boolean>;

  /** The enabled webhooks that want to be told. Those asked for at the same time are found together. */
  abstract listeningTo(audience: Audience): Promise<readonly Webhook[]>;

  /** Its failures are over. */
  abstract noteSuccess(called: Webhook): Promise<void>;

  /** Its failures begin, if they have not. What another address answered than the present one counts for nothing, here and below. */
  abstract noteFailure(called: Webhook, at: Date): Promise<void>;

  /** Nothing is sent from then on. False, and nothing is done, when it was disabled before, or is failing no more. */
  abstract disable(called: Webhook, because: DisablingReason): Promise<boolean>;

  /** Those some of whose secrets are not sealed with this key, in turn. */
  abstract sealedOtherwise(keyId: string): AsyncIterable<Webhook>;

  /** Replaces a sealed secret wherever it is still as it was. */
  abstract reseal(id: string, from: string, to: string): Promise<void>;
}
