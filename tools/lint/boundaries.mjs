import { fileURLToPath } from 'node:url';

const foundations = ['contracts', 'messaging', 'platform'];
const folders = ['domain', 'ports', 'use-cases', 'defaults', 'http'];
const ownLib = '{{ from.element.captured.lib }}';
const inOwnApp = { to: { element: { type: 'app', captured: { app: '{{ from.element.captured.app }}' } } } };
const anyOrigin = { module: { origin: ['local', 'external', 'core'] } };
const anyPackage = { to: { module: { origin: ['external', 'core'] } } };
const aContractSuite = { to: { file: { categories: 'contract-suite' } } };
const ofTheShop = { to: { element: { type: 'shop' } }, dependency: { source: '@app/shop' } };
const anyFolder = [...folders, 'technology', 'lib'];

export const testFiles = ['**/*.spec.ts', '**/*-spec.ts'];
/** Suites that a port ships for its adapters: test code, though they lie beside product code. */
export const contractSuites = ['**/*.contract.ts', '**/contract-suites.ts'];

export const settings = {
  'import/resolver': { [fileURLToPath(new URL('import-resolver.cjs', import.meta.url))]: {} },
  'boundaries/root-path': fileURLToPath(new URL('../..', import.meta.url)),
  'boundaries/dependency-nodes': ['import', 'export', 'require', 'dynamic-import'],
  'boundaries/legacy-templates': false,
  'boundaries/elements-single-match': true,
  'boundaries/elements': [
    ...folders.map((folder) => element(folder, `libs/*/src/${folder}`, ['lib'])),
    element('lib-test', 'libs/*/test', ['lib']),
    element('technology', 'libs/*/src/*', ['lib', 'folder']),
    element('lib', 'libs/*', ['lib']),
    element('app', 'apps/*', ['app']),
    element('shop', 'shop'),
    element('shop', 'test/shop'),
    element('tools', 'tools'),
    element('test', 'test'),
  ],
  'boundaries/files': [
    { category: 'contract-suite', pattern: contractSuites },
    { category: 'index', pattern: 'libs/*/src/index.ts' },
    { category: 'extensions', pattern: 'apps/*/src/*-extensions.ts' },
  ],
};

/** What every lib keeps to, whatever the folder. */
const betweenLibs = [
  ...libsKnowOnly({ contracts: 'contracts', platform: '@(platform|contracts)' }),
  {
    disallow: { to: inLib(`!(${[ownLib, ...foundations].join('|')})`) },
    message: 'Libs do not know each other: declare a port, and let the app adapt ({{ dependency.source }})',
  },
  {
    disallow: { to: { ...inLib(ownLib), file: { categories: 'index' } } },
    message: 'A lib does not import its own index: import the file itself ({{ dependency.source }})',
  },
];

/** Config blocks, one for each kind of file; of several that fit a file the last one counts. */
export const boundaries = [
  block('libs/*/src/*/**/*.ts', 'A technology folder imports its own lib, but no use case, and foundation libs', [
    inOwnLib(...anyFolder.filter((folder) => folder !== 'use-cases')),
    throughAlias(...foundations),
    anyPackage,
  ]),
  block(['libs/*/src/*.ts', 'libs/*/src/http/**/*.ts'], 'A lib imports its own files and foundation libs', [
    inOwnLib(...anyFolder),
    throughAlias(...foundations),
    anyPackage,
  ]),
  block('libs/*/src/domain/**/*.ts', 'domain/ is pure: it imports domain files, @app/contracts and node:crypto', [
    inOwnLib('domain'),
    throughAlias('contracts'),
    packages('node:crypto'),
  ]),
  block('libs/*/src/ports/**/*.ts', 'ports/ imports domain/, @app/contracts and @app/platform', [
    inOwnLib('domain', 'ports'),
    throughAlias('contracts', 'platform'),
  ]),
  block('libs/*/src/use-cases/**/*.ts', 'use-cases/ imports domain/, ports/ and foundation libs, no use case', [
    inOwnLib('domain', 'ports'),
    throughAlias(...foundations),
    packages('@nestjs/common', 'node:crypto', 'uuid'),
  ]),
  block('libs/*/src/defaults/**/*.ts', 'defaults/ imports domain/, ports/ and foundation libs', [
    inOwnLib('domain', 'ports', 'defaults'),
    throughAlias(...foundations),
    packages('@nestjs/common', 'node:crypto', 'uuid'),
  ]),
  block(inFolder('libs', [...testFiles, ...contractSuites, '*/test/**/*.ts']), 'Tests of a lib import it and test/', [
    inOwnLib(...anyFolder, 'lib-test'),
    throughAlias(...foundations),
    to('test'),
    anyPackage,
  ]),
  block('apps/**/*.ts', 'An app imports its own files, libs through @app/<lib>, and what @app/shop exports', [
    inOwnApp,
    throughAlias('*'),
    ofTheShop,
    anyPackage,
  ]),
  block(inFolder('apps', testFiles), 'Tests of an app import its own files, test/, and libs through @app/<lib>', [
    inOwnApp,
    throughAlias('*'),
    to('test'),
    anyPackage,
  ]),
  block('tools/**/*.ts', 'tools/ imports apps, tools, libs through @app/<lib>, and what @app/shop exports', [
    to('app', 'tools'),
    throughAlias('*'),
    ofTheShop,
    anyPackage,
  ]),
  block('test/**/*.ts', 'test/ imports apps, tools, contract suites, and libs through @app/<lib>', [
    to('app', 'tools', 'test', 'shop'),
    aContractSuite,
    throughAlias('*'),
    anyPackage,
  ]),
  block(inFolder('{shop,test/shop}', ['**/*.ts']), "A shop's rules import each other, what may be extended, and libs through @app/<lib>", [
    to('shop'),
    { to: { file: { categories: 'extensions' } } },
    throughAlias('*'),
    anyPackage,
  ]),
  block(inFolder('{shop,test/shop}', testFiles), "Tests of a shop's rules import them, contract suites, and libs through @app/<lib>", [
    to('shop'),
    aContractSuite,
    throughAlias('*'),
    anyPackage,
  ]),
];

/** Forbids all, then allows; what libs must keep to anyway comes last, since the last policy that matches decides. */
function block(files, message, allow) {
  const policies = [
    { disallow: { to: anyOrigin }, message: `${message} (not {{ dependency.source }})` },
    { allow },
    ...([files].flat()[0].startsWith('libs/') ? betweenLibs : []),
  ];
  const options = { default: 'disallow', checkAllOrigins: true, checkInternals: true, policies };
  return { files: [files].flat(), rules: { 'boundaries/dependencies': ['error', options] } };
}

function inFolder(folder, patterns) {
  return patterns.map((pattern) => `${folder}/${pattern}`);
}

function element(type, pattern, capture = []) {
  return { type, pattern, capture, partialMatch: false };
}

function libsKnowOnly(known) {
  return Object.entries(known).map(([lib, allowed]) => ({
    from: inLib(lib),
    disallow: { to: inLib(`!(${allowed})`) },
    message: `${lib} is a foundation: it imports no other lib than those below it (not {{ dependency.source }})`,
  }));
}

function inLib(lib) {
  return { element: { types: { anyOf: anyFolder }, captured: { lib } } };
}

function inOwnLib(...types) {
  return { to: { element: { types: { anyOf: types }, captured: { lib: ownLib } } } };
}

function throughAlias(...libs) {
  return { to: { element: { type: 'lib', captured: { lib: libs } } }, dependency: { source: '@app/*' } };
}

function packages(...sources) {
  return { ...anyPackage, dependency: { source: sources } };
}

function to(...types) {
  return { to: { element: { types: { anyOf: types } } } };
}
