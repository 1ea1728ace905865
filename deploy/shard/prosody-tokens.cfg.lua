-- What a shard with "Authentication": "Token" needs of its Prosody. Copy the lines into the blocks that are already there,
-- in /etc/prosody/conf.avail/meet.example.org.cfg.lua; reasons: docs/jitsi-tokens.md.

VirtualHost "meet.example.org"
    authentication = "token"
    app_id = "conference-gateway"             -- Fleet:Shards:#:Token:Issuer
    app_secret = "openssl rand -hex 32"       -- Fleet:Shards:#:Token:Secret; the output of that command
    allow_empty_token = false
    enable_domain_verification = true
    asap_accepted_issuers = { "conference-gateway" }
    asap_accepted_audiences = { "jitsi" }     -- Fleet:Shards:#:Token:Audience
    -- Whom the gateway does not let in is not to come by reservations_* either: docs/reservations.md.
    -- modules_enabled = { …, "reservations" }
    -- reservations_api_prefix = "https://meet.example.org/-/shard/a"
    -- reservations_api_headers = { ["Authorization"] = "Bearer SECRET" }

Component "conference.meet.example.org" "muc"
    modules_enabled = {
        "muc_meeting_id";
        "token_verification";                 -- without it a token of one room opens all
        "token_affiliation";                  -- who is moderator, the gateway says
    }

-- Not there: VirtualHost "guest.meet.example.org". It lets in without a token.
