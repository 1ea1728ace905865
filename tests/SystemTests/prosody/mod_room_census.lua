-- The census that Jitsi's Prosody gives, in its shape and by our own code: every room that is open and how many are in it.
-- For the virtual host whose rooms are at conference.HOST.
module:depends("http");

local array = require "util.array";
local json = require "util.json";

local opened = setmetatable({}, { __mode = "k" });

local function census()
	local rooms = array();
	for room in prosody.hosts["conference." .. module.host].modules.muc.each_room() do
		opened[room] = opened[room] or os.time() * 1000;
		local people = 0;
		for _ in room:each_occupant() do
			people = people + 1;
		end
		rooms:push({
			room_name = room.jid;
			participants = people;
			created_time = ("%d"):format(opened[room]);
			leaked = false;
		});
	end
	return { status_code = 200; body = json.encode({ room_census = rooms }) };
end

module:provides("http", {
	default_path = "/";
	route = { ["GET room-census"] = census };
});
