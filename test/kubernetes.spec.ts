import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RequestMethod, Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { Config, parseConfig, variablesOf } from '@app/platform';
import { loadAll } from 'js-yaml';
import { HealthController as HealthOfApi } from '../apps/api/src/health/health.controller';
import { HealthController as HealthOfProcessor } from '../apps/order-processor/src/health.controller';

/** The manifests as data. Whether Kubernetes knows their fields is for tools/kubernetes/check.sh. */
const folder = resolve(__dirname, '../deploy/kubernetes');
const base = `${folder}/base`;
const health: Record<string, Type> = { api: HealthOfApi, 'order-processor': HealthOfProcessor };
const apps = Object.keys(health);
const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string; readonly optional?: boolean } };
}

interface Container {
  readonly command: readonly string[];
  readonly image: string;
  readonly env: readonly Variable[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly resources: object;
  readonly securityContext: object;
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly [string, string] } } };
  readonly [probe: (typeof probes)[number] | string]: unknown;
}

interface Pod {
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly [Container];
  readonly volumes: readonly [{ readonly secret: { readonly secretName: string; readonly items: readonly { key: string; path: string }[] } }];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: { readonly template: { readonly spec: Pod }; readonly [field: string]: unknown };
}

const documentsOf = <T = Manifest>(path: string) => loadAll(readFileSync(path, 'utf8')) as T[];
const files = readdirSync(base).filter((name) => name !== 'kustomization.yaml');
const manifests = files.flatMap((name) => documentsOf(`${base}/${name}`));
const [kustomization] = documentsOf<{ resources: string[]; images: { name: string; newTag: string }[] }>(`${base}/kustomization.yaml`);
const [secret] = documentsOf(`${folder}/secret.example.yaml`);

function find(kind: string, name: string): Manifest {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) {
    throw new Error(`There is no ${kind} ${name}.`);
  }
  return found;
}

function podOf(app: string): Pod {
  return find('Deployment', app).spec?.template.spec as Pod;
}

function containerOf(app: string): Container {
  return podOf(app).containers[0];
}

/** All variables of an app, those that only refer to a secret as well. */
function variablesIn(app: string): Variable[] {
  const shared = Object.entries(find('ConfigMap', 'order-processing').data ?? {}).map(([name, value]) => ({ name, value }));
  return [...shared, ...containerOf(app).env];
}

/** What stands in the files that a pod mounts, at the places where they are named. */
const contents: Record<string, string> = {
  'mongo-uri': 'mongodb+srv://user:password@cluster.example.net/orders',
  'jwt-secret': 'J7dX2mQpL9wRzT4vKcN8sYbHfGaE3uow',
  'admin-password': 'a password of an administrator',
};

function configOf(app: string): Config {
  const mounted = podOf(app).volumes[0].secret.items;
  const inPlace = variablesIn(app).flatMap(({ name, value = '' }): [string, string][] => {
    const file = mounted.find(({ path }) => value === `/secrets/${path}`);
    return file ? [[name.replace(/_FILE$/, ''), contents[file.key] ?? '']] : [[name, value]];
  });
  return parseConfig(Object.fromEntries(inPlace));
}

describe('the manifests', () => {
  it('are all part of the base', () => {
    expect([...(kustomization?.resources ?? [])].sort()).toEqual([...files].sort());
  });

  it('run the image that the base names, by a tag of its own', () => {
    expect(kustomization?.images).toMatchObject([{ name: 'order-processing', newTag: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string }]);
    expect(apps.map((app) => containerOf(app).image)).toEqual(apps.map(() => 'order-processing'));
  });

  it('hold no secret: the template is empty, and what refers to one names a key of it or may be left out', () => {
    expect(secret?.stringData).toEqual(Object.fromEntries(Object.keys(contents).map((key) => [key, ''])));
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
    for (const app of apps) {
      const { secretName, items } = podOf(app).volumes[0].secret;
      expect(secretName).toBe(secret?.metadata.name);
      expect(Object.keys(contents)).toEqual(expect.arrayContaining(items.map(({ key }) => key)));
      const referred = variablesIn(app).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
      expect(referred).toEqual(['jwt-secret-previous', 'metrics-token'].map((key) => ({ name: secretName, key, optional: true })));
    }
  });

  it('give the administrator’s password to the API alone', () => {
    const mounting = apps.filter((app) => podOf(app).volumes[0].secret.items.some(({ key }) => key === 'admin-password'));
    expect(mounting).toEqual(['api']);
  });
});

describe.each(apps)('%s in a cluster', (app) => {
  it('is given only variables that the code reads', () => {
    const known = variablesOf(Config).flatMap(({ name, file }) => (file ? [name, file] : [name]));
    expect(variablesIn(app).map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('can start with them, as in production', () => {
    expect(configOf(app)).toMatchObject({ NODE_ENV: 'production', RATE_LIMIT: 'on', servesSwagger: false, awsCredentials: undefined });
  });

  it('runs the program that the build makes', () => {
    expect(containerOf(app).command).toEqual(['node', `dist/apps/${app}/main.js`]);
  });

  it.each(probes)('is asked by its %s what it answers', (probe) => {
    const { httpGet } = containerOf(app)[probe] as { httpGet: { path: string; port: string } };
    expect(routesOf(health[app] as Type)).toContain(httpGet.path);
    expect(httpGet.port).toBe('http');
    expect(containerOf(app).ports).toEqual([{ name: 'http', containerPort: configOf(app).PORT }]);
  });

  it('has longer to stop than it takes', () => {
    const { preStop } = containerOf(app).lifecycle ?? {};
    const toStop = 10;
    expect(podOf(app).terminationGracePeriodSeconds).toBeGreaterThan(toStop + Number(preStop?.exec.command[1] ?? 0));
  });

  it('may do nothing that it does not need', () => {
    expect(podOf(app)).toMatchObject({
      automountServiceAccountToken: false,
      shareProcessNamespace: true,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(containerOf(app).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(find('ServiceAccount', podOf(app).serviceAccountName)).toMatchObject({ automountServiceAccountToken: false });
  });

  it('survives that one node is emptied, and a roll-out', () => {
    expect(find('PodDisruptionBudget', app).spec).toMatchObject({ maxUnavailable: 1 });
    expect(find('Deployment', app).spec).toMatchObject({ strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    const least = app === 'api' ? find('HorizontalPodAutoscaler', app).spec?.minReplicas : find('Deployment', app).spec?.replicas;
    expect(least).toBeGreaterThanOrEqual(2);
  });
});

function routesOf(controller: Type): string[] {
  const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const methods = Object.getOwnPropertyNames(controller.prototype).map((name) => (controller.prototype as Record<string, object>)[name]);
  return methods
    .filter((method): method is object => method !== undefined && Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.GET)
    .map((method) => `/${prefix}/${Reflect.getMetadata(PATH_METADATA, method) as string}`);
}
