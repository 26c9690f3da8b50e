/** How many of some calls were refused with this code; anything else that went wrong fails the test. */
export function countRefusals(results: readonly PromiseSettledResult<unknown>[], code: string): number {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  reasons.forEach((reason) => expect(reason).toMatchObject({ code }));
  return reasons.length;
}
