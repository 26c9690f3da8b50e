import { Access, Role, roles } from '@app/auth';
import { DomainError } from '@app/contracts';

const form = new RegExp(`^\\s*"(${roles.join('|')})(-disabled)?"\\s*$`);

/** The form of the tags, for the documentation. */
export const accountTagForm = `^(\\*|"(${roles.join('|')})(-disabled)?")$`;

/** The strong entity tag of an account (RFC 9110, 8.8.3): what the user may do. All else that is shown of them never changes. */
export function accountTagOf({ role, disabled }: Access): string {
  return `"${role}${disabled ? '-disabled' : ''}"`;
}

/**
 * What the user may do by an `If-Match` header (RFC 9110, 13.1.1); undefined where there is no such header, or `*`.
 *
 * @throws DomainError `invalid_if_match` (invalid) when it is no such tag.
 */
export function parseAccountMatch(header: string | undefined): Access | undefined {
  if (header === undefined || header.trim() === '*') {
    return undefined;
  }
  const [, role, disabled] = form.exec(header) ?? [];
  if (!role) {
    throw new DomainError({
      kind: 'invalid',
      code: 'invalid_if_match',
      message: 'The If-Match header must hold the ETag of the user as it was answered, or *.',
    });
  }
  return { role: role as Role, disabled: disabled !== undefined };
}
