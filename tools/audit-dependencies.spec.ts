import { verdictOn } from './audit-dependencies';

const weakness = (name: string, severity: string) => ({
  [name]: { name, severity, via: [{ title: `Trouble in ${name}`, url: `https://example.com/${name}`, severity }] },
});
const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} });

describe('the check of the dependencies', () => {
  it('passes where nothing is known', () => {
    expect(verdictOn(report({}))).toMatchObject({ passes: true });
  });

  it('passes with lesser weaknesses, and counts them', () => {
    const { passes, lines } = verdictOn(report({ ...weakness('left', 'moderate'), ...weakness('right', 'low') }));
    expect(passes).toBe(true);
    expect(lines.join()).toContain('2 have lesser ones');
  });

  it.each(['high', 'critical'])('fails with one of level %s, and names it and whoever brings it', (severity) => {
    const bringer = { bringer: { name: 'bringer', severity, via: ['grave'] } };
    const { passes, lines } = verdictOn(report({ ...weakness('lesser', 'low'), ...weakness('grave', severity), ...bringer }));
    expect(passes).toBe(false);
    expect(lines).toEqual([
      'Known weaknesses in 2 dependencies:',
      `  grave: Trouble in grave (${severity}, https://example.com/grave)`,
      '  bringer: through grave',
    ]);
  });

  it.each([
    ['does not answer such questions', JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405, error: {} })],
    ['is away', JSON.stringify({ message: 'request to https://registry.example.com failed', error: {} })],
    ['answers with nonsense', '<html>'],
    ['cannot be asked, for want of npm', ''],
  ])('passes where the registry %s, and says so in one line', (_, printed) => {
    const { passes, lines } = verdictOn(printed);
    expect(passes).toBe(true);
    expect(lines).toEqual([expect.stringContaining('DEPENDENCIES NOT CHECKED')]);
  });
});
