/* A public service with all that there is. */
var enableJaaS = true;
var region = window.localStorage.getItem('region');

var config = {
    hosts: { domain: 'rooms.verein.de', muc: 'conference.rooms.verein.de', anonymousdomain: 'guest.rooms.verein.de' },
    bosh: 'https://rooms.verein.de/http-bind',
    websocket: 'wss://shard7.verein.de/xmpp-websocket',
    websocketKeepAlive: -1,
    conferenceRequestUrl: `https://${location.host}/conference-request/v1`,
    tokenAuthUrl: 'https://login.elsewhere.net/{room}?state={state}',
    stunServers: [ { urls: 'stun:old-stun.elsewhere.net:3478' } ],
    p2p: {
        enabled: true,
        stunServers: region === 'eu' ? [ { urls: 'stun:eu.stun.elsewhere.net' } ] : [ { urls: [ 'turn:us.stun.elsewhere.net:443?transport=tcp' ] } ],
    },
    gravatar: { baseUrl: 'https://pictures.elsewhere.net/avatar/' },
    analytics: {
        amplitudeAPPKey: 'abc123',
        googleAnalyticsTrackingId: 'UA-1',
        matomoEndpoint: 'https://matomo.elsewhere.net/',
        matomoSiteID: '7',
        rtcstatsEnabled: true,
        rtcstatsEndpoint: 'wss://rtcstats.elsewhere.net/',
        scriptURLs: [ 'libs/analytics-ga.min.js', "https://scripts.elsewhere.net/handler.js" ],
    },
    giphy: { enabled: true, sdkKey: 'xyz' },
    dropbox: { appKey: 'key', redirectURI: 'https://rooms.verein.de/static/oauth.html' },
    enableCalendarIntegration: true,
    googleApiApplicationClientID: '1234.apps.googleusercontent.com',
    microsoftApiApplicationClientID: '00000000-0000-0000-0000-000000000001',
    whiteboard: { enabled: true, collabServerBaseUrl: 'https://boards.elsewhere.net', limitUrl: 'https://help.elsewhere.net/limits' },
    etherpad_base: 'https://pads.elsewhere.net/p/',
    fileSharing: { enabled: true, apiUrl: 'https://files.elsewhere.net/v1' },
    dynamicBrandingUrl: 'https://brands.elsewhere.net/us.json',
    brandingRoomAlias: 'https://short.elsewhere.net/us',
    prejoinConfig: { preCallTestEnabled: true, preCallTestICEUrl: 'https://ice.elsewhere.net/servers' },
    deploymentUrls: { userDocumentationURL: 'https://docs.elsewhere.net/', downloadAppsUrl: 'https://apps.elsewhere.net/' },
    legalUrls: { helpCentre: 'https://legal.elsewhere.net/help', privacy: 'https://legal.elsewhere.net/privacy', terms: 'https://legal.elsewhere.net/terms' },
    helpCentreURL: 'https://centre.elsewhere.net/',
    deeplinking: { desktop: { download: { linux: 'https://download.elsewhere.net/app.AppImage' } }, ios: { downloadLink: 'https://store.elsewhere.net/ios' } },
    liveStreaming: { enabled: true, termsLink: 'https://terms.elsewhere.net/t' },
    sharedVideoAllowedURLDomains: [ 'films.elsewhere.net' ],
    peopleSearchUrl: 'https://people.elsewhere.net/',
    inviteServiceUrl: 'https://invite.elsewhere.net/',
    defaultLogoUrl: 'https://logos.elsewhere.net/l.svg',
    deploymentInfo: { shard: 'beta', region: region },
    somethingNew: { deep: [ { endpoint: 'https://unheard-of.elsewhere.net/x' } ] },
};

if (enableJaaS) {
    config.dialInNumbersUrl = 'https://conference-mapper.jitsi.net/v1/access/dids';
    config.dialInConfCodeUrl = 'https://conference-mapper.jitsi.net/v1/access';
}

document.addEventListener('load', function() {
    fetch('https://beacon.elsewhere.net/hit');
});
