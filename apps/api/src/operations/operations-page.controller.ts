import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@app/auth';
import { SecurityHeaders } from '@app/platform';
import { FastifyReply } from 'fastify';

const page = join(__dirname, 'page');
const library = createRequire(__filename);
const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

/** All that the page consists of. It holds nothing of the shop: what it shows it asks the API for, as who logs in on it. */
const parts = new Map(
  [
    { name: '', type: 'text/html; charset=utf-8', file: join(page, 'index.html') },
    { name: 'ops.css', type: style, file: join(page, 'ops.css') },
    ...['ops', 'charts', 'session', 'tables'].map((name) => ({ name: `${name}.js`, type: script, file: join(page, `${name}.js`) })),
    { name: 'uplot.js', type: script, file: library.resolve('uplot/dist/uPlot.esm.js') },
    { name: 'uplot.css', type: style, file: library.resolve('uplot/dist/uPlot.min.css') },
  ].map(({ name, type, file }) => [name, { type, content: readFileSync(file) }]),
);

/** Its own scripts and styles, and calls to the API it stands beside. */
const headers = new SecurityHeaders({
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
});

/** The operations page at `/ops`. */
@Public()
@ApiExcludeController()
@Controller('ops')
export class OperationsPageController {
  @Get()
  page(@Res() reply: FastifyReply): void {
    this.part('', reply);
  }

  @Get(':part')
  part(@Param('part') name: string, @Res() reply: FastifyReply): void {
    const part = parts.get(name);
    if (!part) {
      throw new NotFoundException();
    }
    headers.protect(reply);
    void reply.type(part.type).send(part.content);
  }
}
