import { Module } from '@nestjs/common';
import { DeadLetterOffice, MessagingModule } from '@app/messaging';
import { withService } from '../with-service';

/** All that dead letters need: neither the database nor Redis. */
@Module({ imports: [MessagingModule.register()] })
class DeadLettersModule {}

export function withDeadLetters<Result>(use: (office: DeadLetterOffice) => Promise<Result>): Promise<Result> {
  return withService(DeadLettersModule, DeadLetterOffice, use);
}
