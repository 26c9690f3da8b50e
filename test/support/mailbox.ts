import { eventually } from './eventually';

export interface Mail {
  readonly subject: string;
  readonly body: { readonly text: string; readonly html: string };
  readonly destination: { readonly to: readonly string[] };
}

/** Every mail that left, as the mailbox of the local stack keeps it. */
export async function allMail(mailbox = process.env.AWS_ENDPOINT_URL_SES ?? ''): Promise<Mail[]> {
  const response = await fetch(new URL('/store', mailbox));
  return ((await response.json()) as { emails: Mail[] }).emails;
}

/** The one mail to an address, once it is there. */
export function mailTo(address: string, mailbox?: string): Promise<Mail> {
  return onlyMail(({ destination }) => destination.to.includes(address), mailbox);
}

/** The one mail of that subject to an address, once it is there. */
export function mailWith(subject: string, address: string, mailbox?: string): Promise<Mail> {
  return onlyMail((mail) => mail.subject === subject && mail.destination.to.includes(address), mailbox);
}

function onlyMail(isIt: (mail: Mail) => boolean, mailbox?: string): Promise<Mail> {
  return eventually(async () => {
    const mails = (await allMail(mailbox)).filter(isIt);
    expect(mails).toHaveLength(1);
    return mails[0] as Mail;
  });
}
