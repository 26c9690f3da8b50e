import 'reflect-metadata';
import { startHttpApp } from '@app/platform';
import { apiExtensions } from '@app/shop';
import { ApiModule } from './api.module';
import { configureApp } from './configure-app';

void startHttpApp({ name: 'api', module: ApiModule.register(apiExtensions), defaultPort: 3000, configure: configureApp });
