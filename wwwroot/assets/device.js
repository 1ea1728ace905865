/* The device test. Plain ES5; every word comes from the page. Nothing is recorded and nothing is sent to anybody. */
(function () {
  'use strict';
  var KEY = 'device-test', KEPT = 14 * 864e5, STEP = 100;
  var root = document.getElementById('device');
  if (!root || !root.querySelectorAll || !document.addEventListener) return;

  var words = {}, tries = {}, streams = {}, waiting = {}, found, running = false, context = null, meter = null, watch = null;
  each(root.querySelectorAll('[data-w]'), function (one) { words[one.getAttribute('data-w')] = one.textContent; });
  var askText = get('speaker-ask').textContent;
  var media = navigator.mediaDevices, Peer = window.RTCPeerConnection, Sound = window.AudioContext || window.webkitAudioContext;
  if (navigator.maxTouchPoints > 1 && /Macintosh/.test(navigator.userAgent)) words.how = words['how-touch'];

  function each(list, act) { for (var i = 0; i < list.length; i++) act(list[i], i); }
  function get(id) { return document.getElementById(id); }
  function show(id, isShown) { if (isShown) get(id).removeAttribute('hidden'); else get(id).setAttribute('hidden', ''); }
  function say(id, text) { var one = get(id); if (one.textContent !== text) one.textContent = text; show(id, !!text); }
  function on(id, event, act) { get(id).addEventListener(event, act, false); }
  function nothing() { }
  function number(value, digits) {
    try { return value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits }); } catch (e) { return String(value); }
  }
  function median(list) { list.sort(function (a, b) { return a - b; }); return list[list.length >> 1]; }
  function now() { return window.performance && performance.now ? performance.now() : new Date().getTime(); }
  // A test may set shorter ones.
  function limit(name, usual) { return Number(root.getAttribute('data-' + name)) || usual; }

  function tag(row, kind, text) {
    var place = get(row).querySelector('.tag');
    if (place.getAttribute('data-is') === kind + text) return;
    place.setAttribute('data-is', kind + text);
    place.className = 'tag ' + (kind === 'wait' ? 'soft' : 't-' + kind);
    while (place.firstChild) place.removeChild(place.firstChild);
    if (!text) return;
    var icon = get('i-' + kind).cloneNode(true);
    icon.removeAttribute('id');
    place.appendChild(icon);
    place.appendChild(document.createTextNode(text));
  }

  // ---- the field ----
  function field(tint, door, head, lead) {
    get('field').className = 'field' + (tint ? ' ' + tint : '');
    each(['start', 'run', 'ready', 'limits', 'cannot'], function (one) { show('door-' + one, one === door); });
    say('head', head);
    say('lead', lead);
    if (door !== 'start') say('last', '');
  }
  function onward(name, text) {
    var go = get('go');
    show('go', !!text);
    if (!text) return;
    go.setAttribute('href', go.getAttribute('data-' + name));
    go.textContent = text;
  }

  // ---- the result that this browser keeps ----
  function storageWorks() {
    try { localStorage.setItem(KEY + '-try', '1'); localStorage.removeItem(KEY + '-try'); return true; } catch (e) { return false; }
  }
  function keep(result) {
    try { localStorage.setItem(KEY, JSON.stringify({ result: result, at: new Date().getTime() })); } catch (e) { /* The page says so. */ }
  }
  function last() {
    try {
      var kept = JSON.parse(localStorage.getItem(KEY)), age = new Date().getTime() - kept.at;
      if (words['last-' + kept.result] && age >= 0 && age < KEPT)
        return words.last + ' ' + new Date(kept.at).toLocaleDateString(document.documentElement.lang) + ': ' + words['last-' + kept.result];
      localStorage.removeItem(KEY);
    } catch (e) { /* Nothing is kept, or nothing that can be read. */ }
    return '';
  }

  // ---- what was found, as one verdict ----
  function verdict() {
    var camera = found.camera, mic = found.mic;
    if (found.api !== 'ok') return { result: 'cannot', head: words.lacks, lead: words[found.api === 'open' ? 'open-lead' : 'lacks-lead'], go: words['what-helps'] };
    if (found.net === 'away') return { result: 'cannot', head: words.away, lead: words['away-lead'] };
    var lacksPicture = camera !== 'ok', lacksVoice = mic !== 'ok';
    if (lacksPicture && lacksVoice) return limits('both-off', 'both-off-lead', 'both-off-go');
    if (lacksVoice) return limits('mic-off', 'mic-off-' + mic, 'mic-off-go');
    if (lacksPicture) return limits('camera-off', 'camera-off-' + camera, 'camera-off-go');
    if (found.heard === 'no') return limits('deaf', 'deaf-lead', 'go');
    if (found.clock === 'wrong') return limits('clock-off', 'clock-off-lead', 'go');
    if (found.net === 'partly') return limits('partly', 'partly-lead', 'go');
    if (found.way === 'none') return limits('shut', 'shut-lead', 'go');
    if (found.way === 'detour') return limits('slow', 'detour-lead', 'go');
    if (found.net === 'slow') return limits('slow', 'slow-lead', 'go');
    return { result: 'ready', head: words.ready, lead: words['ready-lead'], go: words.onward };
  }
  function limits(head, lead, go) { return { result: 'limits', head: words[head], lead: words[lead] || '', go: words[go] }; }

  // Called whenever something is found; before everything is, there is no verdict.
  function judge() {
    if (!running || found.waits > 0) return;
    var it = verdict(), tint = { ready: 'ok', limits: 'warn', cannot: 'stop' }[it.result];
    if (found.said === it.head + it.lead) return;
    found.said = it.head + it.lead;
    field(tint, it.result, it.head, it.lead);
    onward(it.result === 'cannot' ? 'check' : 'room', it.go);
    show('again', true);
    get('again').className = it.go ? 'btn quiet' : 'btn';
    get('live').textContent = it.head + ' ' + it.lead;
    root.setAttribute('data-result', it.result);
    keep(it.result);
    each(document.getElementsByName('device'), function (field) { field.value = summary(); });
  }

  // For whoever asks for help, and sent by their own button alone: 1 works, 0 does not, d refused, x not known.
  function summary() {
    function device(state) { return state === 'ok' ? '1' : state === 'denied' ? 'd' : state ? '0' : 'x'; }
    function way(name) {
      var it = found.ways && found.ways[name];
      return it ? '-' + name.charAt(0).toUpperCase() + name.slice(1) + '.' + (it.state === 'open' ? '1' : it.state === 'closed' ? '0' : 'x') : '';
    }
    if (found.api !== 'ok') return '';
    return 'Camera.' + device(found.camera) + '-Microphone.' + device(found.mic) + '-Speaker.' + (found.heard === 'yes' ? '1' : found.heard === 'no' ? '0' : 'x') +
      '-Socket.' + (found.net === 'ok' || found.net === 'slow' ? '1' : '0') + way('udp') + way('tcp') + way('tls') +
      '-Clock.' + (found.clock === 'ok' ? '1' : found.clock === 'wrong' ? '0' : 'x');
  }
  function begin() { found.waits++; }
  function finish(mine) { if (mine === found) { found.waits--; judge(); } }

  // ---- camera and microphone ----
  function stateOf(error) {
    switch (error && error.name) {
      case 'NotAllowedError': case 'PermissionDeniedError': case 'SecurityError': return 'denied';
      case 'NotFoundError': case 'DevicesNotFoundError': case 'OverconstrainedError': return 'none';
      case 'TypeError': return 'missing';
      default: return 'busy';
    }
  }
  function stop(kind) {
    if (streams[kind]) each(streams[kind].getTracks(), function (track) { track.onended = null; track.stop(); });
    streams[kind] = null;
  }

  // Some browsers inside apps never answer. Whoever says yes after the limit is still heard.
  function ask(kind, id, done) {
    var mine = tries[kind] = (tries[kind] || 0) + 1, isSilent = false, constraints = {};
    constraints[kind] = kind === 'video' ? { width: { ideal: 1280 }, height: { ideal: 720 } } : {};
    if (id) constraints[kind].deviceId = { exact: id };
    stop(kind);
    var timer = setTimeout(function () { isSilent = true; if (mine === tries[kind]) done('silent', null, false); }, limit('wait', 20000));
    function end(state, stream) {
      clearTimeout(timer);
      if (mine !== tries[kind]) { if (stream) each(stream.getTracks(), function (track) { track.stop(); }); return; }
      streams[kind] = stream;
      done(state, stream, isSilent);
    }
    try {
      media.getUserMedia(constraints).then(function (stream) { end('ok', stream); }, function (error) { end(stateOf(error), null); });
    } catch (e) { end(stateOf(e), null); }
  }

  function row(kind, state) {
    found[kind] = state;
    tag(kind, state === 'ok' ? 'ok' : 'warn', state === 'ok' ? words[kind + '-ok'] : words['tag-' + state]);
    var help = state === 'ok' ? (kind === 'mic' ? words['mic-say'] : '') : state === 'denied' ? words[kind + '-denied'] + ' ' + words.how
      : state === 'silent' ? words['camera-silent'] : words[kind + '-' + state] || '';
    say(kind + '-help', help);
    show(kind + '-retry', state !== 'ok' && state !== 'mute' && state !== 'black');
  }
  function waitFor(kind) { tag(kind, 'wait', words['tag-wait']); show(kind + '-retry', false); say(kind + '-help', ''); }

  // One test of a kind at a time: a newer one ends the waiting for the older.
  function once(kind, done) {
    var older = waiting[kind];
    waiting[kind] = function () { if (done) { var act = done; done = null; act(); } };
    if (older) older();
    return waiting[kind];
  }

  function testCamera(id, whenDone) {
    var done = once('camera', whenDone);
    waitFor('camera');
    clearInterval(watch);
    ask('video', id, function (state, stream, isLate) {
      var picture = get('picture'), hasStream = state === 'ok';
      show('picture', hasStream);
      say('camera-size', '');
      if (!hasStream) { row('camera', state); if (isLate) judge(); else done(); return; }
      picture.muted = true;
      picture.srcObject = stream;
      var playing = picture.play();
      if (playing && playing.then) playing.then(nothing, nothing);
      stream.getVideoTracks()[0].onended = function () { clearInterval(watch); row('camera', 'busy'); judge(); };
      watchPicture(picture, stream, isLate ? judge : done);
      list();
    });
  }

  // The first pictures of a camera are often black; one that stays so is covered.
  function watchPicture(picture, stream, done) {
    var dark = 0, isTold = false, canvas = document.createElement('canvas');
    canvas.width = 32; canvas.height = 18;
    function tell(state) {
      if (found.camera !== state || !isTold) row('camera', state);
      if (isTold) judge(); else { isTold = true; done(); }
    }
    watch = setInterval(function () {
      var isDark = isBlack(picture, canvas);
      dark = isDark ? dark + 1 : 0;
      if (!isDark) {
        say('camera-size', stream.getVideoTracks()[0].label + ', ' + picture.videoWidth + ' × ' + picture.videoHeight);
        if (!isTold || found.camera === 'black') tell('ok');
      } else if (dark * 250 >= limit('dark', 4000) && (!isTold || found.camera === 'ok')) tell('black');
    }, 250);
  }
  function isBlack(picture, canvas) {
    if (!picture.videoWidth) return true;
    try {
      var pen = canvas.getContext('2d', { willReadFrequently: true }), most = 0;
      pen.drawImage(picture, 0, 0, 32, 18);
      each(pen.getImageData(0, 0, 32, 18).data, function (value, i) { if (i % 4 < 3 && value > most) most = value; });
      return most < 24;
    } catch (e) { return false; }
  }

  function testMic(id, whenDone) {
    var done = once('mic', whenDone);
    waitFor('mic');
    clearInterval(meter);
    ask('audio', id, function (state, stream, isLate) {
      var hasStream = state === 'ok';
      show('level', hasStream && !!context);
      if (!hasStream) { row('mic', state); if (isLate) judge(); else done(); return; }
      stream.getAudioTracks()[0].onended = function () { clearInterval(meter); row('mic', 'busy'); judge(); };
      watchLevel(stream, isLate ? judge : done);
      list();
    });
  }

  // Silence is what stays below -60 dBFS for three seconds.
  function watchLevel(stream, done) {
    if (!context || !context.createMediaStreamSource) { row('mic', 'ok'); tag('mic', 'ok', words['mic-on']); say('mic-help', ''); done(); return; }
    var source = context.createMediaStreamSource(stream), analyser = context.createAnalyser(), bar = get('level').querySelector('.b1');
    analyser.fftSize = 2048;
    source.connect(analyser);
    var samples = analyser.getFloatTimeDomainData ? new Float32Array(2048) : new Uint8Array(2048), quiet = 0, isTold = false, isBlind = false;
    function tell(state) {
      if (isTold && found.mic === state) return;
      row('mic', state);
      if (isTold) judge(); else { isTold = true; done(); }
    }
    clearInterval(meter);
    meter = setInterval(function () {
      // A context that the browser has not started, or that finds no sound card, hears nothing, and says nothing of the microphone.
      if (context.state === 'suspended') {
        context.resume();
        if (++quiet * STEP >= limit('blind', 3000) && !isBlind) { isBlind = true; tell('ok'); tag('mic', 'ok', words['mic-on']); say('mic-help', ''); show('level', false); }
        return;
      }
      if (isBlind) { isBlind = false; row('mic', 'ok'); show('level', true); }
      var sum = 0;
      if (analyser.getFloatTimeDomainData) analyser.getFloatTimeDomainData(samples); else analyser.getByteTimeDomainData(samples);
      each(samples, function (value) { var v = analyser.getFloatTimeDomainData ? value : (value - 128) / 128; sum += v * v; });
      var decibels = 10 * Math.log(sum / samples.length + 1e-12) / Math.LN10;
      bar.setAttribute('width', Math.round(Math.max(0, Math.min(100, (decibels + 60) * 2))) + '%');
      quiet = decibels < -60 ? quiet + 1 : 0;
      if (!quiet) tell('ok');
      else if (quiet * STEP >= limit('quiet', 3000) && !(isTold && found.mic === 'ok')) tell('mute');
    }, STEP);
  }

  // ---- devices to choose ----
  function list() {
    if (!media.enumerateDevices) return;
    media.enumerateDevices().then(function (devices) {
      fill('camera', 'videoinput', devices, streams.video);
      fill('mic', 'audioinput', devices, streams.audio);
      if (window.HTMLMediaElement && HTMLMediaElement.prototype.setSinkId) fill('speaker', 'audiooutput', devices, null);
    }, nothing);
  }
  function fill(kind, wanted, devices, stream) {
    var select = get(kind + '-list'), chosen = select.value, seen = 0;
    try { chosen = stream.getTracks()[0].getSettings().deviceId || chosen; } catch (e) { /* Older browsers do not tell. */ }
    while (select.firstChild) select.removeChild(select.firstChild);
    each(devices, function (device) {
      if (device.kind !== wanted || !device.label) return;
      var option = document.createElement('option');
      option.value = device.deviceId;
      option.textContent = device.label;
      option.selected = device.deviceId === chosen;
      select.appendChild(option);
      seen++;
    });
    show(kind + '-choice', seen > 1);
  }

  // ---- speaker ----
  function play() {
    if (!context) return;
    if (context.resume) context.resume();
    var tone = context.createOscillator(), volume = context.createGain(), begins = context.currentTime, sink = get('speaker-list').value;
    tone.frequency.value = 440;
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(0.3, begins + 0.1);
    volume.gain.setValueAtTime(0.3, begins + 1);
    volume.gain.linearRampToValueAtTime(0, begins + 1.2);
    tone.connect(volume);
    if (sink && context.createMediaStreamDestination) {
      var way = context.createMediaStreamDestination(), player = new Audio();
      volume.connect(way);
      player.srcObject = way.stream;
      player.setSinkId(sink).then(function () { return player.play(); }).then(nothing, function () { volume.connect(context.destination); });
    } else volume.connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 1.3);
    say('speaker-ask', '');
    show('heard', true);
  }
  function heard(answer) {
    found.heard = answer;
    tag('speaker', answer === 'yes' ? 'ok' : 'warn', words['speaker-' + (answer === 'yes' ? 'ok' : 'no')]);
    say('speaker-help', answer === 'yes' ? '' : words['speaker-help']);
    show('heard', false);
    get('play').focus();
    judge();
  }

  // ---- the way to us ----
  function fact(name, text) {
    var place = get('facts'), term = document.createElement('dt'), value = document.createElement('dd');
    term.textContent = words['f-' + name];
    value.textContent = text;
    place.appendChild(term);
    place.appendChild(value);
  }

  function roundTrip(done) {
    var times = [], sent = 0, isOver = false, socket = null, timer = setTimeout(end, limit('net', 8000));
    function end() {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (socket) try { socket.close(); } catch (e) { /* It was never open. */ }
      done(times.length ? median(times) : -1);
    }
    function send() { sent = now(); socket.send('device-test'); }
    try {
      socket = new WebSocket((location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/-/echo');
      socket.onopen = send;
      socket.onmessage = function () { times.push(now() - sent); if (times.length < 5) send(); else end(); };
      socket.onerror = socket.onclose = end;
    } catch (e) { end(); }
  }

  function request(method, path, done) {
    var ask = new XMLHttpRequest();
    ask.open(method, path, true);
    ask.timeout = limit('net', 8000);
    ask.onload = function () { done(ask); };
    ask.onerror = ask.ontimeout = function () { done(null); };
    ask.send();
  }

  function testClock(done) {
    var began = new Date().getTime(), ticks = now();
    request('HEAD', '/-/check/device', function (answer) {
      var date = answer ? Date.parse(answer.getResponseHeader('Date')) : NaN, took = now() - ticks;
      // The header has whole seconds: half of one is the best guess.
      done(!!answer, isNaN(date) ? null : (date + 500 - began - took / 2) / 1000);
    });
  }

  function testNet(done) {
    var trip, reached, waits = 2;
    tag('net', 'wait', words['tag-wait']);
    tag('clock', 'wait', words['tag-wait']);
    roundTrip(function (ms) { trip = ms; if (!--waits) both(); });
    testClock(function (isReached, seconds) {
      reached = isReached;
      var isRight = seconds === null || Math.abs(seconds) <= 60;
      found.clock = seconds === null ? 'unknown' : isRight ? 'ok' : 'wrong';
      tag('clock', seconds === null ? 'wait' : isRight ? 'ok' : 'warn', seconds === null ? words.unknown : words[isRight ? 'clock-ok' : 'clock-wrong']);
      say('clock-help', isRight ? '' : words['clock-help']);
      if (seconds !== null) fact('clock', number(Math.abs(seconds), Math.abs(seconds) < 10 ? 1 : 0) + '\u00a0' + words.s + ' ' + words[seconds < 0 ? 'fast' : 'behind']);
      if (!--waits) both();
    });
    function both() {
      found.net = trip >= 0 ? (trip > limit('slow', 400) ? 'slow' : 'ok') : reached ? 'partly' : 'away';
      found.trip = trip;
      if (trip >= 0) fact('socket', number(trip, trip < 10 ? 1 : 0) + '\u00a0' + words.ms);
      done();
    }
  }

  // ---- the ways of picture and sound ----
  function testWays(done) {
    if (!root.getAttribute('data-ways') || !Peer) { done(); return; }
    request('POST', '/-/check/ice', function (answer) {
      var servers = [];
      try { if (answer && answer.status === 200) servers = JSON.parse(answer.responseText).servers; } catch (e) { /* Said below. */ }
      var states = {}, waits = servers.length;
      if (!waits) { found.way = 'unknown'; done(); return; }
      each(servers, function (server) {
        (server.way === 'stun' ? reflex : relay)(server, function (state, ms) {
          // Of two servers the better one counts.
          var old = states[server.way], rank = { open: 5, half: 4, refused: 3, unknown: 2, closed: 1 };
          if (!old || rank[state] > rank[old.state] || (state === 'open' && old.state === 'open' && ms < old.ms)) states[server.way] = { state: state, ms: ms };
          if (!--waits) { ways(states); done(); }
        });
      });
    });
  }

  function ways(states) {
    found.ways = states;
    var isOpen = function (way) { return !!states[way] && states[way].state === 'open'; }, isShut = true;
    each(['stun', 'udp', 'tcp', 'tls'], function (way) {
      var it = states[way];
      if (!it) return;
      if (it.state !== 'closed') isShut = false;
      fact(way, words[it.state] + (it.ms >= 0 ? ', ' + number(it.ms, it.ms < 10 ? 1 : 0) + '\u00a0' + words.ms : ''));
    });
    found.way = isOpen('udp') || (!states.udp && isOpen('stun')) ? 'direct'
      : states.udp && states.udp.state !== 'closed' && states.udp.state !== 'half' ? 'unknown'
      : isOpen('tcp') || isOpen('tls') ? 'detour' : isShut ? 'none' : 'unknown';
  }

  // Through the relay and back, in this very page: an address alone does not prove that anything gets through.
  function relay(server, done) {
    var a, b, isOver = false, isRefused = false, hasAddress = false, began = 0, times = [];
    var timer = setTimeout(function () { end(hasAddress ? 'half' : isRefused ? 'refused' : 'closed'); }, limit(server.way, 8000));
    function end(state) {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      each([a, b], function (peer) { if (peer) try { peer.close(); } catch (e) { /* Closed already. */ } });
      done(state, times.length ? median(times) : -1);
    }
    function failed() { end('unknown'); }
    function join(from, to) {
      from.onicecandidate = function (event) {
        if (isOver) return;
        if (event.candidate && event.candidate.candidate) { hasAddress = true; to.addIceCandidate(event.candidate).then(nothing, nothing); }
        else if (!event.candidate && !hasAddress) end(isRefused ? 'refused' : 'closed');
      };
      from.onicecandidateerror = function (event) { if (event.errorCode >= 400 && event.errorCode < 500) isRefused = true; };
    }
    try {
      var config = { iceServers: [{ urls: server.urls, username: server.username, credential: server.credential }], iceTransportPolicy: 'relay' };
      a = new Peer(config);
      b = new Peer(config);
      join(a, b);
      join(b, a);
      var line = a.createDataChannel('t');
      line.onopen = send;
      line.onmessage = function () { times.push(now() - began); if (times.length < 5) send(); else end('open'); };
      b.ondatachannel = function (event) { event.channel.onmessage = function (message) { event.channel.send(message.data); }; };
      a.createOffer().then(function (offer) { return a.setLocalDescription(offer); })
        .then(function () { return b.setRemoteDescription(a.localDescription); })
        .then(function () { return b.createAnswer(); })
        .then(function (answer) { return b.setLocalDescription(answer); })
        .then(function () { return a.setRemoteDescription(b.localDescription); })
        .then(nothing, failed);
    } catch (e) { failed(); }
    function send() { began = now(); line.send('t'); }
  }

  // The address that the world sees. Where it is this device's own the browser names it only once, and no fault is the sign.
  function reflex(server, done) {
    var peer, isOver = false, hasFault = false, timer = setTimeout(function () { end('closed'); }, limit(server.way, 8000));
    function end(state) {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (peer) try { peer.close(); } catch (e) { /* Closed already. */ }
      done(state, -1);
    }
    try {
      peer = new Peer({ iceServers: [{ urls: server.urls }] });
      peer.onicecandidateerror = function () { hasFault = true; };
      peer.onicecandidate = function (event) {
        if (!event.candidate) end(hasFault ? 'closed' : 'onicecandidateerror' in Peer.prototype ? 'open' : 'unknown');
        else if (/ typ srflx/.test(event.candidate.candidate)) end('open');
      };
      peer.createDataChannel('t');
      peer.createOffer().then(function (offer) { return peer.setLocalDescription(offer); }).then(nothing, function () { end('unknown'); });
    } catch (e) { end('unknown'); }
  }

  function showNet() {
    var way = found.way, state = found.net === 'ok' && (way === 'detour' || way === 'none') ? 'detour' : found.net;
    tag('net', state === 'ok' ? 'ok' : state === 'away' ? 'stop' : 'warn', words['net-' + state]);
    say('net-help', (found.trip >= 0 ? number(found.trip, 0) + ' ' + words.ms + ' ' + words.round : words.blocked) +
      (way ? ' ' + words[{ direct: 'direct', detour: 'detour', none: 'no-way', unknown: 'untested' }[way]] : ''));
  }

  // ---- one run ----
  function apiState() {
    if (window.isSecureContext === false) return 'open';
    return Peer && window.WebSocket && media && media.getUserMedia ? 'ok' : 'missing';
  }
  function run() {
    var mine = found = { waits: 0, api: apiState() };
    running = true;
    clearInterval(meter);
    clearInterval(watch);
    try { if (!context && Sound) context = new Sound(); if (context && context.resume) context.resume(); } catch (e) { context = null; }
    root.removeAttribute('data-result');
    show('start', false);
    show('again', false);
    onward('room', '');
    var hasAll = found.api === 'ok';
    show('rows', true);
    if (!hasAll) {
      show('device-rows', false);
      if (get('measured')) get('measured').parentNode.removeChild(get('measured'));
      judge();
      get('head').focus();
      return;
    }
    field('', 'run', words.run, words['run-lead']);
    get('live').textContent = words.run + ' ' + words['run-lead'];
    get('head').focus();
    get('facts').textContent = '';
    fact('storage', words[storageWorks() ? 'storage-ok' : 'storage-no']);
    tag('speaker', 'wait', '');
    show('play', !!context);
    show('heard', false);
    say('speaker-help', '');
    say('speaker-ask', context ? askText : words.unknown);

    begin();
    testMic('', function () { if (mine === found) testCamera('', function () { finish(mine); }); });
    begin();
    testNet(function () {
      if (mine !== found) return;
      if (found.net === 'away') { showNet(); finish(mine); return; }
      testWays(function () { if (mine === found) { showNet(); finish(mine); } });
    });
  }
  function again(kind, test) {
    return function () {
      var mine = found;
      begin();
      test(get(kind + '-list').value, function () { finish(mine); });
    };
  }

  on('start', 'click', run);
  on('again', 'click', run);
  on('play', 'click', play);
  on('heard-yes', 'click', function () { heard('yes'); });
  on('heard-no', 'click', function () { heard('no'); });
  on('camera-retry', 'click', again('camera', testCamera));
  on('mic-retry', 'click', again('mic', testMic));
  on('camera-list', 'change', again('camera', testCamera));
  on('mic-list', 'change', again('mic', testMic));
  window.addEventListener('pagehide', function () { stop('audio'); stop('video'); }, false);

  field('', 'start', words.start, words['start-lead']);
  say('last', last());
  onward('room', '');
  show('start', true);
})();
