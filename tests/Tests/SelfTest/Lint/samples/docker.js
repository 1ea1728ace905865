// Settings of the container, as its start script writes them.

var config = {};

config.hosts = {};
config.hosts.domain = 'meet.jitsi';

var subdir = '';
var subdomain = '';
if (subdir.startsWith('<!--')) {
    subdir = '';
}
if (subdomain) {
    subdomain = subdomain.substring(0, subdomain.length - 1).split('.').join('_').toLowerCase() + '.';
}
config.hosts.muc = 'muc.' + subdomain + 'meet.jitsi';

config.bosh = 'https://rooms.verein.de/' + subdir + 'http-bind';
config.websocket = 'wss://rooms.verein.de/' + subdir + 'xmpp-websocket';

config.bridgeChannel = {
    preferSctp: true
};

config.constraints = {
    video: {
        height: { ideal: 720, max: 720, min: 180 },
    }
};

config.p2p = {
    enabled: true,
    codecPreferenceOrder: ["AV1", "VP9", "VP8", "H264"],
};
config.p2p.stunServers = 'stun.l.google.com:19302,stun.verein.de:3478'.split(',').map(function (url) { return { urls: 'stun:' + url }; } );

config.analytics = {};
config.prejoinConfig = {
    enabled: true,
    hideDisplayName: false
};

config.deploymentInfo = {};
config.deploymentInfo.shard = 'alpha';

config.whiteboard = {
    enabled: false,
    collabServerBaseUrl: 'https://boards.elsewhere.net'
};
