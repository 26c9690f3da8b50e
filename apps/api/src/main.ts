import 'reflect-metadata';
import { startHttpApp } from '@app/platform';
import { ApiModule } from './api.module';
import { configureApp } from './configure-app';

void startHttpApp({ name: 'api', module: ApiModule.register(), defaultPort: 3000, configure: configureApp });
