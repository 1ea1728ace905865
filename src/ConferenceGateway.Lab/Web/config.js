// The settings that Jitsi's client and apps look for. The Lab's own page uses only the hosts.
var config = {
  hosts: { domain: location.hostname, muc: 'conference.' + location.hostname },
  bosh: location.protocol + '//' + location.host + '/http-bind',
  websocket: (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/xmpp-websocket',
  enableWelcomePage: false,
  prejoinConfig: { enabled: false },
  p2p: { enabled: true, stunServers: [] },
  analytics: { disabled: true },
  disableThirdPartyRequests: true
};
