// A certified OpenID provider for the tests: oidc-provider, with people and clients of our own.
//   node openid-provider.mjs PORT ADMIN_PORT PORTAL_URL [pages]
// Without "pages" nobody types anything: whoever comes is the person that ADMIN_PORT was told of last.
// ADMIN_PORT takes: POST /person (JSON claims, "sub" among them), POST /rotate (new keys), GET /logouts (how many sessions ended).
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, adminPort, portal, pages] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const clientSecret = 'cl1ent-s3cret-of-the-gateway';
let person = { sub: 'anna', name: 'Anna Beispiel', groups: [] };
const people = new Map([[person.sub, person]]);
let logouts = 0;

const makeKey = () => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' });

function makeProvider() {
  const provider = new Provider(issuer, {
    clients: ['club', 'other'].map((name) => ({
      client_id: name === 'club' ? 'gateway' : 'gateway-other',
      client_secret: clientSecret,
      token_endpoint_auth_method: 'client_secret_post',
      redirect_uris: [`${portal}/sign-in/with/${name}/callback`],
      post_logout_redirect_uris: [`${portal}/signed-out`],
      ...(pages ? {} : { backchannel_logout_uri: `${portal}/sign-in/with/${name}/logout`, backchannel_logout_session_required: true }),
    })),
    jwks: { keys: [makeKey()] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub', 'acr', 'auth_time', 'sid'], profile: ['name', 'preferred_username', 'groups'] },
    conformIdTokenClaims: false,
    acrValues: ['bronze', 'gold'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: Boolean(pages) },
      rpInitiatedLogout: { enabled: true, ...(pages ? {} : { logoutSource: (ctx, form) => { ctx.body = form; } }) },
      backchannelLogout: { enabled: !pages },
    },
    // It refuses to call loopback addresses, where the portal of a test is.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    interactions: pages ? undefined : { url: (_, interaction) => `/go/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...(people.get(id) ?? { name: id, groups: ['board'] }), sub: id }) }),
    ttl: { Interaction: 600, Session: 3600, Grant: 3600, IdToken: 600, AccessToken: 600, AuthorizationCode: 60 },
  });
  provider.on('end_session.success', () => { logouts += 1; });
  provider.on('server_error', (_, error) => console.error(error));
  provider.on('backchannel.error', (_, error) => console.error(error, error.cause));
  return provider;
}

let provider = makeProvider();
let answer = provider.callback();

async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: person.sub, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  const wanted = (details.params.acr_values ?? '').split(' ')[0];
  await provider.interactionFinished(request, response, {
    login: { accountId: person.sub, ...(wanted && person.acr !== 'none' ? { acr: wanted } : {}) },
    consent: { grantId: await grant.save() },
  }, { mergeWithLastSubmission: false });
}

createServer((request, response) => {
  const run = request.url.startsWith('/go/') ? interact(request, response) : answer(request, response);
  Promise.resolve(run).catch((error) => {
    console.error(error);
    response.writeHead(500).end();
  });
}).listen(Number(port), '127.0.0.1');

createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    if (request.url === '/person') {
      person = JSON.parse(body);
      people.set(person.sub, person);
    } else if (request.url === '/rotate') {
      provider = makeProvider();
      answer = provider.callback();
    }
    response.end(JSON.stringify({ logouts }));
  });
}).listen(Number(adminPort), '127.0.0.1');
