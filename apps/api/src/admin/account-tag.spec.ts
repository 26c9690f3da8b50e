import { Access } from '@app/auth';
import { accountTagForm, accountTagOf, parseAccountMatch } from './account-tag';

describe('the entity tag of an account', () => {
  it.each<[string, Access]>([
    ['"customer"', { role: 'customer', disabled: false }],
    ['"admin-disabled"', { role: 'admin', disabled: true }],
  ])('%s says what the user may do, and is read as that', (tag, access) => {
    expect(accountTagOf(access)).toBe(tag);
    expect(parseAccountMatch(` ${tag} `)).toEqual(access);
    expect(tag).toMatch(new RegExp(accountTagForm));
  });

  it.each([undefined, '*', ' * '])('%j demands nothing', (header) => expect(parseAccountMatch(header)).toBeUndefined());

  it.each(['', '"2"', 'customer', '"root"', 'W/"customer"', '"customer", "admin"', '"customer-disabled-disabled"'])('%j is none', (header) => {
    expect(() => parseAccountMatch(header)).toThrow(expect.objectContaining({ code: 'invalid_if_match' }));
  });
});
