import { Injectable } from '@nestjs/common';
import { AccountNotice, AccountNotices } from '@app/auth';
import { NotifyAccount } from '@app/notifications';

/** Tells people by e-mail: the order processor sends what is put on record here. */
@Injectable()
export class AccountMails extends AccountNotices {
  constructor(private readonly notifyAccount: NotifyAccount) {
    super();
  }

  override tell(userId: string, kind: AccountNotice): Promise<void> {
    return this.notifyAccount.execute({ kind, userId });
  }
}
