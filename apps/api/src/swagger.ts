import { INestApplication } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { closeRequests } from './closed-requests';
import { addEveryAnswer } from './every-answer';
import { ProblemDto } from './problem.dto';
import { protectSwaggerPage } from './swagger-page';

const description = `Takes orders, decides them against stock, and tells customers by e-mail.

**Try it:** *log in* (the example works on the demo data), copy \`accessToken\`, press **Authorize**, paste it, and *place an order*.

Money is in minor units (\`1999\` EUR is €19.99), times are ISO 8601 in UTC. Errors are \`application/problem+json\` (RFC 9457)
with a stable \`code\`. Every answer carries \`X-Request-Id\`; quote it when you ask for help.`;

/** The OpenAPI document of everything the app serves. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Order processing')
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addTag('auth', 'Accounts and log-ins')
    .addTag('orders', 'Placing, reading and ending orders')
    .addTag('inventory', 'Catalogue, stock and its ledger')
    .addTag('webhooks', 'Telling your programs what happens to orders')
    .addTag('admin', 'Users, audit and dead letters, for administrators')
    .addTag('health', 'For operators');
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: operationIdOf,
    linkNameFactory: operationIdOf,
    extraModels: [ProblemDto],
  });
  addEveryAnswer(document);
  closeRequests(document);
  return document;
}

/** By what it is about, which some controllers share: clients make names of it, such as `ordersCancel`. */
export function operationIdOf(controller: string, method: string): string {
  const subject = controller.replace('Controller', '').replace(/^(Order|Webhook)[A-Z]\w*$/, '$1s');
  return `${subject}_${method}`;
}

/** Swagger UI at `/docs`, the document at `/openapi.json`, and neither of them anywhere else. */
export function serveSwagger(app: NestFastifyApplication): void {
  protectSwaggerPage(app.getHttpAdapter().getInstance());
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    raw: ['json'],
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Order processing API',
    customCss: '.swagger-ui .topbar { display: none }',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true, tryItOutEnabled: true },
  });
}
