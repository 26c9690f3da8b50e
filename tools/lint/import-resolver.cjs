const { existsSync } = require('node:fs');
const { dirname, extname, join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const sourceExtensions = new Set(['.ts', '.js', '.mjs', '.cjs', '.json']);

/**
 * Tells eslint-plugin-boundaries which file an import means. It answers from the names alone, so that a rule
 * holds whether or not the file is written yet; a missing file is for the compiler to report.
 */
module.exports = {
  interfaceVersion: 2,
  resolve(source, importer) {
    const target = targetOf(source, importer);
    return target ? { found: true, path: fileOf(target) } : { found: false };
  },
};

function targetOf(source, importer) {
  if (/^\.{1,2}(\/|$)/.test(source)) {
    return resolve(dirname(importer), source);
  }
  if (source === '@app/shop') {
    return join(root, 'shop', 'extensions');
  }
  const [, lib, inside = 'index'] = /^@app\/([^/]+)(?:\/(.+))?$/.exec(source) ?? [];
  return lib && join(root, 'libs', lib, 'src', inside);
}

function fileOf(target) {
  if (sourceExtensions.has(extname(target))) {
    return target;
  }
  const index = join(target, 'index.ts');
  return /\/libs\/[^/]+\/src$/.test(target) || existsSync(index) ? index : `${target}.ts`;
}
