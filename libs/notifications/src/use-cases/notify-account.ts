import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { AccountNotificationKind } from '../domain/notification';
import { DeliveryRepository } from '../ports/delivery.repository';

/** Puts on record that somebody is to be told by e-mail what happened to their account; a process that sends does the rest. */
@Injectable()
export class NotifyAccount {
  constructor(private readonly deliveries: DeliveryRepository) {}

  /** Each call is an e-mail of its own. Once it resolves, it will be sent, or tried for four days. */
  async execute({ kind, userId }: { kind: AccountNotificationKind; userId: string }): Promise<void> {
    await this.deliveries.keepForLater({ eventId: newId(), kind, userId, channel: 'email' });
  }
}
