import { aConfig } from '../../test/a-config';
import { Metrics } from './metrics';
import { MetricsPage } from './metrics-page';

const METRICS_TOKEN = 'k3vQz81LmXw7RtYpB5nJdS0uHcGe42Af';

describe('the metrics of an app', () => {
  it('are for everybody where no token is set', async () => {
    const page = new MetricsPage(aConfig(), new Metrics());
    await expect(page.text()).resolves.toContain('metrics_source_up');
    await expect(page.text('Bearer anything')).resolves.toContain('metrics_source_up');
  });

  it('are for who sends the token where one is set', async () => {
    const page = new MetricsPage(aConfig({ METRICS_TOKEN }), new Metrics());
    await expect(page.text(`Bearer ${METRICS_TOKEN}`)).resolves.toContain('metrics_source_up');
  });

  it.each([undefined, '', 'Bearer ', 'Bearer', METRICS_TOKEN, `Basic ${METRICS_TOKEN}`, `Bearer ${METRICS_TOKEN} `, `Bearer ${METRICS_TOKEN.slice(1)}`])(
    'are for nobody else: %s',
    async (authorization) => {
      const page = new MetricsPage(aConfig({ METRICS_TOKEN }), new Metrics());
      await expect(page.text(authorization)).rejects.toMatchObject({ kind: 'unauthenticated', code: 'metrics_token_required' });
    },
  );

  it('need a token that cannot be guessed', () => {
    expect(() => aConfig({ METRICS_TOKEN: 'prometheus' })).toThrow('METRICS_TOKEN');
  });
});
