// Added to the end of config.js by docker-jitsi-meet's web container.
// No list, or a missing one, means a STUN server of a third party: the library has one built in.
config.p2p = config.p2p || {};
config.p2p.stunServers = [];
// No gravatar, no analytics, no giphy, no shared video.
config.disableThirdPartyRequests = true;
