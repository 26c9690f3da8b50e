/** `npm run test:operators`: what operators look at, in what they look at it with: the operations page in a Chromium, the dashboard's queries in a Prometheus. */
const { projects, ...settings } = require('./jest.config');

const [endToEnd] = projects.filter(({ displayName }) => displayName === 'end-to-end');

module.exports = {
  ...settings,
  projects: [{ ...endToEnd, displayName: 'operators', testRegex: '\\.operators-spec\\.ts$' }],
};
