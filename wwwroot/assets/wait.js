// Chromium takes a Refresh of an address with a # for a jump within the page, and asks nobody. Reloading keeps the #.
if (location.hash) setTimeout(function () { location.reload(); }, 5000);
