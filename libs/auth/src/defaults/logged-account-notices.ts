import { Injectable, Logger } from '@nestjs/common';
import { AccountNotice, AccountNotices } from '../ports/account-notices';

/** For an app that sends nothing: the log says who should have been told of what. */
@Injectable()
export class LoggedAccountNotices extends AccountNotices {
  private readonly logger = new Logger(LoggedAccountNotices.name);

  async tell(userId: string, notice: AccountNotice): Promise<void> {
    this.logger.warn('Nobody is bound to tell people about their accounts', { userId, notice });
  }
}
