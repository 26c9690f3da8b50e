/** `npm run test:faults`: all fault tests, with the campaigns that take too long for every run of all tests. */
const { projects, ...settings } = require('./jest.config');

const [endToEnd] = projects.filter(({ displayName }) => displayName === 'end-to-end');

module.exports = {
  ...settings,
  projects: [
    { ...endToEnd, displayName: 'faults', testRegex: '/test/faults/.*\\.e2e-spec\\.ts$' },
    { ...endToEnd, displayName: 'campaigns', testRegex: '\\.campaign-spec\\.ts$' },
  ],
};
