import { join } from 'node:path';
import { Report } from '../report';
import { download } from './download';

/** A script, since the package takes its settings from the environment and cannot be interrupted. */
const SCRIPT = `
  const [library, directory, target] = process.argv.slice(1);
  const { MongoBinary } = require(library);
  MongoBinary.getPath({ downloadDir: directory }).then(
    (path) => require('node:fs').renameSync(path, target),
    (error) => { console.error(error.message.replace(/\\s+/g, ' ')); process.exit(1); },
  );
`;

/**
 * Fetches mongod for this system through `mongodb-memory-server-core`, whose own settings (`MONGOMS_VERSION`,
 * `MONGOMS_DOWNLOAD_MIRROR`, …) hold here too. Gives up after seconds where MongoDB's host cannot be reached.
 */
export async function fetchMongod(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  report: Report,
): Promise<string> {
  const target = join(directory, 'mongod');
  await download(
    {
      name: 'mongod from mongodb.org',
      command: process.execPath,
      args: ['-e', SCRIPT, require.resolve('mongodb-memory-server-core'), directory, target],
      environment: {
        ...environment,
        MONGOMS_DOWNLOAD_DIR: directory,
        MONGOMS_PREFER_GLOBAL_PATH: 'false',
        MONGOMS_MAX_RETRIES: '2',
        // Without it the package takes any certificate.
        npm_config_strict_ssl: 'true',
      },
      directory,
      stallSeconds: 10,
    },
    report,
  );
  return target;
}
