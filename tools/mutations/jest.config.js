/** The tests of the project on a stack that runs already, and that all runs share. */
const { projects, ...rest } = require('../../jest.config.js');

const onRunningStack = ({ globalSetup, globalTeardown, ...project }) => project;

module.exports = { ...rest, projects: projects.map(onRunningStack) };
