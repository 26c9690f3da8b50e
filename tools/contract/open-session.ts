import { LogIn } from '../start/load-demo-data';

/** Logs in, or registers, and resolves to the access token. @throws Error with the API's answer when it refuses. */
export async function openSession(baseUrl: string, way: 'login' | 'register', logIn: LogIn): Promise<string> {
  const response = await fetch(`${baseUrl}/api/auth/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(logIn),
  });
  const body = await response.text();
  if (!response.ok) {
    throw new Error(`/api/auth/${way} answered ${response.status}: ${body.slice(0, 300)}`);
  }
  return (JSON.parse(body) as { accessToken: string }).accessToken;
}
