/* Looks in the browser itself for what a meeting needs, tells the page's own address, and shows what that answers.
   Plain ES5: it must not fail in the browsers that the page is for. */
(function () {
  'use strict';
  var main = document.getElementById('content');
  var agent = navigator.userAgent || '';
  var found = [];
  var said, report;

  if (!main || !document.addEventListener || !window.XMLHttpRequest) return;

  function note(name, probe) {
    var result;
    try {
      result = probe() ? '1' : '0';
    } catch (fault) {
      result = 'x';
    }
    found.push(name + '.' + result);
    return result === '1';
  }

  function isSecure() {
    if (typeof window.isSecureContext === 'boolean') return window.isSecureContext;
    return location.protocol === 'https:' || /^(localhost|127\.[0-9.]+|\[::1\])$/.test(location.hostname);
  }

  function isOwnWindow() {
    var isIos = /iPhone|iPad|iPod/.test(agent);
    return !(window.TelegramWebview || window.TelegramWebviewProxy || /; wv\)/.test(agent) ||
      (isIos && !/Safari\//.test(agent) && !navigator.standalone));
  }

  /* A stub that throws is as good as none. */
  function connection() {
    try {
      return new window.RTCPeerConnection();
    } catch (fault) {
      return null;
    }
  }

  function hasCodecs(side) {
    var can = window[side];
    function names(kind) {
      var all = can.getCapabilities(kind).codecs, text = '', at;
      for (at = 0; at < all.length; at += 1) text += all[at].mimeType + ' ';
      return text;
    }
    return /opus/i.test(names('audio')) && /VP8|H264/i.test(names('video'));
  }

  function hasBoth() {
    return hasCodecs('RTCRtpReceiver') && (!window.RTCRtpSender.getCapabilities || hasCodecs('RTCRtpSender'));
  }

  /* Older ones name their codecs in an offer alone, and some never make one. */
  function codecs(peer, done) {
    var limit, isOver = false;
    function end(result) {
      if (isOver) return;
      isOver = true;
      window.clearTimeout(limit);
      found.push('Codecs.' + result);
      done();
    }
    limit = window.setTimeout(function () { end('x'); }, 3000);
    try {
      if (window.RTCRtpReceiver && window.RTCRtpReceiver.getCapabilities) {
        end(hasBoth() ? '1' : '0');
      } else if (peer && peer.addTransceiver) {
        peer.addTransceiver('audio');
        peer.addTransceiver('video');
        peer.createOffer().then(function (offer) {
          end(/opus/i.test(offer.sdp) && /VP8|H264/i.test(offer.sdp) ? '1' : '0');
        }, function () { end('x'); });
      } else {
        end('x');
      }
    } catch (fault) {
      end('x');
    }
  }

  function look(done) {
    var peer = connection(), devices = navigator.mediaDevices;
    note('Secure', isSecure);
    note('PeerConnection', function () { return peer; });
    note('Transceivers', function () { return peer && peer.addTransceiver && peer.getTransceivers; });
    note('MediaDevices', function () { return devices && devices.getUserMedia && devices.enumerateDevices; });
    note('WebSocket', function () { return window.WebSocket && window.WebSocket.CLOSING === 2; });
    note('WebAssembly', function () { return window.WebAssembly && window.WebAssembly.instantiate; });
    note('AudioWorklet', function () { return window.AudioWorkletNode; });
    /* Browsers of Android had the function for years, and it always said no. */
    note('DisplayMedia', function () { return devices && devices.getDisplayMedia && !/Android/.test(agent); });
    note('Storage', function () {
      try {
        window.localStorage.setItem('check', '1');
        window.localStorage.removeItem('check');
        return true;
      } catch (fault) {
        return false;
      }
    });
    note('OwnWindow', isOwnWindow);
    note('Touch', function () { return navigator.maxTouchPoints > 1; });
    codecs(peer, function () {
      try {
        if (peer) peer.close();
      } catch (fault) { /* It is gone either way. */ }
      done(found.join('-'));
    });
  }

  /* What the device test left in this browser. */
  function showTested() {
    var kept, age, line, shape = { day: 'numeric', month: 'long', year: 'numeric' };
    try {
      kept = JSON.parse(window.localStorage.getItem('device-test'));
      age = new Date().getTime() - kept.at;
      line = document.getElementById(kept.result === 'ready' ? 'tested-ready' : kept.result === 'limits' ? 'tested-limits' : '');
      if (!line || !(age > -6e4 && age < 14 * 864e5)) return;
      line.getElementsByTagName('time')[0].appendChild(document.createTextNode(
        new Date(kept.at).toLocaleDateString(document.documentElement.lang, shape)));
      line.removeAttribute('hidden');
    } catch (fault) { /* There is none, or none that can be read. */ }
  }

  function inForms() {
    var fields = document.getElementsByName('probes'), at;
    for (at = 0; at < fields.length; at += 1) fields[at].value = report;
  }

  function openFolds(fresh) {
    var folds = main.getElementsByTagName('details'), at, twin;
    for (at = 0; at < folds.length; at += 1) {
      twin = folds[at].getAttribute('open') !== null && fresh.querySelector('#' + folds[at].id);
      if (twin) twin.setAttribute('open', '');
    }
  }

  function verdictIn(part) {
    var verdict = part.querySelector('#verdict');
    return verdict && verdict.getAttribute('data-verdict');
  }

  function show(html) {
    var begin = html.indexOf('>', html.indexOf('<main')) + 1, end = html.indexOf('</main>');
    var fresh = document.createElement('div'), held = document.activeElement, place;
    if (html.indexOf('<main') < 0 || end < begin) return;
    fresh.innerHTML = html.slice(begin, end);
    if (!verdictIn(fresh)) return;
    if (verdictIn(fresh) === verdictIn(main)) {
      document.getElementById('checked').innerHTML = fresh.querySelector('#checked').innerHTML;
      inForms();
      return;
    }
    openFolds(fresh);
    place = main.contains(held) && held !== main;
    main.innerHTML = fresh.innerHTML;
    inForms();
    showTested();
    said.appendChild(document.createTextNode(main.getElementsByTagName('h1')[0].textContent));
    if (place) main.focus();
  }

  function ask() {
    var request = new XMLHttpRequest();
    request.open('POST', location.pathname + location.search);
    request.timeout = 10000;
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.setRequestHeader('Accept', 'text/html');
    request.onreadystatechange = function () {
      if (request.readyState === 4 && (request.status === 200 || request.status === 400)) show(request.responseText);
    };
    request.send('probes=' + encodeURIComponent(report));
  }

  said = document.createElement('p');
  said.className = 'hide';
  said.setAttribute('role', 'status');
  document.body.appendChild(said);
  showTested();
  look(function (text) {
    report = text;
    inForms();
    ask();
  });
}());
