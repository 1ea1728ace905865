// The judge of room names: the rule of Jitsi's own client, carried out by JavaScript's own functions.
// One JSON object a line in, one a line out. A name is refused exactly if `faults` is not empty.
import { createInterface } from 'node:readline';

const deleted = /[:?#[\]@!$&'()*+,;=></"]/g;
const reserved = new Set((
    '- * libs css static images img fonts lang sounds connection_optimization .well-known transcripts v1 about _health '
    + '_unlock _api etherpad socket.io colibri-ws colibri-relay-ws conference-request http-bind xmpp-websocket config.js '
    + 'interface_config.js external_api.js pwa-worker.js manifest.json favicon.ico robots.txt dialininfo.html '
    + 'apple-app-site-association assetlinks.json rtcstats-ws rtc-visualizer room room-size room-census room-info '
    + 'room-password sessions end-meeting kick-participant invite-jigasi send-system-chat-message turn-credentials '
    + 'metrics stats debug pin move-endpoints rtcstats colibri').split(' '));

const decode = text => {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
};

const foldOnce = text => text.normalize('NFKC').toLowerCase();

const fold = text => {
    for (let next; (next = foldOnce(text)) !== text;) {
        text = next;
    }

    return text;
};

// What the client makes of one segment of location.pathname.
const jitsi = segment => foldOnce(decode(segment.replace(deleted, '')));
const backend = key => (key.isWellFormed() ? encodeURIComponent(key).toLowerCase() : key);
const escape = /%[0-9a-f]{2}/i;

function characterFaults(text) {
    const faults = [];
    if (text === '.' || /\.\./.test(text)) faults.push('Dots');
    if (/\//.test(text)) faults.push('Slash');
    if (/\\/.test(text)) faults.push('Backslash');
    if (/;/.test(text)) faults.push('Semicolon');
    if (/\p{Cc}/u.test(text)) faults.push('Control');
    if (!text.isWellFormed()) faults.push('LoneSurrogate');
    if (/\p{Noncharacter_Code_Point}/u.test(text)) faults.push('NonCharacter');
    return faults;
}

function rawFaults(raw) {
    const faults = characterFaults(raw);
    if (raw.length > 4096) faults.push('TooLong');
    if (/%2f/i.test(raw)) faults.push('Slash');
    if (/%5c/i.test(raw)) faults.push('Backslash');
    if (/%00/.test(raw)) faults.push('Control');
    return faults;
}

function textFaults(text, longest) {
    const faults = characterFaults(text);
    if (/^ *$/.test(text)) faults.push('Empty');
    else if (/^ | $/.test(text)) faults.push('OuterBlank');
    if (escape.test(text)) faults.push('StillEncoded');
    if (text.length > longest) faults.push('TooLong');
    return faults;
}

function keyFaults(decoded, key) {
    const faults = [...textFaults(decoded, 800), ...textFaults(key, 200)];
    if (reserved.has(key) || /^__jicofo-health-check/.test(key) || /^close.*\.html$/s.test(key)) faults.push('Reserved');
    return faults;
}

function readPage(raw) {
    const decoded = decode(raw.replace(deleted, ''));
    const key = fold(decoded);
    return { key, faults: [...rawFaults(raw), ...keyFaults(decoded, key)] };
}

function formDecode(raw) {
    const bytes = [];
    const source = Buffer.from(raw, 'utf8');
    for (let i = 0; i < source.length; i++) {
        const hex = source.subarray(i, i + 3).toString('latin1');
        if (/^%[0-9a-f]{2}$/i.test(hex)) {
            bytes.push(parseInt(hex.slice(1), 16));
            i += 2;
        } else {
            bytes.push(source[i] === 0x2b ? 0x20 : source[i]);
        }
    }

    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
}

function readQuery(raw) {
    const faults = rawFaults(raw);
    let decoded;
    try {
        decoded = formDecode(raw);
    } catch {
        return { key: '', faults: [...faults, 'Malformed'] };
    }

    // Node's own reading spoils letters beside a stray percent sign unless all is ASCII, as it is on the wire.
    if (/^\p{ASCII}*$/u.test(raw) && decoded !== new URLSearchParams('room=' + raw.replaceAll('&', '%26')).get('room')) {
        throw new Error(`two readings of ${JSON.stringify(raw)}`);
    }

    if (escape.test(decoded)) decoded = decode(decoded);
    const key = fold(decoded);
    if (key !== decoded) faults.push('NotCanonical');
    return { key, faults: [...faults, ...keyFaults(decoded, key)] };
}

// A code point as this version of Unicode knows it. The probes show its decomposition, its compositions (through its
// own decomposition) and its combining class (by what it changes places with).
function describe(codePoint) {
    const c = String.fromCodePoint(codePoint);
    return {
        assigned: /\p{Assigned}/u.test(c),
        normal: [c, c.normalize('NFD'), `a\u0345${c}`, `a${c}\u0334`].map(probe => [probe, probe.normalize('NFKC')]),
        lower: c.toLowerCase(),
        cased: /\p{Cased}/u.test(c),
        ignorable: /\p{Case_Ignorable}/u.test(c),
    };
}

function judge({ tenant, room, rule, link }) {
    const parts = [rule === 'query' ? readQuery(room) : readPage(room)];
    if (tenant !== '') parts.unshift(readPage(tenant));
    const faults = new Set(parts.flatMap(part => part.faults));
    const keys = parts.map(part => part.key);
    const node = (keys.length > 1 ? `[${backend(keys[0])}]` : '') + backend(keys.at(-1));
    if (node.length > 1023) faults.add('TooLong');
    if (faults.size > 0) return { faults: [...faults] };
    return {
        faults: [],
        key: keys.join('/'),
        backend: backend(keys.at(-1)),
        // What the client makes of the gateway's link, in one go.
        ofLink: link.split('/').map(jitsi).join('/'),
        // What the client then puts into ?room=.
        query: new URLSearchParams({ room: keys.at(-1) }).toString().slice('room='.length),
    };
}

for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    const answer = 'codePoint' in question ? describe(question.codePoint) : judge(question);
    process.stdout.write(JSON.stringify(answer) + '\n');
}
