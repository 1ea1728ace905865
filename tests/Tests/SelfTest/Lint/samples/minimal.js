var config = {
    hosts: { domain: 'rooms.verein.de', muc: 'conference.rooms.verein.de' },
    bosh: '/http-bind',
    websocket: '//rooms.verein.de/xmpp-websocket'
};
