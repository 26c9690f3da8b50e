import { Module } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { DeadLetterOffice, MendOptions, MessagingModule } from '@app/messaging';
import { loadConfig } from '@app/platform';
import { interruptedExitCode, interruptible } from '../interruptible';
import { Progress } from '../progress';
import { refusalBehind } from '../sqs-refusal';
import { withService } from '../with-service';

const neededRights = 'sqs:GetQueueAttributes, sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:SendMessage and sqs:DeleteMessage';

/** All that dead letters need: neither the database nor Redis. */
@Module({ imports: [MessagingModule.register()] })
class DeadLettersModule {}

/** @throws Refusal with what to mend, where SQS does not do what it is asked. */
export async function withDeadLetters<Result>(use: (office: DeadLetterOffice) => Promise<Result>): Promise<Result> {
  try {
    return await withService(DeadLettersModule, DeadLetterOffice, use);
  } catch (error) {
    const cause = error instanceof DomainError ? error.cause : undefined;
    throw cause ? refusalBehind(cause, loadConfig(), neededRights) : error;
  }
}

/** Deals with letters to the end, shows how far it came, and says about how many are left. */
export function mendDeadLetters(
  what: string,
  isAll: boolean,
  mend: (office: DeadLetterOffice, options: MendOptions) => Promise<number>,
): Promise<number> {
  return withDeadLetters((office) =>
    interruptible(async (signal) => {
      const progress = new Progress(what, isAll ? await office.count() : 0);
      const onProgress = (count: number) => isAll && progress.show(count);
      const done = await mend(office, { isThorough: true, onProgress, signal }).finally(() => progress.clear());
      const left = isAll ? await office.count() : 0;
      if (signal.aborted) {
        process.stderr.write(`Stopped.${isAll ? ` About ${left} are left.` : ''}\n`);
        process.exitCode = interruptedExitCode;
      } else if (left > 0) {
        process.stderr.write(`About ${left} may still be there. Look again in a minute.\n`);
      }
      return done;
    }),
  );
}
