import { Access, Role, roles } from '@app/auth';
import { parseIfMatchAs } from '../entity-tag';

const tag = `"(${roles.join('|')})(-disabled)?"`;
const form = new RegExp(`^${tag}$`);

/** The form of the tags, for the documentation. */
export const accountTagForm = `^(\\*|${tag})$`;

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
  const match = parseIfMatchAs(form, header);
  return match && { role: match[1] as Role, disabled: match[2] !== undefined };
}
