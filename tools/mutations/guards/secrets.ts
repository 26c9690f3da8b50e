import { Guard } from '../guard';

const secretFiles = 'libs/platform/src/config/secret-files.ts';
const secretFilesSpec = 'libs/platform/src/config/secret-files.spec.ts';
const redaction = 'libs/platform/src/logging/redaction.ts';
const redactionSpec = 'libs/platform/src/logging/redaction.spec.ts';
const wordsSpec = 'libs/notifications/src/defaults/typed-words-stay-words.spec.ts';
const sesAddress = 'libs/notifications/src/ses/ses-address.ts';
const sesAddressSpec = 'libs/notifications/src/ses/ses-address.spec.ts';

/** What others must not read, and what people typed that must not become more than words. */
export const secretGuards: readonly Guard[] = [
  {
    name: 'one place for a secret',
    protects: 'A secret is changed in the one place, and the other, forgotten, counts.',
    file: secretFiles,
    remove: 'if (given[name]) {',
    replacement: 'if (false) {',
    test: { path: secretFilesSpec, name: 'because it stands beside the secret itself' },
  },
  {
    name: 'an empty file is no secret',
    protects: 'A mount that went wrong looks as if the secret was never given.',
    file: secretFiles,
    remove: "return value === '' ? { problem: `${file} names an empty file` } : { value };",
    replacement: 'return { value };',
    test: { path: secretFilesSpec, name: 'because it is empty' },
  },
  {
    name: 'the upper layer counts for secret and file',
    protects: 'What the environment says of a secret is refused because an old `.env` says it, too.',
    file: secretFiles,
    remove: '(name in above || file in above ? [name, file] : [])',
    replacement: '(name in above && file in above ? [name, file] : [])',
    test: { path: secretFilesSpec, name: 'in a file replaces the one that a lower layer sets' },
  },
  {
    name: 'no query in the log',
    protects: 'A token that somebody put into an address is kept in the log.',
    file: 'libs/platform/src/http/request-hooks.ts',
    remove: 'path: pathOf(url),',
    replacement: 'path: url,',
    test: { path: 'libs/platform/src/http/request-log.spec.ts', name: 'names the address, and nothing of what else was sent' },
  },
  {
    name: 'the log takes known secrets out',
    protects: "A library's error prints the signing key or the database's password.",
    file: redaction,
    remove: '[...secrets.map(literally), ...looksSecret]',
    replacement: 'looksSecret',
    test: { path: redactionSpec, name: 'holds no longer the signing key' },
  },
  {
    name: 'the log takes out what looks like a token',
    protects: "A library's error prints the token of a customer.",
    file: redaction,
    remove: '[...secrets.map(literally), ...looksSecret]',
    replacement: 'secrets.map(literally)',
    test: { path: redactionSpec, name: 'holds no longer an access token' },
  },
  {
    name: 'errors are logged bare',
    protects: 'A library hangs a request with its headers on an error, and the log keeps it.',
    file: 'libs/platform/src/logging/logged-error.ts',
    remove: 'return { type, message, stack,',
    replacement: 'return { ...error, type, message, stack,',
    test: { path: 'libs/platform/src/logging/logged-error.spec.ts', name: 'has nothing else that was hung on it' },
  },
  {
    name: 'text is escaped in HTML',
    protects: "A customer's name brings a form, a link or a picture into our e-mail.",
    file: 'libs/notifications/src/defaults/html.ts',
    remove: "replace(/[&<>\"']/g,",
    replacement: 'replace(/[&>"\']/g,',
    test: { path: wordsSpec, name: 'has the same tags, and between them nothing that begins one' },
  },
  {
    name: 'words stay on their line',
    protects: 'A customer writes lines of their own into our e-mail.',
    file: 'libs/notifications/src/defaults/order-message-templates.ts',
    remove: 'inSingleLines(writeLetter(notification))',
    replacement: 'writeLetter(notification)',
    test: { path: wordsSpec, name: 'has a subject of one line, and a text of as many lines' },
  },
  {
    name: 'no link in a name',
    protects: "Somebody registers with a stranger's address, and our e-mail sends the stranger to their page.",
    file: 'libs/notifications/src/defaults/greeting.ts',
    remove: '`Hello ${unlinked(start)},`',
    replacement: '`Hello ${start},`',
    test: { path: 'libs/notifications/src/defaults/greeting.spec.ts', name: 'of "your prize waits at evil.com"' },
  },
  {
    name: 'no link in a reason',
    protects: 'The same, with the reason of a cancellation.',
    file: 'libs/notifications/src/defaults/write-letter.ts',
    remove: '${unlinked(order.cancellationReason)}',
    replacement: '${order.cancellationReason}',
    test: { path: wordsSpec, name: 'order_cancelled says the words as they are read' },
  },
  {
    name: 'a name is no message',
    protects: 'A name of any length makes our e-mail say what somebody else wants.',
    file: 'libs/notifications/src/defaults/greeting.ts',
    remove: '.slice(0, longestName)',
    replacement: '',
    test: { path: 'libs/notifications/src/defaults/greeting.spec.ts', name: 'is no letter of its own' },
  },
  {
    name: 'a domain is what it looks like',
    protects: 'An e-mail goes to another domain than its account names.',
    file: sesAddress,
    remove: "domainPattern.test(domain) ? domainToASCII(domain) : ''",
    replacement: 'domainToASCII(domain)',
    test: { path: sesAddressSpec, name: 'is not made of one whose domain ends early' },
  },
  {
    name: 'a mailbox is plain ASCII',
    protects: 'A mailbox that somebody on the way decodes is another address there.',
    file: sesAddress,
    remove: '!mailboxPattern.test(mailbox)',
    replacement: '!mailbox',
    test: { path: sesAddressSpec, name: 'is not made of one that a mail program may decode' },
  },
];
