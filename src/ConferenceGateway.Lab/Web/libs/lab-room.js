// @ts-check
/** The room's name and addresses, spelt as Jitsi's client spells them. */

const removed = /[:?#[\]@!$&'()*+,;=><\/"]/g;

/** @param {string} segment of the path */
function normalise(segment) {
  const kept = segment.replace(removed, '');
  let decoded = kept;
  try {
    decoded = decodeURIComponent(kept);
  } catch {
    // Not an encoding: taken as it is.
  }
  return decoded.normalize('NFKC').toLowerCase();
}

/** @param {Location} location @param {string} domain the XMPP domain */
export function roomAt(location, domain) {
  const segments = location.pathname.split('/').filter(Boolean).map(normalise);
  const name = segments.pop() ?? '';
  const tenant = segments.join('/');
  const muc = tenant ? `conference.${tenant}.${domain}` : `conference.${domain}`;
  const prefix = tenant ? `/${encodeURIComponent(tenant)}` : '';
  const query = new URLSearchParams({ room: name });
  // As Jitsi's client does: what opens the door to a frame or an app stands in the page's address.
  const jwt = new URLSearchParams(location.search).get('jwt');
  if (jwt) query.set('token', jwt);
  const signalling = `${location.host}${prefix}/xmpp-websocket?${query}`;
  return {
    name,
    jid: `${encodeURIComponent(name).toLowerCase()}@${muc}`,
    socket: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${signalling}`,
    keepAlive: `${location.protocol}//${signalling}`,
  };
}
