// Verifies tokens with a library that the gateway knows nothing of: { secret, issuer, audience, tokens } on standard input;
// out come the header and the claims of each, or why it is none.
import { jwtVerify } from 'jose';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { secret, issuer, audience, tokens } = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const rules = { algorithms: ['HS256'], typ: 'JWT', issuer, audience, requiredClaims: ['iss', 'aud', 'sub', 'room', 'nbf', 'exp'], clockTolerance: 0 };
const verdicts = [];
for (const token of tokens) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, new TextEncoder().encode(secret), rules);
    verdicts.push({ header: protectedHeader, claims: payload });
  } catch (e) {
    verdicts.push({ fault: `${e.code}: ${e.message}` });
  }
}
process.stdout.write(JSON.stringify(verdicts));
