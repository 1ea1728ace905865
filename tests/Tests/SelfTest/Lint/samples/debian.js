/* eslint-disable no-unused-vars, no-var */

// Names out of the first part of the path.
var subdomain = "";
if (subdomain) {
    subdomain = subdomain.substr(0, subdomain.length - 1).split('.')
        .join('_')
        .toLowerCase() + '.';
}
var withTelephone = false;

var config = {
    hosts: {
        domain: 'rooms.verein.de',

        // anonymousdomain: 'guest.verein.de',

        muc: 'conference.' + subdomain + 'rooms.verein.de'
    },

    bosh: '//rooms.verein.de/http-bind',
    websocket: 'wss://rooms.verein.de/xmpp-websocket',

    // 'https:///' is only a remark.
    p2p: {
        enabled: true,
        stunServers: [

            // { urls: 'stun:rooms.verein.de:3478' },
            { urls: 'stun:meet-jit-si-turnrelay.jitsi.net:443' }
        ]
    },
    analytics: {},
    makeJsonParserHappy: 'even so'
};

if (withTelephone) {
    config.dialInNumbersUrl = 'https://conference-mapper.jitsi.net/v1/access/dids';
}

/* eslint-enable no-unused-vars, no-var */
