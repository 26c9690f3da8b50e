import { Injectable } from '@nestjs/common';
import { AccountNotice, AccountNotices } from '../src/ports/account-notices';

/** Keeps what people were told. */
@Injectable()
export class RememberedNotices extends AccountNotices {
  private readonly told: { userId: string; notice: AccountNotice }[] = [];

  override async tell(userId: string, notice: AccountNotice): Promise<void> {
    this.told.push({ userId, notice });
  }

  toldTo(userId: string): AccountNotice[] {
    return this.told.filter((one) => one.userId === userId).map(({ notice }) => notice);
  }
}
