import { AccountChangeNotification, AccountNotification, PasswordReset } from '../domain/notification';
import { Letter } from './letter';

const stranger = 'If this was not you, choose a new password at once: somebody may know the one you have.';

/** Puts what happened to an account into words. Nothing in it was typed by anybody, but for the recipient's name in the greeting. */
export function writeAccountLetter(notification: AccountNotification): Letter {
  const words = notification.kind === 'password_reset' ? wordsOfReset(notification.passwordReset) : wordsOf[notification.kind];
  return { ...words, lines: [], closing: 'You get this e-mail because you have an account with us.' };
}

type Words = Pick<Letter, 'subject' | 'heading' | 'paragraphs'>;

const wordsOf: Record<AccountChangeNotification['kind'], Words> = {
  password_changed: {
    subject: 'Your password was changed',
    heading: 'Your password was changed',
    paragraphs: ['Everybody who was logged in to your account is logged out.', stranger],
  },
  log_in_ended: {
    subject: 'We ended one of your log-ins',
    heading: 'We ended one of your log-ins',
    paragraphs: ['A key to your account was used twice, as happens when somebody has a copy of it. That log-in is ended.', stranger],
  },
  webhook_disabled: {
    subject: 'One of your webhooks was disabled',
    heading: 'One of your webhooks was disabled',
    paragraphs: [
      'For days its address took nothing of what we sent, or it told us that it is gone. Your list of webhooks says which one it is, and why.',
      'Nothing is sent to it any more, and what happens from now on is not kept for it. Enable it once it works again; what failed in the last thirty days can then be sent once more.',
    ],
  },
};

function wordsOfReset(reset: PasswordReset): Words {
  return {
    subject: 'Choose a new password',
    heading: 'Choose a new password',
    paragraphs: [
      'Somebody, we hope you, said that you forgot your password.',
      ...waysToReset(reset),
      'If it was not you, you need not do anything: your password is still the same.',
    ],
  };
}

function waysToReset({ token, link, validMinutes }: PasswordReset): string[] {
  const validity = `It works once, for ${validMinutes} minutes.`;
  return link ? [`Open this address to choose a new one. ${validity}`, link] : [`Use this token to choose a new one. ${validity}`, token];
}
