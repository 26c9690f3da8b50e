const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90`, `90s`, `15m`, `12h` or `30d` in whole seconds; anything else is NaN. */
export function durationInSeconds(text: string): number {
  const [, amount, unit = 's'] = /^([1-9]\d{0,8})([smhd])?$/.exec(text.trim()) ?? [];
  return Number(amount) * (unitSeconds[unit] ?? NaN);
}
