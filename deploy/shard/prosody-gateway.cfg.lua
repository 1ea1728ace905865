-- Prosody of a shard behind the gateway: /etc/prosody/conf.d/zz-gateway.cfg.lua.
-- These lines are global, and conf.d is read in alphabetical order: the last file wins over what Jitsi's own one says.
-- docs/shard-settings.md says why.

-- TLS ends before Prosody.
consider_bosh_secure = true
consider_websocket_secure = true

-- The gateway, or the shard's own nginx, connects; members do not.
http_interfaces = { "127.0.0.1" }
http_ports = { 5280 }
https_ports = {}

-- Whose X-Forwarded-For is believed. Without it all members count as one address.
trusted_proxies = { "127.0.0.1", "::1", "10.0.0.2" }

-- Health checks and anything else that comes with another Host.
http_default_host = "meet.example.org"

-- Pages come from MeetingUrl, and so do their requests: nobody else's page needs an answer.
http_cors_override = {
  bosh = { enabled = false },
  websocket = { enabled = false },
}

-- A member whose line broke has 60 s to come back. The gateway counts on it.
smacks_max_unacked_stanzas = 5
smacks_hibernation_time = 60
smacks_max_old_sessions = 1

-- A BOSH poll is answered after 60 s at the latest.
bosh_max_wait = 60
