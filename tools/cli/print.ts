/** Prints a result: for people as it stands, for machines as one line of JSON. */
export function print(result: { readonly text: string; readonly json: unknown }, { json = false }: { json?: boolean } = {}): void {
  process.stdout.write(`${json ? JSON.stringify(result.json) : result.text}\n`);
}

/** Rows under a head, in columns as wide as they must be; control characters cannot reach the terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replace(/\p{Cc}+/gu, ' ')));
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines.map((cells) => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n');
}
