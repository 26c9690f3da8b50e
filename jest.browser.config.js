/** `npm run test:browser`: the pages, in a real Chromium. */
const { projects, ...settings } = require('./jest.config');

const [endToEnd] = projects.filter(({ displayName }) => displayName === 'end-to-end');

module.exports = {
  ...settings,
  projects: [{ ...endToEnd, displayName: 'browser', testRegex: '\\.browser-spec\\.ts$' }],
};
