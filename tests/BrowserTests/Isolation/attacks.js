// What a script of MeetingUrl tries on PortalUrl with the cookies of whoever is signed in there. Answers what it got hold of.
async ({ portal, account }) => {
  const found = [];
  const paths = [
    '/', '/account', '/account/password', '/sign-in', '/confirm', '/signed-out', '/admin', '/admin/accounts', '/admin/accounts/new',
    `/admin/accounts/${account}`, `/admin/accounts/${account}/change`, '/admin/keys', '/admin/keys/new', '/admin/audit', '/admin/audit.csv',
    '/api/v1/openapi.json', '/api/v1/accounts', '/api/v1/keys', '/api/v1/audit', '/api/v1/check',
  ];
  const writes = [
    '/sign-out', '/account/name', '/account/password', '/account/sessions/end-others', '/admin/accounts/new', '/admin/check', '/admin/keys/new',
    `/admin/accounts/${account}/disable`, `/admin/accounts/${account}/change`, '/api/v1/accounts', '/api/v1/keys', '/api/v1/check',
  ];
  const fields = () => new URLSearchParams({ name: 'einbruch', 'display-name': 'Einbruch', roles: 'admin', how: 'password', 'form-token': 'x', 'new-password': 'ein langes neues Passwort', scopes: 'accounts:write', days: '9' });
  const took = async (what, answer) => {
    if (answer.type === 'opaque' || answer.type === 'opaqueredirect') {
      if ((await answer.text()).length > 0 || [...answer.headers].length > 0) found.push(`${what}: something of an opaque answer`);
    } else found.push(`${what}: ${answer.status}`);
  };
  const tryFetch = async (path, options) => {
    try {
      await took(`fetch ${options.method ?? 'GET'} ${options.mode ?? ''} ${path}`, await fetch(portal + path, { credentials: 'include', ...options }));
    } catch { /* refused, as it should be */ }
  };

  for (const path of paths)
    await Promise.all([
      tryFetch(path, { mode: 'cors' }),
      tryFetch(path, { mode: 'no-cors' }),
      tryFetch(path, { mode: 'no-cors', redirect: 'manual' }),
      tryFetch(path, { mode: 'cors', headers: { Authorization: 'Bearer x', 'X-Requested-With': 'XMLHttpRequest' } }),
    ]);
  for (const path of writes) {
    await Promise.all([
      tryFetch(path, { method: 'POST', mode: 'cors', body: fields() }),
      tryFetch(path, { method: 'POST', mode: 'no-cors', body: fields() }),
      tryFetch(path, { method: 'POST', mode: 'no-cors', body: JSON.stringify({ name: 'einbruch', roles: ['admin'] }) }),
      tryFetch(path, { method: 'POST', mode: 'cors', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'einbruch', roles: ['admin'] }) }),
      tryFetch(path, { method: 'POST', mode: 'cors', referrerPolicy: 'no-referrer', body: fields() }),
    ]);
    navigator.sendBeacon(portal + path, fields());
  }
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    await tryFetch(`/api/v1/accounts/${account}`, { method, mode: 'cors', headers: { 'If-Match': '*' } });

  for (const [method, path] of [['GET', '/account'], ['GET', '/api/v1/accounts'], ['POST', '/account/name']])
    await new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open(method, portal + path);
      request.withCredentials = true;
      request.onloadend = () => {
        if (request.status !== 0 || request.responseText) found.push(`XMLHttpRequest ${method} ${path}: ${request.status}`);
        done();
      };
      request.send(method === 'POST' ? fields() : null);
    });

  const load = (tag, marks) => new Promise((done) => {
    const element = Object.assign(document.createElement(tag), marks);
    element.onload = () => done(element);
    element.onerror = () => done(null);
    document.body.append(element);
  });
  for (const path of ['/account', '/admin/accounts', '/admin/audit.csv', '/api/v1/accounts']) {
    if (await load('img', { src: portal + path })) found.push(`img ${path}`);
    if (await load('script', { src: portal + path })) found.push(`script ${path}`);
    const sheet = await load('link', { rel: 'stylesheet', href: portal + path });
    let rules = 0;
    try {
      rules = sheet?.sheet?.cssRules.length ?? 0;
    } catch { /* not readable */ }
    if (rules > 0) found.push(`sheet ${path}`);
  }
  try {
    await import(portal + '/account');
    found.push('import /account');
  } catch { /* refused */ }
  try {
    await navigator.serviceWorker.register(portal + '/pwa-worker.js');
    found.push('a service worker of the portal');
  } catch { /* refused */ }
  try {
    new Worker(portal + '/account').onmessage = () => found.push('a worker of the portal');
  } catch { /* refused */ }
  await new Promise((done) => {
    const socket = new WebSocket(portal.replace('https', 'wss') + '/account');
    socket.onopen = () => found.push('a websocket');
    socket.onerror = socket.onclose = done;
  });
  return found;
}
