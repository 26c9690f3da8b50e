const kept = 'operations.session';

/** Who is logged in here, until the tab is closed. Calls the API, and renews its token when that has expired. */
export class Session {
  #tokens = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
  #renewing;

  get user() {
    return this.#tokens?.user;
  }

  /** @throws Error in words for the one who tried. */
  async logIn(email, password) {
    const answer = await post('api/auth/login', { email, password });
    if (!answer.ok) {
      throw new Error(await problemIn(answer));
    }
    const tokens = await answer.json();
    if (tokens.user.role !== 'admin') {
      throw new Error('This page is for administrators only.');
    }
    this.#keep(tokens);
  }

  async logOut() {
    const refreshToken = this.#tokens?.refreshToken;
    this.#keep(null);
    await post('api/auth/logout', { refreshToken }).catch(() => undefined);
  }

  /** The answer; 401 only if nobody is logged in any more. */
  async call(address, options = {}) {
    const answer = await this.#send(address, options);
    if (answer.status !== 401 || !this.#tokens) {
      return answer;
    }
    await this.#renew();
    return this.#tokens ? this.#send(address, options) : answer;
  }

  #send(address, options) {
    return fetch(address, { ...options, headers: { ...options.headers, authorization: `Bearer ${this.#tokens?.accessToken}` } });
  }

  /** A refresh token is good for one refresh: those who come meanwhile wait for it. */
  async #renew() {
    this.#renewing ??= post('api/auth/refresh', { refreshToken: this.#tokens.refreshToken })
      .then(async (answer) => {
        const tokens = await answer.json().catch(() => undefined);
        // Who logged out meanwhile stays logged out.
        if (answer.ok && this.#tokens) {
          this.#keep(tokens);
        } else if (answer.status === 401) {
          this.#keep(null);
        }
      })
      .finally(() => (this.#renewing = undefined));
    await this.#renewing;
  }

  #keep(tokens) {
    this.#tokens = tokens;
    if (tokens) {
      sessionStorage.setItem(kept, JSON.stringify(tokens));
    } else {
      sessionStorage.removeItem(kept);
    }
  }
}

/** Why it was refused, in the API's own words. */
export async function problemIn(answer) {
  const problem = await answer.json().catch(() => ({}));
  return problem.detail ?? problem.title ?? `The API answered with ${answer.status}.`;
}

function post(address, body) {
  return fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
