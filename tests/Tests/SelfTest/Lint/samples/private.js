// Asks nobody but us.
var config = {
    hosts: {
        domain: 'rooms.verein.de',
        muc: 'conference.rooms.verein.de'
    },
    bosh: 'https://rooms.verein.de/http-bind',
    websocket: 'wss://rooms.verein.de/xmpp-websocket',
    disableThirdPartyRequests: true,
    gravatar: { disabled: true },
    analytics: { disabled: true },
    p2p: {
        enabled: true,
        stunServers: [ { urls: 'stun:rooms.verein.de:3478' } ]
    },
    giphy: { enabled: false },
    legalUrls: { privacy: 'https://www.verein.de/privacy' }
};
