/** What a user may do: customers see to their own orders, admins to everybody's and to the stock. */
export const roles = ['customer', 'admin'] as const;

export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return (roles as readonly unknown[]).includes(value);
}
